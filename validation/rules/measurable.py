"""Image matches that can't be measured: what was not checked is said, never passed over."""

from collections.abc import Iterator
from typing import Any

from validation.context import Context, ResolvedMatch, exact_size, measure
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.rules.empty import has_nothing_to_show
from validation.wording import quoted


@rule("check_not_possible", severity=Severity.WARNING)
def check_not_possible(context: Context) -> Iterator[Finding]:
    """Find pictures or places whose size the files don't tell; empty layers have an own rule."""
    for one in context.image_matches:
        if measure(one) is None and not has_nothing_to_show(one.layer):
            yield one.finding(
                f"Shape and size of {quoted(one.layer.name)} in {quoted(one.placeholder.layer)}"
                f" could not be checked: the size of the {_unknown(one)} is not known.",
                hint="Compare the two by eye, or set a size in the file and upload it again.",
                details=_details(one),
            )


def _unknown(one: ResolvedMatch) -> str:
    place_known = exact_size(one.placeholder.width, one.placeholder.height)
    return "layer" if place_known else "placeholder"


def _details(one: ResolvedMatch) -> dict[str, Any]:
    return {
        "checks": ["aspect_ratio_mismatch", "upscaled_too_far", "upscaled"],
        "unknown": _unknown(one),
    }
