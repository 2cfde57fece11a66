"""Whether the words have room in their place, at the template's size; widths are estimated.

Estimated, since the server has no fonts: a character takes a little more than half the font's
size, a Chinese, Japanese or Korean one all of it. Lines are broken at spaces only.
"""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extraction.geometry import Box
from extraction.template import Placeholder
from validation.context import Context, ResolvedMatch
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted

CHARACTER_WIDTH: Final = 0.55  # of the font size; the mean of Helvetica's letters
WIDE: Final = frozenset("WF")  # of East Asian width
LEADING: Final = 1.2  # of the font size, where After Effects chooses it
LONGEST: Final = 5000  # characters; beyond, only the first are measured


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
    """Find texts that seem too long for their box, or for the place of a sample without a box."""
    for one in context.text_matches:
        room = _room(one, context.limits.longer_text)
        if room is not None and room.is_too_small:
            yield _finding(one, room, context.limits.longer_text)


def _room(one: ResolvedMatch, longer: float) -> Room | None:
    hole = one.placeholder
    words = (one.layer.text.content if one.layer.text else "")[:LONGEST]
    if not hole.font_size or not words.strip():
        return None
    if hole.setting.in_box and hole.width and hole.height:
        return _in_box(hole, words, Box(0, 0, hole.width, hole.height))
    sample = (hole.text or "").split("\n")
    if hole.setting.in_box or not any(sample):
        return None
    lines = words.split("\n")
    allowed = max(width_of(hole, line) for line in sample) * longer
    widest = max(width_of(hole, line) for line in lines)
    return Room(widest, allowed, len(lines), max(len(lines), len(sample)))


def _in_box(hole: Placeholder, words: str, box: Box) -> Room:
    lines, size = broken(hole, words, box.width), hole.font_size or 0.0
    leading = hole.setting.leading or LEADING * size
    fitting = 1 + max(0, math.floor((box.height - size) / leading))
    return Room(max(width_of(hole, line) for line in lines), box.width, len(lines), fitting)


def broken(hole: Placeholder, words: str, width: float) -> list[str]:
    """Break paragraphs at spaces so that each line fits, where its words do."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width_of(hole, longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def width_of(hole: Placeholder, line: str) -> float:
    """Estimate a line's width in the template's size and tracking."""
    signs = sum(
        1.0 if unicodedata.east_asian_width(sign) in WIDE else CHARACTER_WIDTH for sign in line
    )
    return (signs + len(line) * hole.setting.tracking / 1000) * (hole.font_size or 0.0)


def _finding(one: ResolvedMatch, room: Room, longer: float) -> Finding:
    words = one.layer.text.content if one.layer.text else ""
    return one.finding(
        f"{quoted(words)} may have no room in {quoted(one.placeholder.layer)} (estimated):"
        f" {room.widest:.0f} pixels wide where {room.width:.0f} fit,"
        f" lines: {room.lines} where {room.lines_that_fit} fit.",
        hint="Look at it in After Effects, shorten it, or give it more room in the template.",
        details={
            "text_width": round(room.widest, 1),
            "room": round(room.width, 1),
            "lines": room.lines,
            "lines_that_fit": room.lines_that_fit,
            "limit": longer,
        },
    )
