"""Where each placeholder stands in the main composition: parents and nested compositions included.

Knows positions at rest alone. A place in a composition that itself moves or turns in space is left
out, because its position can't be told from the file; so is what is in no main composition.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.geometry import Box
from extraction.still_transform import Point, Rig, points_of_still, rigs_of
from extraction.template import Composition, Placeholder, PlaceholderKind, TemplateDocument

MAX_PLACED = 500  # of all placeholders together; a hostile nesting has millions


@dataclass(frozen=True, slots=True)
class Placed:
    """One appearance of a placeholder; `corners` in the main composition's pixels.

    They are the layer's upper left, upper right, lower right and lower left, turned as it is.
    """

    placeholder: Placeholder
    corners: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The main composition's size in pixels, and what is placed in it, bottom-most first."""

    width: int
    height: int
    places: tuple[Placed, ...]


def layout_of(template: TemplateDocument) -> Layout | None:
    """Every appearance that can be told; None where no composition is the main one."""
    main = next((comp for comp in template.compositions if comp.main), None)
    if main is None:
        return None
    comps = {comp.id: comp for comp in template.compositions}
    rigs = {comp.id: rigs_of(comp) for comp in template.compositions}
    found: list[tuple[tuple[int, ...], Placed]] = []
    for hole in template.placeholders:
        for way in _ways(hole, main):
            corners = _corners(hole, way, comps, rigs)
            if corners is not None and len(found) < MAX_PLACED:
                found.append((_depth(hole, way), Placed(hole, corners)))
    found.sort(key=lambda one: one[0], reverse=True)
    return Layout(main.width, main.height, tuple(placed for _, placed in found))


def _ways(hole: Placeholder, main: Composition) -> Iterator[tuple[str, ...]]:
    if hole.composition_id == main.id:
        yield ()
    for way in hole.places:
        if way and way[0].rpartition(":")[0] == main.id:
            yield way


def _depth(hole: Placeholder, way: Sequence[str]) -> tuple[int, ...]:
    """Layer indexes from the main composition inwards: a lower one lies above."""
    return tuple(_index(step) for step in (*way, hole.id))


def _index(step: str) -> int:
    index = step.rpartition(":")[2]
    return int(index) if index.isdecimal() else 0


def _corners(
    hole: Placeholder,
    way: Sequence[str],
    comps: Mapping[str, Composition],
    rigs: Mapping[str, Mapping[str, Rig]],
) -> tuple[Point, ...] | None:
    points = _own_corners(hole, rigs.get(hole.composition_id, {}))
    for step in reversed(way):
        comp = comps.get(step.rpartition(":")[0])
        layers = comp.layers if comp else ()
        layer = next((one for one in layers if one.index == _index(step)), None)
        if points is None or comp is None or layer is None:
            return None
        points = points_of_still(layer.id, rigs[comp.id], points)
    return tuple(points) if points else None


def _own_corners(hole: Placeholder, rigs: Mapping[str, Rig]) -> list[Point] | None:
    if hole.kind is PlaceholderKind.IMAGE and hole.width and hole.height and hole.layer_id in rigs:
        own = _corners_of(Box(0, 0, hole.width, hole.height))
        if placed := points_of_still(hole.layer_id, rigs, own):
            return placed
    return _corners_of(hole.bbox) if hole.bbox else None


def _corners_of(box: Box) -> list[Point]:
    return [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    ]
