"""Where a layer stands when its animation has brought it in.

"At rest" is the middle of the time in which the layer shows. Expressions are not run, cameras not
looked through: a layer in space is seen by the camera that a composition has without one. Source:
how After Effects' own `sourcePointToComp` places points, as py-aep measured it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import cos, isfinite, radians, sin

from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.keyframes import Numbers
from extraction.layer_properties import (
    ANCHOR,
    ORIENTATION,
    POSITION,
    ROTATION,
    ROTATION_X,
    ROTATION_Y,
    SCALE,
    LayerProperties,
)
from extraction.still_transform import around
from extraction.template import Composition

X, Y, Z = 0, 1, 2
CAMERA_DISTANCE = 1 / 0.72  # of the composition's width; After Effects' lens of 50 mm

MAX_POSES = 100_000  # of all layers of a project, at all times

Place = tuple[float, float, float]
Turn = tuple[int, float]
UNMOVED: tuple[Place, Place, Place] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Mover:
    """A layer as its children and its contents need it, at any time of its composition.

    `stands` is false for what turns by itself (along a path, to the camera) and for cameras and
    lights. `pixel_aspect` is that of its own pixels, `anchor_unit` what its anchor point is
    stored in. Times in seconds of the composition; `stretch` 1 is the normal speed.
    """

    parent_id: str | None
    stands: bool
    three_d: bool
    pixel_aspect: float
    anchor_unit: Place
    anchor: Place
    properties: LayerProperties
    origin: float
    stretch: float

    def own_seconds(self, seconds: float) -> float:
        """A composition's time on the layer's own clock, by which its keyframes are set."""
        return (seconds - self.origin) / (self.stretch or 1.0)


@dataclass(frozen=True, slots=True)
class _Pose:
    """A layer's transform at one time; turns around axes, in degrees, the first one first."""

    anchor: Place
    scale: Place
    turns: tuple[Turn, ...]
    position: Place
    pixel_aspect: float
    space_aspect: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a layer's own corner and the ends of its axes are in the composition's space."""

    corner: Place = (0.0, 0.0, 0.0)
    axes: tuple[Place, Place, Place] = UNMOVED

    def carried(self, point: Place) -> Place:
        x, y, z = point
        across, down, deep = self.axes
        return (
            self.corner[0] + x * across[0] + y * down[0] + z * deep[0],
            self.corner[1] + x * across[1] + y * down[1] + z * deep[1],
            self.corner[2] + x * across[2] + y * down[2] + z * deep[2],
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """A composition in which layers are placed; what was worked out for one serves the next.

    `budget` runs out with the poses that a whole project may ask for.
    """

    comp: Composition
    movers: Mapping[str, Mover]
    budget: Iterator[int]
    frames: dict[tuple[str, float, bool], _Frame | None] = field(default_factory=dict)

    def box_at(self, layer_id: str, box: Box, seconds: float) -> Box | None:
        """Carry a box from the layer's own pixels to the composition's, at that time.

        None where one of the layers above it doesn't stand, and where numbers lead nowhere.
        """
        frame = self._frame(layer_id, seconds, flat=not self.movers[layer_id].three_d)
        if frame is None:
            return None
        corners = product((float(box.left), float(box.right)), (float(box.top), float(box.bottom)))
        try:
            return around([_seen(frame.carried((x, y, 0.0)), self.comp) for x, y in corners])
        except ArithmeticError:  # exactly at the camera
            return None

    def _frame(self, layer_id: str, seconds: float, *, flat: bool) -> _Frame | None:
        """From the outermost layer inwards; flat for a layer that isn't in space."""
        above: dict[str, Mover] = {}
        name = layer_id
        while name in self.movers and (name, seconds, flat) not in self.frames:
            if name in above:
                return None  # layers that are each other's parents
            above[name] = self.movers[name]
            name = above[name].parent_id or ""
        frame = self.frames.get((name, seconds, flat), _Frame())
        for one, mover in reversed(above.items()):
            frame = self._within(frame, mover, seconds, flat=flat) if frame is not None else None
            self.frames[one, seconds, flat] = frame
        return frame

    def _within(self, outer: _Frame, mover: Mover, seconds: float, *, flat: bool) -> _Frame | None:
        if not mover.stands or next(self.budget, None) is None:
            return None
        parent = self.movers.get(mover.parent_id or "")
        space_aspect = parent.pixel_aspect if parent is not None else self.comp.pixel_aspect
        try:
            pose = _pose(mover, self.comp, seconds, flat=flat, space_aspect=space_aspect)
            corner = outer.carried(_carried((0.0, 0.0, 0.0), pose))
            ends = [outer.carried(_carried(axis, pose)) for axis in UNMOVED]
        except (UnreadableFile, ArithmeticError):  # the latter: pixels without a width
            return None
        x, y, z = (_minus(end, corner) for end in ends)
        return _Frame(corner, (x, y, z))


