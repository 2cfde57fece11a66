"""Where a layer that doesn't move stands in its composition, from its stored transform alone.

Knows two dimensions and square pixels; `rest_position` takes the rest. Order of the steps as in
After Effects: anchor point, scale, rotation, position, then the same of each parent.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from extraction.geometry import Box
from extraction.layer_properties import (
    ANCHOR,
    POSITION,
    ROTATION,
    SCALE,
    TRANSFORM,
    LayerProperties,
)
from extraction.template import Composition, CompositionLayer, Transform

MOVES = tuple(f"{TRANSFORM}/ADBE {name}" for name in ("Anchor", "Position", "Scale", "Rotate"))
FLAT = frozenset({"AVLayer", "TextLayer", "ShapeLayer"})  # their place is one of two dimensions
MAX_PARENTS = 200  # above a layer; real rigs have some dozens

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rig:
    """A layer as its children see it; no transform where it can't be told from the file alone."""

    parent_id: str | None
    transform: Transform | None


def still_transform(
    properties: LayerProperties,
    *,
    source_size: tuple[int, int] | None,
    is_null: bool,
    middle: tuple[float, float],
) -> Transform | None:
    """The stored transform, or None where it moves; what isn't stored is After Effects' default.

    `middle` is that of the composition, in pixels. The anchor point of a layer with a source is
    stored as a share of its size.
    """
    if any(name.startswith(MOVES) for name in properties.keyframes):
        return None
    values = properties.values
    wide, high = source_size or (1, 1)
    centered = source_size is not None and not is_null
    anchor = _pair(values.get(ANCHOR, (0.5, 0.5) if centered else (0.0, 0.0)))
    position = _pair(values.get(POSITION, middle))
    scale = _pair(values.get(SCALE, (1.0, 1.0)))
    rotation = values.get(ROTATION, (0.0,))
    if anchor is None or position is None or scale is None or not rotation:
        return None
    anchor = (anchor[0] * wide, anchor[1] * high)
    if not all(map(math.isfinite, (*anchor, *position, *scale, rotation[0]))):
        return None
    return Transform(anchor, position, (scale[0] * 100, scale[1] * 100), rotation[0])


def box_of_still(layer_id: str, rigs: Mapping[str, Rig], box: Box) -> Box | None:
    """Carry a box from the layer's own pixels to its composition's; None where a parent moves."""
    points = list(product((box.left, box.right), (box.top, box.bottom)))
    moved = points_of_still(layer_id, rigs, points)
    return around(moved) if moved is not None else None


def points_of_still(
    layer_id: str, rigs: Mapping[str, Rig], points: list[Point]
) -> list[Point] | None:
    """Carry points from the layer's own pixels to its composition's; None where a parent moves."""
    rig, steps = rigs.get(layer_id), 0
    while rig is not None:
        if rig.transform is None or steps > MAX_PARENTS:
            return None
        points = list(_moved(points, rig.transform))
        rig, steps = rigs.get(rig.parent_id or ""), steps + 1
    return points


def rigs_of(comp: Composition) -> dict[str, Rig]:
    """A composition's layers by id; without transform where it isn't one of two dimensions."""
    return {layer.id: _rig(comp, layer) for layer in comp.layers}


def _rig(comp: Composition, layer: CompositionLayer) -> Rig:
    flat = layer.type in FLAT and not layer.three_d and comp.pixel_aspect == 1.0
    return Rig(layer.parent_id, layer.transform if flat else None)


def around(points: Iterable[tuple[float, float]]) -> Box | None:
    """The smallest box around points; None where one of them is nowhere."""
    xs, ys = zip(*points, strict=True)
    if not all(map(math.isfinite, (*xs, *ys))):
        return None
    return Box(*(round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys))))


def _moved(
    points: Iterable[tuple[float, float]], transform: Transform
) -> Iterator[tuple[float, float]]:
    angle = math.radians(transform.rotation)
    cosine, sine = math.cos(angle), math.sin(angle)
    for x, y in points:
        wide = (x - transform.anchor[0]) * transform.scale[0] / 100
        high = (y - transform.anchor[1]) * transform.scale[1] / 100
        yield (
            transform.position[0] + wide * cosine - high * sine,
            transform.position[1] + wide * sine + high * cosine,
        )


def _pair(values: tuple[float, ...]) -> tuple[float, float] | None:
    return (values[0], values[1]) if len(values) > 1 else None
