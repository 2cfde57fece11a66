"""Evidence from size and shape: big text to big text, tall picture to tall place."""

from typing import Final

import numpy as np

from extraction.matching.pairing import Matrix, Pairing
from extraction.psd import LayerKind
from extraction.template import PlaceholderKind

_PER_ASPECT: Final = -1.2  # for each time one shape is e times wider than the other
_PER_HEIGHT: Final = -0.7
_MOST_AGAINST: Final = -2.5
_FOR_ALIKE: Final = 0.6

_WHOLE_CANVAS: Final = 0.97  # share of each side that makes a layer a background
_BACKGROUND: Final = -3.5
_GROUP: Final = -1.2  # a placeholder rarely means a whole group


def size(pairing: Pairing) -> Matrix:
    """Log-odds by relative size, and by shape for pictures."""
    if pairing.kind is PlaceholderKind.TEXT:
        return _font_size(pairing)
    return _shape(pairing) + _background(pairing) + _whole_group(pairing)


def _font_size(pairing: Pairing) -> Matrix:
    """Compare font sizes, each as a share of the middle one on its own side."""
    of_layers = [one.layer.text.font_size if one.layer.text else None for one in pairing.candidates]
    of_holes = [one.placeholder.font_size for one in pairing.holes]
    apart = np.abs(_relative(of_layers)[:, None] - _relative(of_holes)[None, :])
    return _worth(apart, _PER_HEIGHT)


def _relative(sizes: list[float | None]) -> Matrix:
    numbers = np.array([size or np.nan for size in sizes], dtype=np.float64)
    numbers[~(np.isfinite(numbers) & (numbers > 0))] = np.nan
    if np.isnan(numbers).all():
        return numbers.astype(np.float32)
    logs = np.log(numbers)
    relative: Matrix = (logs - np.nanmedian(logs)).astype(np.float32)
    return relative


def _shape(pairing: Pairing) -> Matrix:
    apart = np.abs(pairing.layer_aspects[:, None] - pairing.hole_aspects[None, :])
    return _worth(apart, _PER_ASPECT)


def _worth(apart: Matrix, each: float) -> Matrix:
    worth: Matrix = np.maximum(apart * each, _MOST_AGAINST) + _FOR_ALIKE
    worth[np.isnan(worth)] = 0
    return worth


def _background(pairing: Pairing) -> Matrix:
    layer = _covers(pairing.layer_boxes)[:, None]
    hole = _covers(pairing.hole_boxes)[None, :]
    return np.where(layer & ~hole, _BACKGROUND, 0).astype(np.float32)


def _covers(boxes: Matrix) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    inside = np.clip(boxes, 0, 1)
    wide = inside[:, 2] - inside[:, 0] >= _WHOLE_CANVAS
    return wide & (inside[:, 3] - inside[:, 1] >= _WHOLE_CANVAS)


def _whole_group(pairing: Pairing) -> Matrix:
    groups = [one.layer.kind is LayerKind.GROUP for one in pairing.candidates]
    return _GROUP * np.array(groups, dtype=np.float32)[:, None]
