"""Evidence from where things lie, once some pairs are likely from other evidence.

The comp may be laid out quite unlike the card. So a straight map from card to comp is fitted, for
each axis, through the pairs believed so far; what lies near its mapped place is likely. A bad fit
makes the evidence weak by itself.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extraction.matching.pairing import Features, Matrix, Pairing

_BELIEF: Final = 0.5  # pairs' worth of belief that the comp is laid out as the card
_FINEST: Final = 0.03  # of the frame: no layout is truer than this
_COARSEST: Final = 0.4  # of the frame: with this spread a place says nothing
_BELIEVED_SPREAD: Final = 0.15
_MOST_AGAINST: Final = -4.0
_SAME: Final = 0.03  # of the frame: so much may the same place be off
_RIVAL: Final = 0.1  # of the best chance: less likely layers don't show how a comp is laid out


def position(pairing: Pairing, likely: Matrix) -> Features:
    """Log-odds by place; `likely` is the chance of each pair by all other evidence.

    What speaks against a pair is kept apart: a template laid out anew is no rare thing.
    """
    result = np.zeros(pairing.shape, dtype=np.float32)
    for comp in np.unique(pairing.comp):
        columns = np.flatnonzero(pairing.comp == comp)
        if len(columns) > 1:  # alone in its comp, a placeholder's place there says nothing
            result[:, columns] = _within(pairing, likely, columns)
    return {
        "near": np.maximum(result, 0),
        "far": np.minimum(result, 0),
        "same_place": _same_place(pairing, likely),
    }


def _same_place(pairing: Pairing, likely: Matrix) -> Matrix:
    """1 for a pair in the very same place, where the comp is laid out as the card, else less."""
    apart = _apart(pairing.layer_boxes, pairing.hole_boxes)
    near: Matrix = np.exp(-0.5 * (apart / _SAME) ** 2).astype(np.float32)
    near[~np.isfinite(near)] = 0
    possible = likely > likely.max(axis=0, initial=0) * _RIVAL
    agreement = (near * possible).max(axis=0, initial=0)
    result = np.zeros(pairing.shape, dtype=np.float32)
    for comp in np.unique(pairing.comp):
        columns = np.flatnonzero(pairing.comp == comp)
        if len(columns) > 1:
            result[:, columns] = near[:, columns] * agreement[columns].mean() ** 2
    return result


def _apart(layers: Matrix, holes: Matrix) -> Matrix:
    """Distance by whichever of left edge, middle and right edge a text of another length keeps."""
    left, top, right, bottom = (layers[:, side, None] - holes[None, :, side] for side in range(4))
    across = np.minimum(np.minimum(abs(left), abs(right)), abs(left + right) / 2)
    apart: Matrix = np.hypot(across, (top + bottom) / 2)
    return apart


def _within(pairing: Pairing, likely: Matrix, columns: NDArray[np.intp]) -> Matrix:
    layers, holes = _middles(pairing.layer_boxes), _middles(pairing.hole_boxes[columns])
    known: NDArray[np.bool_] = np.isfinite(holes.sum(axis=1))
    weights = likely[:, columns] ** 2
    weights[:, ~known] = 0
    places = np.where(known[:, None], holes, np.float32(0))
    worth = _along(layers[:, 0], places[:, 0], weights)
    worth += _along(layers[:, 1], places[:, 1], weights)
    worth[:, ~known] = 0
    return worth


def _middles(boxes: Matrix) -> Matrix:
    return np.asarray((boxes[:, :2] + boxes[:, 2:]) / 2, dtype=np.float32)


def _along(layers: Matrix, holes: Matrix, weights: Matrix) -> Matrix:
    line = _fitted_line(layers, holes, weights)
    mapped = line.slope * layers + line.offset
    apart = (mapped[:, None] - holes[None, :]) / line.spread
    worth: Matrix = apart.astype(np.float32, copy=False)
    worth *= worth
    worth *= -0.5
    worth += math.log(_COARSEST / line.spread)
    np.maximum(worth, _MOST_AGAINST, out=worth)
    return worth


class _Line(NamedTuple):
    slope: float
    offset: float
    spread: float  # how far off it is on average


def _fitted_line(layers: Matrix, holes: Matrix, weights: Matrix) -> _Line:
    """Fit weighted least squares, drawn towards “same place” by `_BELIEF` pairs at the edges."""
    rows, columns = weights.sum(axis=1), weights.sum(axis=0)
    total = float(rows.sum()) + _BELIEF
    mean_x = (float(rows @ layers) + _BELIEF * 0.5) / total
    mean_y = (float(columns @ holes) + _BELIEF * 0.5) / total
    x, y = layers - mean_x, holes - mean_y
    prior = _BELIEF * 0.1  # of points a third of a frame from the middle
    spread_x, spread_y = float(rows @ x**2), float(columns @ y**2)
    together = float(x @ weights @ y)
    slope = (together + prior) / (spread_x + prior)
    misses = spread_y - 2 * slope * together + slope**2 * spread_x + _BELIEF * _BELIEVED_SPREAD**2
    spread = min(max(math.sqrt(max(misses, 0) / total), _FINEST), _COARSEST)
    return _Line(slope, mean_y - slope * mean_x, spread)
