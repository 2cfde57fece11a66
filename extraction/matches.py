"""Which layer fills which placeholder: proposed by `matching`, or decided by a reviewer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CENTRE: Final = (0.5, 0.5)
SMALLEST_TEXT: Final = 0.6  # of the template's size; a text that shrinks stops there


class Fit(StrEnum):
    """How a picture takes up a place of another shape."""

    FILL = "fill"  # covers the place, what stands over is cut off
    FIT = "fit"  # whole picture inside the place, the rest transparent
    STRETCH = "stretch"  # both sides scaled to the place, shape not kept


@dataclass(frozen=True, slots=True)
class EvidenceShare:
    """What one kind of evidence says of a match, in log-odds: above 0 for it, below against."""

    kind: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The layer that came second for a placeholder: its chance, and why it lost."""

    layer_id: str
    confidence: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """One layer assigned to one placeholder.

    `confidence` is the probability (0 to 1) that a careful person agrees; a reviewer's own
    choice has 1. `reasons` are short sentences, strongest first. `differs` says in what the match
    is unlike those approved before, and is empty otherwise. With `shrink` a text that needs more
    room than its place has is set smaller, down to `SMALLEST_TEXT`. `text` are words put right by
    hand, or None for the layer's own. `focus` says which part of a picture stays in sight where
    FILL cuts it: 0 is its left and upper edge, 1 its right and lower one.
    """

    layer_id: str
    placeholder_id: str
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    fit: Fit = Fit.FILL
    evidence: tuple[EvidenceShare, ...] = ()
    runner_up: RunnerUp | None = None
    differs: str = ""
    shrink: bool = False
    text: str | None = None
    focus: tuple[float, float] = CENTRE


@dataclass(frozen=True, slots=True)
class FontSubstitute:
    """A font of the template, and the one that somebody agreed to have in its place.

    Both are PostScript names; `agreed_by` is a person's user name.
    """

    font: str
    substitute: str
    agreed_by: str = ""


@dataclass(frozen=True, slots=True)
class MatchDocument:
    """A whole card's matches, with what was left over on both sides (ids).

    `usually_filled` are those of the unfilled placeholders that earlier cards did fill.
    """

    matches: tuple[Match, ...] = ()
    unmatched_layers: tuple[str, ...] = ()
    unfilled_placeholders: tuple[str, ...] = ()
    usually_filled: tuple[str, ...] = ()
    version: int = 1
    font_substitutes: tuple[FontSubstitute, ...] = ()

    def font_for(self, font: str | None) -> str | None:
        """The font that is really used where the template has this one."""
        agreed = {one.font: one.substitute for one in self.font_substitutes}
        return agreed.get(font, font) if font else font


def choices_of(document: MatchDocument) -> list[tuple[str, ...]]:
    """What was decided, without what only advises: (placeholder id, layer id, fit, …), sorted.

    Text, focus and shrink are there only where a person set them: older choices stay the same.
    """
    return sorted(_choice(match) for match in document.matches)


def _choice(match: Match) -> tuple[str, ...]:
    choice: tuple[str, ...] = (match.placeholder_id, match.layer_id, match.fit.value)
    if match.text is not None:
        choice += ("text", match.text)
    if match.focus != CENTRE:
        choice += ("focus", *map(str, match.focus))
    return (*choice, "shrink") if match.shrink else choice
