"""Whether the words have room in their place, set in the template's font at its size."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from validation.context import Context, ResolvedMatch
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.typesetting import Typesetter, lines_of
from validation.wording import quoted

LEADING = 1.2  # of the font size, where After Effects chooses it
HINT = "Shorten the text, choose a shorter one, or give it more room in the template."


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as it comes out in its place; sizes in the layer's own pixels."""

    lines: int
    widest: float
    room: float
    lines_that_fit: int
    is_exact: bool

    @property
    def overflows(self) -> bool:
        """Whether a line is too wide, or there are too many."""
        return self.widest > self.room or self.lines > self.lines_that_fit


@rule("text_cut_off", severity=Severity.CRITICAL)
def text_cut_off(context: Context) -> Iterator[Finding]:
    """Find texts that, measured in the real font, have no room in their box."""
    for one in context.text_matches:
        setting = set_in_box(one, context.surroundings.typesetter)
        if setting is not None and setting.is_exact and setting.overflows:
            yield _finding(one, setting, "measured", f"have no room in {_place(one)}")


@rule("text_too_long", severity=Severity.WARNING, limits=("longer_text",))
def text_too_long(context: Context) -> Iterator[Finding]:
    """Find texts that seem too long for their box, or for the place of a sample without a box."""
    typesetter = context.surroundings.typesetter
    for one in context.text_matches:
        setting = set_in_box(one, typesetter)
        if setting is not None and not setting.is_exact and setting.overflows:
            yield _finding(one, setting, "estimated", f"may have no room in {_place(one)}")
        point = set_beside_sample(one, typesetter, context.limits.longer_text)
        if point is not None and point.overflows:
            how = "measured" if point.is_exact else "estimated"
            yield _finding(one, point, how, f"take much more room than the sample of {_place(one)}")


def set_in_box(one: ResolvedMatch, typesetter: Typesetter) -> Setting | None:
    """Break the words into lines in the place's box; None where it has none, or its size lacks."""
    hole = one.placeholder
    if not hole.is_box_text or not (hole.width and hole.height and hole.font_size):
        return None
    exact = typesetter.width("", hole.font, hole.font_size).is_exact
    lines = lines_of(_words(one), hole.width, lambda line: _width(one, line, typesetter))
    leading = hole.leading or LEADING * hole.font_size
    fitting = 1 + max(0, math.floor((hole.height - hole.font_size) / leading))
    widest = max(_width(one, line, typesetter) for line in lines)
    return Setting(len(lines), widest, hole.width, fitting, exact)


def set_beside_sample(one: ResolvedMatch, typesetter: Typesetter, times: float) -> Setting | None:
    """Compare with the template's sample, both measured alike; None for box text, or no sample."""
    hole = one.placeholder
    sample = (hole.text or "").split("\n")
    if hole.is_box_text or not hole.font_size or not any(sample):
        return None
    measured = typesetter.width("", hole.font, hole.font_size)
    room = max(_width(one, line, typesetter) for line in sample) * times
    lines = _words(one).split("\n")
    widest = max(_width(one, line, typesetter) for line in lines)
    return Setting(len(lines), widest, room, max(len(lines), len(sample)), measured.is_exact)


def _words(one: ResolvedMatch) -> str:
    words = one.layer.text.content if one.layer.text else ""
    return words.upper() if one.placeholder.all_caps else words


def _width(one: ResolvedMatch, line: str, typesetter: Typesetter) -> float:
    hole = one.placeholder
    size = hole.font_size or 0.0
    return typesetter.width(line, hole.font, size, tracking=hole.tracking).pixels


def _place(one: ResolvedMatch) -> str:
    return quoted(one.placeholder.layer)


def _finding(one: ResolvedMatch, setting: Setting, how: str, what: str) -> Finding:
    words = one.layer.text.content if one.layer.text else ""
    return one.finding(
        f"The words {quoted(words)} {what} ({how}): {setting.widest:.0f} pixels wide where"
        f" {setting.room:.0f} fit, {setting.lines} lines where {setting.lines_that_fit} fit.",
        hint=HINT,
        details={
            "how": how,
            "text_width": round(setting.widest, 1),
            "room": round(setting.room, 1),
            "lines": setting.lines,
            "lines_that_fit": setting.lines_that_fit,
        },
    )
