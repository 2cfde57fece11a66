"""In which order boxes are read: line by line, or column by column. Pure geometry."""

from typing import Final

import numpy as np

from extraction.matching.pairing import Matrix

_LINE_GAP: Final = (
    0.012  # of the frame: middles closer than this, or half a line, stand on one line
)
_CELL_GAP: Final = 0.03  # of the frame: places in one line of a table differ by less
_COLUMN_GAP: Final = 0.15  # of the frame: left edges of one column differ by less


def by_lines(boxes: Matrix) -> list[int]:
    """Read from the top line to the last, each from the left; indices into `boxes`."""
    gap = max(_LINE_GAP, float(np.median(boxes[:, 3] - boxes[:, 1])) / 2)
    return _sorted(_clusters(boxes[:, 1] + boxes[:, 3], 2 * gap), boxes[:, 0])


def by_columns(boxes: Matrix) -> list[int]:
    """Read the left column from the top down, then the next; indices into `boxes`."""
    return _sorted(_clusters(boxes[:, 0] + boxes[:, 2], 2 * _COLUMN_GAP), boxes[:, 1])


def lines_and_columns(boxes: Matrix) -> tuple[int, int]:
    """On how many lines and in how many columns boxes stand, by edges or middles alike."""
    lines, columns = (_fewest(boxes[:, [near, near + 2]]) for near in (1, 0))
    return lines, columns


def _fewest(edges: Matrix) -> int:
    sides = (edges[:, 0], edges[:, 1], edges.mean(axis=1))
    return min(int(_clusters(side, _CELL_GAP).max()) + 1 for side in sides)


def _sorted(first: Matrix, then: Matrix) -> list[int]:
    return [int(place) for place in np.lexsort((then, first))]


def _clusters(places: Matrix, gap: float) -> Matrix:
    """Number the groups of places between which a gap is wider, from the lowest up."""
    ranked = np.argsort(places, kind="stable")
    jumps = np.diff(places[ranked], prepend=places[ranked[:1]]) > gap
    numbers = np.empty(len(places), dtype=np.float32)
    numbers[ranked] = np.cumsum(jumps)
    return numbers
