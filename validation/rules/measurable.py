"""What the files don't tell, so that rules could not run: said, never passed over."""

from collections.abc import Iterator, Sequence

from validation.context import Context, ResolvedMatch, exact_size, measure, shown_size
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.rules.empty import has_nothing_to_show
from validation.wording import quoted

OF_SIZE = ("aspect_ratio_mismatch", "upscaled_too_far", "upscaled", "content_cropped")
OF_TEXT = ("text_too_long",)
OF_LAYER = ("placeholder_hidden", "placeholder_out_of_time", "text_is_driven")


@rule("check_not_possible", severity=Severity.WARNING)
def check_not_possible(context: Context) -> Iterator[Finding]:
    """Find matches that some rules could not check, since the files don't tell a size or a layer.

    Empty layers have a rule of their own.
    """
    for one in context.image_matches:
        if not has_nothing_to_show(one.layer):
            yield from _of_picture(one)
    for one in context.text_matches:
        if not _has_room(one):
            yield _unknown(one, "the room for the text in the template", "placeholder", OF_TEXT)
    for one, layer in context.placed_matches:
        if layer is None:
            yield _unknown(one, "the template's layer", "template layer", OF_LAYER)


def _of_picture(one: ResolvedMatch) -> Iterator[Finding]:
    place = exact_size(one.placeholder.width, one.placeholder.height)
    if measure(one) is None:
        part = "layer" if place else "placeholder"
        yield _unknown(one, f"the size of the {part}", part, OF_SIZE)
    elif shown_size(one.placeholder) is None:
        yield _unknown(one, "the size at which it is shown", "shown size", OF_SIZE[1:3])


def _has_room(one: ResolvedMatch) -> bool:
    hole = one.placeholder
    return bool(
        hole.font_size and (hole.width and hole.height if hole.setting.in_box else hole.text)
    )


def _unknown(one: ResolvedMatch, what: str, part: str, rules: Sequence[str]) -> Finding:
    return one.finding(
        f"{quoted(one.layer.name)} in {quoted(one.placeholder.layer)} could not be checked"
        f" fully: {what} is not known.",
        hint="Compare the two by eye, or complete the file and upload it again.",
        details={"checks": list(rules), "unknown": part},
    )
