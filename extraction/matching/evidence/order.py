"""Evidence from order: the third of a column of names belongs to the third of a series.

A series are placeholders whose names differ in one mark (a number, a letter, home and away); a
column are layers of the same look.
Whether the series runs by lines or by columns is read off its own comp. With fewer layers than
placeholders the last ones probably stay empty; with more, order says nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extraction.matching.evidence.numbering import marks_of_layer
from extraction.matching.marks import is_mark
from extraction.matching.pairing import Candidate, Features, Hole, Matrix, Pairing
from extraction.matching.reading_order import by_columns, by_lines
from extraction.matching.text_look import Look

_SHORTEST: Final = 2
_SPREAD_OF_A_LINE: Final = 0.1  # of the frame, across the line
_MOST_PAIRS: Final = 200  # of a series with a column; tables beyond this are not ranked


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows (layers) and columns (placeholders) of the matrix, each in its order."""

    layers: tuple[int, ...]
    holes: tuple[int, ...]
    origin: str  # where counting starts: "from the top", "from the left", "in reading order"


def order(pairing: Pairing) -> Features:
    """Whether ranks agree, apart for columns as long as the series and for shorter ones."""
    names = ("same", "other", "same_of_fewer", "other_of_fewer")
    result = {name: np.zeros(pairing.shape, dtype=np.float32) for name in names}
    for ranking in rankings(pairing):
        count = len(ranking.layers)
        ending = "_of_fewer" if count < len(ranking.holes) else ""
        same = np.eye(count, len(ranking.holes), dtype=np.float32)
        place = np.ix_(ranking.layers, ranking.holes)
        result[f"same{ending}"][place] = same
        result[f"other{ending}"][place] = 1 - same
    return result


def rankings(pairing: Pairing) -> Iterator[Ranking]:
    """Set each series of placeholders beside each column of layers that may fill it."""
    columns = _columns_of_layers(pairing.candidates)
    for series in _series_of_holes(pairing.holes):
        ordered = _reading_order_of(series, pairing)
        for column in columns:
            if not _may_fill(pairing.candidates[column[0]], pairing.holes[series[0]]):
                continue
            if _SHORTEST <= len(column) <= len(series) <= _MOST_PAIRS:
                boxes = pairing.layer_boxes[column]
                layers = tuple(column[place] for place in ordered(boxes))
                yield Ranking(layers, series, _origin(boxes))


def _may_fill(candidate: Candidate, hole: Hole) -> bool:
    """Not prices into a series of names."""
    look, wanted = candidate.look, hole.form or hole.expected
    if Look.EMPTY in {look, wanted} or look is wanted:
        return True
    return Look.WORDS not in {look, wanted}


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
        stem = tuple(word for word in hole.words if not is_mark(word))
        if len(hole.marks) == 1:
            ((row, place),) = hole.marks
            grouped[stem, row, hole.placeholder.composition].append((place, column))
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
        if not marks_of_layer(candidate):
            grouped[_look(candidate)].append(row)
    return list(grouped.values())


def _look(candidate: Candidate) -> Hashable:
    text = candidate.layer.text
    if text:
        return candidate.look, text.fonts[:1], f"{text.font_size or 0:.0f}"
    box = candidate.layer.bbox
    return candidate.layer.kind, f"{box.width:.0f}", f"{box.height:.0f}"
