"""Evidence from order: the third of a column of names belongs to the third of a series.

A series are placeholders whose names differ in one number; a column are layers of the same look.
Only columns of exactly the series' length count: with one more or less, order says nothing.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extraction.matching.evidence.numbering import numbers_of
from extraction.matching.pairing import Candidate, Hole, Matrix, Pairing

_SAME_RANK: Final = 1.2
_OTHER_RANK: Final = -1.5
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Ranks:
    """The rows (of layers) or columns (of placeholders) of the matrix that stand in one order."""

    members: tuple[int, ...]
    origin: str = ""  # "from the top" or "from the left"

    @property
    def length(self) -> int:
        """How many members there are."""
        return len(self.members)


def order(pairing: Pairing) -> Matrix:
    """Log-odds by rank."""
    result = np.zeros(pairing.shape, dtype=np.float32)
    columns = columns_of_layers(pairing)
    for series in series_of_holes(pairing.holes):
        for column in columns:
            if column.length == series.length:
                worth = np.full((column.length,) * 2, _OTHER_RANK, dtype=np.float32)
                np.fill_diagonal(worth, _SAME_RANK)
                result[np.ix_(column.members, series.members)] = worth
    return result


def series_of_holes(holes: Sequence[Hole]) -> list[Ranks]:
    """Find the numbered series among placeholders, each in the order of its numbers."""
    grouped: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for column, hole in enumerate(holes):
        stem = tuple(word for word in hole.words if not word.isdecimal())
        digits = [word for word in hole.words if word.isdecimal()]
        if len(digits) == 1:
            grouped[stem, hole.placeholder.composition].append((int(digits[0]), column))
    return [
        Ranks(tuple(at for _, at in sorted(group)))
        for group in grouped.values()
        if _is_series(group)
    ]


def _is_series(group: list[tuple[int, int]]) -> bool:
    return len(group) >= _SHORTEST and len({number for number, _ in group}) == len(group)


def columns_of_layers(pairing: Pairing) -> list[Ranks]:
    """Find layers of one look without numbers of their own, from the top down or left to right."""
    grouped: dict[Hashable, list[int]] = defaultdict(list)
    for row, candidate in enumerate(pairing.candidates):
        if not numbers_of(candidate):
            grouped[_look(candidate)].append(row)
    boxes = pairing.layer_boxes
    return [_in_reading_order(rows, boxes) for rows in grouped.values() if len(rows) >= _SHORTEST]


def _look(candidate: Candidate) -> Hashable:
    text = candidate.layer.text
    if text:
        return candidate.look, text.fonts[:1], f"{text.font_size or 0:.0f}"
    box = candidate.layer.bbox
    return candidate.layer.kind, f"{box.width:.0f}", f"{box.height:.0f}"


def _in_reading_order(rows: list[int], boxes: Matrix) -> Ranks:
    middle = (boxes[rows, :2] + boxes[rows, 2:]) / 2
    wide, high = np.ptp(middle, axis=0)
    along, origin = (0, "from the left") if wide > high else (1, "from the top")
    ranked = np.argsort(middle[:, along], kind="stable")
    return Ranks(tuple(rows[place] for place in ranked.tolist()), origin)