def _pose(
    mover: Mover, comp: Composition, seconds: float, *, flat: bool, space_aspect: float
) -> _Pose:
    own = mover.own_seconds(seconds)

    def value(path: str, default: Place, size: int = 3) -> Place:
        found = mover.properties.value_at(path, own)
        return _place(default if found is None else found, size)

    anchor = value(ANCHOR, mover.anchor)
    position = value(POSITION, (comp.width / 2, comp.height / 2, 0.0))
    turns: list[Turn] = [(Z, value(ROTATION, (0.0, 0.0, 0.0), 1)[0])]
    if not flat:
        turns += [
            (Y, value(ROTATION_Y, (0.0, 0.0, 0.0), 1)[0]),
            (X, value(ROTATION_X, (0.0, 0.0, 0.0), 1)[0]),
        ]
        around_x, around_y, around_z = value(ORIENTATION, (0.0, 0.0, 0.0))
        turns += [(Z, around_z), (Y, around_y), (X, around_x)]
    wide, high, deep = mover.anchor_unit
    return _Pose(
        anchor=(anchor[0] * wide, anchor[1] * high, 0.0 if flat else anchor[2] * deep),
        scale=value(SCALE, (1.0, 1.0, 1.0)),
        turns=tuple(turns),
        position=(position[0], position[1], 0.0 if flat or not mover.three_d else position[2]),
        pixel_aspect=mover.pixel_aspect,
        space_aspect=space_aspect,
    )


def _place(found: Numbers, size: int) -> Place:
    if len(found) < min(size, 2) or not all(map(isfinite, found)):
        raise UnreadableFile("Its transform can't be read.")
    x, y, z = (*found, 0.0, 0.0)[:3]
    return x, y, z


def _carried(point: Place, pose: _Pose) -> Place:
    x, y, z = (
        (place - middle) * scale
        for place, middle, scale in zip(point, pose.anchor, pose.scale, strict=True)
    )
    point = x * pose.pixel_aspect, y, z
    for turn in pose.turns:
        point = _turned(point, *turn)
    x, y, z = point
    return (
        x / pose.space_aspect + pose.position[0],
        y + pose.position[1],
        z + pose.position[2],
    )


def _minus(point: Place, other: Place) -> Place:
    return point[0] - other[0], point[1] - other[1], point[2] - other[2]


def _turned(point: Place, axis: int, degrees: float) -> Place:
    if not degrees:
        return point
    cosine, sine = cos(radians(degrees)), sin(radians(degrees))
    one, other = point[axis - 2], point[axis - 1]  # the next two axes, in the order of turning
    turned = list(point)
    turned[axis - 2] = one * cosine - other * sine
    turned[axis - 1] = one * sine + other * cosine
    return turned[0], turned[1], turned[2]


def _seen(point: Place, comp: Composition) -> tuple[float, float]:
    """Where the camera in front of the composition's middle sees a point."""
    distance = comp.width * comp.pixel_aspect * CAMERA_DISTANCE
    nearer = distance / (distance + point[2])
    x, y = comp.width / 2, comp.height / 2
    return x + (point[0] - x) * nearer, y + (point[1] - y) * nearer
