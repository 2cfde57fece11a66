"""Evidence from size, shape and font: big text to big text, tall picture to tall place."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from extraction.matching.pairing import Features, Matrix, Pairing
from extraction.psd import LayerKind
from extraction.template import PlaceholderKind

_MOST_APART: Final = 2.0  # natural logarithms; more counts as this much
_WHOLE_CANVAS: Final = 0.97  # share of each side that makes a layer a background
_SMALL: Final = 1e-6
_SIZES: Final = (1e-3, 1e6)  # pixels; keeps absurd fonts out of the arithmetic
_SAME_SIZE: Final = 0.015  # share by which font sizes differ that are meant to be one


def size(pairing: Pairing) -> Features:
    """How far apart sizes and, for pictures, shapes are, and which of them fill the whole frame.

    Of texts also whether font and size are the very same; what many layers share says less.
    """
    if pairing.kind is PlaceholderKind.TEXT:
        return {**_apart("font", _font_size(pairing)), **_same_font(pairing)}
    return {
        **_apart("shape", _shape(pairing)),
        **_apart("area", _area(pairing)),
        **_background(pairing),
        **_kinds(pairing),
    }


def _font_size(pairing: Pairing) -> Matrix:
    """Compare font sizes, each as a share of the middle one on its own side."""
    of_layers = [one.layer.text.font_size if one.layer.text else None for one in pairing.candidates]
    of_holes = [one.placeholder.font_size for one in pairing.holes]
    apart: Matrix = np.abs(_relative(of_layers)[:, None] - _relative(of_holes)[None, :])
    return apart


def _relative(sizes: list[float | None]) -> Matrix:
    numbers = _sizes(sizes)
    if np.isnan(numbers).all():
        return numbers
    logs = np.log(numbers)
    relative: Matrix = (logs - np.nanmedian(logs)).astype(np.float32)
    return relative


def _same_font(pairing: Pairing) -> Features:
    texts = [one.layer.text for one in pairing.candidates]
    sizes = _sizes([text.font_size if text else None for text in texts])[:, None]
    wanted = _sizes([one.placeholder.font_size for one in pairing.holes])[None, :]
    in_scale = np.abs(sizes * pairing.scale / wanted - 1) < _SAME_SIZE
    fonts = [text.fonts[0] if text and text.fonts else "" for text in texts]
    asked = np.array([one.placeholder.font or None for one in pairing.holes], dtype=object)
    same = np.array(fonts, dtype=object)[:, None] == asked[None, :]
    close = in_scale | (np.abs(sizes / wanted - 1) < _SAME_SIZE)
    return {"font_same_size": _rare(close), "font_same": _rare(same)}


def _sizes(sizes: list[float | None]) -> Matrix:
    numbers = np.array([size or np.nan for size in sizes], dtype=np.float64)
    numbers[~(np.isfinite(numbers) & (numbers > 0))] = np.nan
    limited: Matrix = np.clip(numbers, *_SIZES).astype(np.float32)
    return limited


def _rare(same: NDArray[np.bool_]) -> Matrix:
    """1 where the only layer and the only placeholder agree, less where more do."""
    layers, holes = same.sum(axis=0, keepdims=True), same.sum(axis=1, keepdims=True)
    rare: Matrix = (same / np.sqrt(np.maximum(layers * holes, 1))).astype(np.float32)
    return rare


def _shape(pairing: Pairing) -> Matrix:
    apart: Matrix = np.abs(pairing.layer_aspects[:, None] - pairing.hole_aspects[None, :])
    return apart


def _area(pairing: Pairing) -> Matrix:
    layers, holes = _log_areas(pairing.layer_boxes), _log_areas(pairing.hole_boxes)
    apart: Matrix = np.abs(layers[:, None] - holes[None, :]) / 2
    return apart


def _log_areas(boxes: Matrix) -> Matrix:
    inside = np.clip(boxes, 0, 1)
    areas = (inside[:, 2] - inside[:, 0]) * (inside[:, 3] - inside[:, 1])
    logs: Matrix = np.log(np.maximum(areas, _SMALL)).astype(np.float32)
    return logs


def _apart(name: str, apart: Matrix) -> Features:
    known = np.isfinite(apart)
    limited = np.where(known, np.minimum(apart, _MOST_APART), 0).astype(np.float32)
    return {f"{name}_apart": limited, f"{name}_known": known.astype(np.float32)}


def _background(pairing: Pairing) -> Features:
    layer = _covers(pairing.layer_boxes)[:, None]
    hole = _covers(pairing.hole_boxes)[None, :]
    return {
        "layer_covers": (layer & ~hole).astype(np.float32),
        "hole_covers": (~layer & hole).astype(np.float32),
        "both_cover": (layer & hole).astype(np.float32),
    }


def _covers(boxes: Matrix) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    inside = np.clip(boxes, 0, 1)
    wide = inside[:, 2] - inside[:, 0] >= _WHOLE_CANVAS
    return wide & (inside[:, 3] - inside[:, 1] >= _WHOLE_CANVAS)


def _kinds(pairing: Pairing) -> Features:
    """What the layer is, apart from a picture: a whole group, a drawn shape, a plain fill."""
    kinds = np.array([one.layer.kind.value for one in pairing.candidates])[:, None]
    return {
        kind.value: np.broadcast_to((kinds == kind.value).astype(np.float32), pairing.shape)
        for kind in (LayerKind.GROUP, LayerKind.SHAPE, LayerKind.FILL, LayerKind.SMART_OBJECT)
    }
