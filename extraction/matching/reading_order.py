"""In which order boxes are read: line by line, or column by column. Pure geometry."""

from typing import Final

import numpy as np

from extraction.matching.pairing import Matrix

_LINE_GAP: Final = 0.012  # of the frame: middles closer than this stand on one line
_COLUMN_GAP: Final = 0.15  # of the frame: left edges of one column differ by less


def by_lines(boxes: Matrix) -> list[int]:
    """Read from the top line to the last, each from the left; indices into `boxes`."""
    return _sorted(_clusters(boxes[:, 1] + boxes[:, 3], 2 * _LINE_GAP), boxes[:, 0])


def by_columns(boxes: Matrix) -> list[int]:
    """Read the left column from the top down, then the next; indices into `boxes`."""
    return _sorted(_clusters(boxes[:, 0] + boxes[:, 2], 2 * _COLUMN_GAP), boxes[:, 1])


def _sorted(first: Matrix, then: Matrix) -> list[int]:
    return [int(place) for place in np.lexsort((then, first))]


def _clusters(places: Matrix, gap: float) -> Matrix:
    """Number the groups of places between which a gap is wider, from the lowest up."""
    ranked = np.argsort(places, kind="stable")
    jumps = np.diff(places[ranked], prepend=places[ranked[:1]]) > gap
    numbers = np.empty(len(places), dtype=np.float32)
    numbers[ranked] = np.cumsum(jumps)
    return numbers
