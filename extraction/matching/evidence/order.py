"""Evidence from order: the third of a column of names belongs to the third of a series.

A series are placeholders whose names differ in one mark (a number, a letter, home and away), a
table those that differ in two (day and half of the day); a column are layers of the same look.
Whether the series runs by lines or by columns is read off its own comp. With fewer layers than
placeholders the last ones probably stay empty, above all where every column of a list is as short;
with more, order says nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extraction.matching.evidence.numbering import marks_of_layer
from extraction.matching.pairing import Candidate, Features, Hole, Matrix, Pairing
from extraction.matching.reading_order import by_columns, by_lines, lines_and_columns
from extraction.matching.text_look import Look

_SHORTEST: Final = 2
_SPREAD_OF_A_LINE: Final = 0.1  # of the frame, across the line
_MOST_PAIRS: Final = 200  # of a series with a column; tables beyond this are not ranked
_ENDINGS: Final = ("", "_of_fewer", "_of_short")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows (layers) and columns (placeholders) of the matrix, each in its order."""

    layers: tuple[int, ...]
    holes: tuple[int, ...]
    origin: str  # where counting starts: "from the top", "from the left", "in reading order"


def order(pairing: Pairing, ranked: Sequence[Ranking], likely: Matrix) -> Features:
    """Whether ranks agree: in columns as long as the series, in short lists, in other short ones.

    Counts as far as the column is believed to be for the series at all: `likely` are the chances
    of the pairs by all other evidence, `ranked` comes from `rankings`.
    """
    names = [f"{rank}{ending}" for rank in ("same", "other") for ending in _ENDINGS]
    result = {name: np.zeros(pairing.shape, dtype=np.float32) for name in names}
    short = _short_lists(ranked)
    for ranking in ranked:
        count = len(ranking.layers)
        ending = "_of_fewer" if count < len(ranking.holes) else ""
        if ending and (count, len(ranking.holes)) in short:
            ending = "_of_short"
        place = np.ix_(ranking.layers, ranking.holes)
        belief = likely[place].sum() / count
        same = np.eye(count, len(ranking.holes), dtype=np.float32)
        np.maximum(result[f"same{ending}"][place], belief * same, out=same)
        result[f"same{ending}"][place] = same
        result[f"other{ending}"][place] += belief * (1 - np.eye(*same.shape, dtype=np.float32))
    return result


def _short_lists(ranked: Sequence[Ranking]) -> set[tuple[int, int]]:
    """Lengths of columns and series where all of several series have columns of one length."""
    series = {ranking.holes for ranking in ranked}
    columns = {(len(ranking.layers), ranking.holes) for ranking in ranked}
    of_length = Counter(map(len, series))
    as_short = Counter((count, len(holes)) for count, holes in columns)
    return {
        (count, length)
        for (count, length), found in as_short.items()
        if found == of_length[length] > 1
    }


def rankings(pairing: Pairing) -> list[Ranking]:
    """Set each series and table of placeholders beside each column of layers that may fill it."""
    columns = _columns_of_layers(pairing.candidates)
    return [*_rankings_of_tables(pairing, columns), *_rankings_of_series(pairing, columns)]


def _rankings_of_series(pairing: Pairing, columns: list[list[int]]) -> Iterator[Ranking]:
    """A column shorter than the series counts only where it is whole: none of its look numbered."""
    looks = Counter(map(_look, pairing.candidates))
    for series in _series_of_holes(pairing.holes):
        ordered = _reading_order_of(series, pairing)
        for column in columns:
            if not _may_fill(pairing.candidates[column[0]], pairing.holes[series[0]]):
                continue
            if not _SHORTEST <= len(column) <= len(series) <= _MOST_PAIRS:
                continue
            if (
                len(column) < len(series)
                and len(column) < looks[_look(pairing.candidates[column[0]])]
            ):
                continue
            boxes = pairing.layer_boxes[column]
            layers = tuple(column[place] for place in ordered(boxes))
            yield Ranking(layers, series, _origin(boxes))


def _rankings_of_tables(pairing: Pairing, columns: list[list[int]]) -> Iterator[Ranking]:
    """Whole tables only, and only those that lie on the card as many by as many."""
    for table, (long, wide) in _tables_of_holes(pairing.holes):
        for column in columns:
            if len(column) != len(table) or len(table) > _MOST_PAIRS:
                continue
            if not _may_fill(pairing.candidates[column[0]], pairing.holes[table[0]]):
                continue
            boxes = pairing.layer_boxes[column]
            lines, files = lines_and_columns(boxes)
            if (files, lines) == (long, wide):
                layers = by_columns(boxes)
            elif (files, lines) == (wide, long):
                layers = by_lines(boxes)
            else:
                continue
            yield Ranking(tuple(column[place] for place in layers), table, "in the table")


def _tables_of_holes(
    holes: Sequence[Hole],
) -> Iterator[tuple[tuple[int, ...], tuple[int, int]]]:
    """Find placeholders of two marks each that make a whole table, and its two sides."""
    grouped: dict[Hashable, dict[tuple[int, int], int]] = defaultdict(dict)
    for column, hole in enumerate(holes):
        if len(hole.marks) == 2:
            (row, place), (other, step) = sorted(hole.marks)
            if row != other:
                cells = grouped[hole.stem, row, other, hole.placeholder.composition]
                cells[place, step] = column
    for cells in grouped.values():
        long, wide = (len({cell[side] for cell in cells}) for side in (0, 1))
        if min(long, wide) >= _SHORTEST and len(cells) == long * wide:
            yield tuple(column for _, column in sorted(cells.items())), (long, wide)


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
        if len(hole.marks) == 1:
            ((row, place),) = hole.marks
            grouped[hole.stem, row, hole.placeholder.composition].append((place, column))
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
