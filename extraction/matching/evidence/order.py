"""Evidence from order: the third of a column of names belongs to the third of a series.

A series are placeholders whose names differ in one number; a column are layers of the same look.
Whether the series runs by lines or by columns is read off its own comp. With fewer layers than
placeholders the last ones probably stay empty; with more, order says nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extraction.matching.evidence.numbering import numbers_of
from extraction.matching.pairing import Candidate, Hole, Matrix, Pairing
from extraction.matching.reading_order import by_columns, by_lines

_SAME_RANK: Final = 1.2
_OTHER_RANK: Final = -1.5
_OF_FEWER: Final = 0.5  # how much the same says when layers are fewer than placeholders
_SHORTEST: Final = 2
_SPREAD_OF_A_LINE: Final = 0.1  # of the frame, across the line
_MOST_PAIRS: Final = 200  # of a series with a column; tables beyond this are not ranked


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows (layers) and columns (placeholders) of the matrix, each in its order."""

    layers: tuple[int, ...]
    holes: tuple[int, ...]
    origin: str  # where counting starts: "from the top", "from the left", "in reading order"


def order(pairing: Pairing) -> Matrix:
    """Log-odds by rank."""
    result = np.zeros(pairing.shape, dtype=np.float32)
    for ranking in rankings(pairing):
        count = len(ranking.layers)
        worth = np.full((count, len(ranking.holes)), _OTHER_RANK, dtype=np.float32)
        np.fill_diagonal(worth, _SAME_RANK)
        if count < len(ranking.holes):
            worth *= _OF_FEWER
        result[np.ix_(ranking.layers, ranking.holes)] = worth
    return result


def rankings(pairing: Pairing) -> Iterator[Ranking]:
    """Set each series of placeholders beside each column of layers that may fill it."""
    columns = _columns_of_layers(pairing.candidates)
    for series in _series_of_holes(pairing.holes):
        ordered = _reading_order_of(series, pairing)
        for column in columns:
            if _SHORTEST <= len(column) <= len(series) <= _MOST_PAIRS:
                boxes = pairing.layer_boxes[column]
                layers = tuple(column[place] for place in ordered(boxes))
                yield Ranking(layers, series, _origin(boxes))


def _reading_order_of(series: tuple[int, ...], pairing: Pairing) -> Callable[[Matrix], list[int]]:
    """Read as the numbers of the series run in its comp; by lines where that is not clear."""
    boxes = pairing.hole_boxes[list(series)]
    numbered = list(range(len(series)))
    runs_by_columns = by_columns(boxes) == numbered != by_lines(boxes)
    return by_columns if runs_by_columns else by_lines


def _origin(boxes: Matrix) -> str:
    wide, high = np.ptp((boxes[:, :2] + boxes[:, 2:]) / 2, axis=0)
    if min(wide, high) > _SPREAD_OF_A_LINE:
        return "in reading order"
    return "from the left" if wide > high else "from the top"


def _series_of_holes(holes: Sequence[Hole]) -> list[tuple[int, ...]]:
    """Find the numbered series among placeholders, each in the order of its numbers."""
    grouped: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for column, hole in enumerate(holes):
        stem = tuple(word for word in hole.words if not word.isdecimal())
        digits = [word for word in hole.words if word.isdecimal()]
        if len(digits) == 1:
            grouped[stem, hole.placeholder.composition].append((int(digits[0]), column))
    return [
        tuple(column for _, column in sorted(group))
        for group in grouped.values()
        if _is_series(group)
    ]


def _is_series(group: list[tuple[int, int]]) -> bool:
    return len(group) >= _SHORTEST and len({number for number, _ in group}) == len(group)


def _columns_of_layers(candidates: Sequence[Candidate]) -> list[list[int]]:
    """Find layers of one look without numbers of their own, in no order."""
    grouped: dict[Hashable, list[int]] = defaultdict(list)
    for row, candidate in enumerate(candidates):
        if not numbers_of(candidate):
            grouped[_look(candidate)].append(row)
    return list(grouped.values())


def _look(candidate: Candidate) -> Hashable:
    text = candidate.layer.text
    if text:
        return candidate.look, text.fonts[:1], f"{text.font_size or 0:.0f}"
    box = candidate.layer.bbox
    return candidate.layer.kind, f"{box.width:.0f}", f"{box.height:.0f}"
