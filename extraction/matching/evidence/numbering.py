"""Evidence from marks in names: “Player 3” belongs to “player3”, “Home” not to “away”."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from extraction.matching.marks import Mark, marks_of
from extraction.matching.pairing import Candidate, Features, Pairing


def numbering(pairing: Pairing) -> Features:
    """Whether both names carry the same mark, or others of the same row of marks.

    Where the two sides count in different rows, as left and right against 1 and 2, the first of
    one is the first of the other.
    """
    of_layers = [marks_of_layer(one) for one in pairing.candidates]
    of_holes = [one.marks for one in pairing.holes]
    same = np.zeros(pairing.shape, dtype=np.float32)
    other = np.zeros(pairing.shape, dtype=np.float32)
    for kind in {mark[0] for marks in (*of_layers, *of_holes) for mark in marks}:
        rows, columns = _carriers(of_layers, kind), _carriers(of_holes, kind)
        other[np.ix_(_members(rows), _members(columns))] += 1
        for mark in rows.keys() & columns.keys():
            place = np.ix_(rows[mark], columns[mark])
            same[place] = 1
            other[place] -= 1
    np.clip(other, 0, 1, out=other)
    return {"same": same, "other": other, **_ranks(pairing.shape, of_layers, of_holes)}


def _ranks(
    shape: tuple[int, int],
    of_layers: Sequence[frozenset[Mark]],
    of_holes: Sequence[frozenset[Mark]],
) -> Features:
    """Compare places in rows that only one side counts in, if each side has one such row."""
    here, there = _rows_of(of_layers), _rows_of(of_holes)
    result = {name: np.zeros(shape, dtype=np.float32) for name in ("same_rank", "other_rank")}
    if len(here - there) != 1 or len(there - here) != 1:
        return result
    layers, holes = _ranked(of_layers, *(here - there)), _ranked(of_holes, *(there - here))
    if max(layers) != max(holes) or max(layers) < 1:
        return result
    rows, columns = np.array(layers)[:, None], np.array(holes)[None, :]
    known = (rows >= 0) & (columns >= 0)
    result["same_rank"] += known & (rows == columns)
    result["other_rank"] += known & (rows != columns)
    return result


def _rows_of(sets: Sequence[frozenset[Mark]]) -> set[str]:
    return {row for marks in sets for row, _ in marks}


def _ranked(sets: Sequence[frozenset[Mark]], row: str) -> list[int]:
    """Each one's rank among the places used in a row; -1 without one or with several."""
    own = [[place for kind, place in marks if kind == row] for marks in sets]
    used = sorted({place for places in own for place in places})
    return [used.index(places[0]) if len(places) == 1 else -1 for places in own]


def marks_of_layer(one: Candidate) -> frozenset[Mark]:
    """Return the marks of a layer's name and, of rows it has none of, its groups'.

    A text's own digits number nothing.
    """
    own = frozenset[Mark]() if one.named_by_content else marks_of(one.own)
    known = {mark[0] for mark in own}
    return own | {mark for mark in marks_of(one.groups) if mark[0] not in known}


def _carriers(sets: Sequence[frozenset[Mark]], kind: str) -> dict[Mark, list[int]]:
    carriers: dict[Mark, list[int]] = defaultdict(list)
    for place, marks in enumerate(sets):
        for mark in marks:
            if mark[0] == kind:
                carriers[mark].append(place)
    return carriers


def _members(carriers: dict[Mark, list[int]]) -> list[int]:
    return sorted({place for places in carriers.values() for place in places})
