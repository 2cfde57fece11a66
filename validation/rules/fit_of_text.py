"""Whether the words have room in their place: at the template's size, or as small as they may get.

Widths are the real font's where its file is at hand. Else they are estimated, and the message says
so: a character takes a little more than half the font's size, a Chinese, Japanese or Korean one all
of it. Lines are broken at spaces only.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extraction.font_files import FontFace
from extraction.matches import SMALLEST_TEXT
from extraction.template import Placeholder
from validation.context import Context, ResolvedMatch
from validation.fonts import width_in
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted

LEADING: Final = 1.2  # of the font size, where After Effects chooses it
LONGEST: Final = 5000  # characters; beyond, only the first are measured


@dataclass(frozen=True, slots=True)
class Setting:
    """How a placeholder's words are set: `size` in pixels, 0 where it is not known.

    `face` is None where the font's file is not at hand.
    """

    hole: Placeholder
    size: float
    face: FontFace | None
    sample_face: FontFace | None

    def width_of(self, line: str) -> float:
        """A line's width in pixels of the layer, in the template's tracking."""
        return self._ems(self.face, line) * self.size

    def width_of_sample(self, line: str) -> float:
        """The same for the template's own words, which are in its own font and size."""
        return self._ems(self.sample_face, line) * (self.hole.font_size or 0.0)

    def _ems(self, face: FontFace | None, line: str) -> float:
        seen = line.upper() if self.hole.setting.all_caps else line
        spacing = len(seen) * self.hole.setting.tracking / 1000
        return width_in(face, seen) + spacing


@dataclass(frozen=True, slots=True)
class Room:
    """What a text takes up and what it may; widths in the layer's own pixels."""

    widest: float
    width: float
    lines: int
    lines_that_fit: int

    @property
    def is_too_small(self) -> bool:
        """Whether a line is too wide, or there are too many."""
        return self.widest > self.width or self.lines > self.lines_that_fit


@rule("text_too_long", severity=Severity.WARNING, limits=("longer_text",))
def text_too_long(context: Context) -> Iterator[Finding]:
    """Find texts that seem too long for their box, or for the place of a sample without a box.

    A text that is to shrink is measured at the smallest size that it may get.
    """
    for one in context.text_matches:
        setting = _setting(context, one)
        room = _room(setting, one.words[:LONGEST], context.limits.longer_text)
        if room is not None and room.is_too_small:
            yield _finding(one, setting, room, context.limits.longer_text)


def _setting(context: Context, one: ResolvedMatch) -> Setting:
    hole, face = one.placeholder, context.fonts.face(context.font_of(one))
    size = (hole.font_size or 0.0) * (SMALLEST_TEXT if one.match.shrink else 1)
    if hole.setting.in_box:
        return Setting(hole, size, face, face)
    # Only like is compared with like: both measured, or both estimated.
    sample_face = context.fonts.face(hole.font)
    return Setting(hole, size, *((face, sample_face) if face and sample_face else (None, None)))


def _room(setting: Setting, words: str, longer: float) -> Room | None:
    hole = setting.hole
    if not setting.size or not words.strip():
        return None
    if hole.setting.in_box and hole.width and hole.height:
        return _in_box(setting, words, hole.width, hole.height)
    sample = (hole.text or "").split("\n")
    if hole.setting.in_box or not any(sample):
        return None
    lines = words.split("\n")
    allowed = max(setting.width_of_sample(line) for line in sample) * longer
    widest = max(setting.width_of(line) for line in lines)
    return Room(widest, allowed, len(lines), max(len(lines), len(sample)))


def _in_box(setting: Setting, words: str, width: float, height: float) -> Room:
    lines = broken(setting, words, width)
    leading = setting.hole.setting.leading or LEADING * setting.size
    fitting = 1 + max(0, math.floor((height - setting.size) / leading))
    return Room(max(setting.width_of(line) for line in lines), width, len(lines), fitting)


def broken(setting: Setting, words: str, width: float) -> list[str]:
    """Break paragraphs at spaces so that each line fits, where its words do."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and setting.width_of(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _finding(one: ResolvedMatch, setting: Setting, room: Room, longer: float) -> Finding:
    how = "measured in its font" if setting.face else "estimated"
    though = f" even at {SMALLEST_TEXT:.0%} of its size" if one.match.shrink else ""
    return one.finding(
        f"{quoted(one.words)} may have no room{though} in {quoted(one.placeholder.layer)} ({how}):"
        f" {room.widest:.0f} pixels wide where {room.width:.0f} fit,"
        f" lines: {room.lines} where {room.lines_that_fit} fit.",
        hint=_hint(one),
        details={
            "text_width": round(room.widest, 1),
            "room": round(room.width, 1),
            "lines": room.lines,
            "lines_that_fit": room.lines_that_fit,
            "measured": setting.face is not None,
            "shrinks": one.match.shrink,
            "limit": longer,
        },
    )


def _hint(one: ResolvedMatch) -> str:
    smaller = "" if one.match.shrink else "let it shrink to fit, "
    return (
        f"Look at it in After Effects, {smaller}shorten it, or give it more room in the template."
    )
