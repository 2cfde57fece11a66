"""What a property that changes over time is at a moment, from its keyframes.

Numbers alone: positions, scales, angles; no expressions. Source: projects that After Effects 11
to 25 wrote, against what py-aep makes of them.
"""

import struct
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate
from math import dist

from extraction.errors import UnreadableFile
from extraction.riff import ChunkList

Numbers = tuple[float, ...]
Curve = tuple[float, float, float, float]

COUNTS = struct.Struct(">8xI4xI")  # of keyframes, and of a keyframe's bytes
HEAD = struct.Struct(">iBBH")  # time in ticks, interpolation in and out, flags
FACTS = struct.Struct(">2xHxB6xI")  # how many numbers, flags, ticks in a second
ROVING, SPATIAL = 0b10_0000, 0b1000
PATH_HEAD = struct.Struct(">3xB4x5d")  # flags; speed and reach, in and out, behind a number
AUTOMATIC = 0b10  # of the path's flags: After Effects makes the tangents
REACH = 1 / 6  # of a handle that nobody pulled, as a share of the way to the next keyframe
STEPS = tuple(step / 64 for step in range(65))
HALVINGS = 48
DAMAGED = "Its keyframes can't be read."


class Interpolation(IntEnum):
    """How a value goes from a keyframe to the next, in the file's own numbers."""

    LINEAR = 1
    BEZIER = 2
    HOLD = 3


@dataclass(frozen=True, slots=True)
class Side:
    """How a value leaves a keyframe or arrives at it: units a second, for what share of the time.

    Of a value on a path there is one ease for all its numbers, and a tangent from its place.
    """

    kind: int
    eases: tuple[tuple[float, float], ...]
    tangent: Numbers = ()


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A value at a time, in seconds of the layer's own."""

    seconds: float
    values: Numbers
    arrival: Side
    departure: Side


def value_at(leaf: ChunkList, seconds: float) -> Numbers:
    """The value of a property with keyframes; before the first one and after the last as there.

    Raises: UnreadableFile: where they are damaged, or rove in time.
    """
    try:
        return _Track(leaf).value_at(seconds)
    except (struct.error, ArithmeticError, LookupError) as error:
        raise UnreadableFile(DAMAGED) from error


def keyframe_at(leaf: ChunkList, seconds: float) -> tuple[int, bool]:
    """The number of the last keyframe until then, from 0, and whether its value still holds.

    Raises: UnreadableFile: where they are damaged.
    """
    try:
        track = _Track(leaf)
        passed = bisect_right(track.numbers, seconds, key=track.seconds)
    except (struct.error, ArithmeticError) as error:
        raise UnreadableFile(DAMAGED) from error
    return max(0, passed - 1), passed in (0, len(track.numbers))


class _Track:
    """A property's keyframes, of which no more are read than are asked for."""

    def __init__(self, leaf: ChunkList) -> None:
        chunks = next(leaf.lists("list"), ChunkList("list"))
        facts, head, data = leaf.find("tdb4"), chunks.find("lhd3"), chunks.find("ldat")
        if facts is None or head is None or data is None:
            raise UnreadableFile(DAMAGED)
        self.data = data.data
        self.dimensions, flags, ticks = FACTS.unpack_from(facts.data)
        self.is_path = bool(flags & SPATIAL) and self.dimensions > 1
        self.ticks_a_second: int = ticks
        count, self.size = COUNTS.unpack_from(head.data)
        self.numbers = range(min(count, len(self.data) // self.size))

    def value_at(self, seconds: float) -> Numbers:
        after = bisect_left(self.numbers, seconds, key=self.seconds)
        if after in (0, len(self.numbers)):
            return self.keyframe(max(0, after - 1)).values
        one, other = self.keyframe(after - 1), self.keyframe(after)
        if seconds == other.seconds:
            return other.values
        return (_on_path if self.is_path else _in_numbers)(one, other, seconds)

    def seconds(self, number: int) -> float:
        ticks: int = HEAD.unpack_from(self.data, number * self.size)[0]
        return ticks / self.ticks_a_second

    def keyframe(self, number: int) -> Keyframe:
        start = number * self.size
        _, arrives, leaves, flags = HEAD.unpack_from(self.data, start)
        if flags & ROVING:
            raise UnreadableFile(DAMAGED)
        read = self._on_path if self.is_path else self._in_numbers
        return read(number, start + HEAD.size, arrives, leaves)

    def _in_numbers(self, number: int, start: int, arrives: int, leaves: int) -> Keyframe:
        values, *eases = self._rows(start, 5)
        arrival = Side(arrives, tuple(zip(*eases[:2], strict=True)))
        departure = Side(leaves, tuple(zip(*eases[2:], strict=True)))
        return Keyframe(self.seconds(number), values, arrival, departure)

    def _on_path(self, number: int, start: int, arrives: int, leaves: int) -> Keyframe:
        flags, _, *ease = PATH_HEAD.unpack_from(self.data, start)
        values, into, out = self._rows(start + PATH_HEAD.size, 3)
        if flags & AUTOMATIC:
            out = self._automatic(number)
            into = tuple(-one for one in out)
        arrival = Side(arrives, ((ease[0], ease[1]),), into)
        departure = Side(leaves, ((ease[2], ease[3]),), out)
        return Keyframe(self.seconds(number), values, arrival, departure)

    def _rows(self, start: int, count: int) -> list[Numbers]:
        row = struct.Struct(f">{self.dimensions}d")
        return [row.unpack_from(self.data, start + n * row.size) for n in range(count)]

    def _automatic(self, number: int) -> Numbers:
        """A sixth of the way from the keyframe before to the one after."""
        around = (max(0, number - 1), min(len(self.numbers) - 1, number + 1))
        places = (self._rows(n * self.size + HEAD.size + PATH_HEAD.size, 1)[0] for n in around)
        return tuple((end - start) * REACH for start, end in zip(*places, strict=True))


def _in_numbers(one: Keyframe, other: Keyframe, seconds: float) -> Numbers:
    """Each number on a way of its own."""
    if one.departure.kind == Interpolation.HOLD:
        return one.values
    if other.arrival.kind == Interpolation.HOLD:
        return other.values
    return tuple(_eased(one, other, seconds, ends, n) for n, ends in enumerate(_ends(one, other)))


def _ends(one: Keyframe, other: Keyframe) -> list[tuple[float, float]]:
    return list(zip(one.values, other.values, strict=True))


def _on_path(one: Keyframe, other: Keyframe, seconds: float) -> Numbers:
    """The place on the curve between two, as far along it as the ease has brought it."""
    if Interpolation.HOLD in (one.departure.kind, other.arrival.kind):
        return one.values
    ways = zip(one.values, one.departure.tangent, other.arrival.tangent, other.values, strict=True)
    curves = [_curve(start, start + out, end + into, end) for start, out, into, end in ways]
    points = list(zip(*map(_steps, curves), strict=True))
    gone = [0.0, *accumulate(map(dist, points, points[1:]))]
    far = min(max(_eased(one, other, seconds, (0.0, gone[-1]), 0), 0.0), gone[-1])
    after = max(1, bisect_left(gone, far))
    length = gone[after] - gone[after - 1]
    share = (far - gone[after - 1]) / length if length else 0.0
    return tuple(a + (b - a) * share for a, b in zip(points[after - 1], points[after], strict=True))


def _eased(
    one: Keyframe, other: Keyframe, seconds: float, ends: tuple[float, float], number: int
) -> float:
    """A curve in time: handles as far as the ease reaches, as steep as its speed."""
    start, end = ends
    duration = other.seconds - one.seconds
    share, slope = (seconds - one.seconds) / duration, (end - start) / duration
    if one.departure.kind == other.arrival.kind == Interpolation.LINEAR:
        return start + slope * share * duration
    speed_out, reach_out = _ease(one.departure, number, slope)
    speed_in, reach_in = _ease(other.arrival, number, slope)
    times = _curve(0.0, reach_out, 1 - reach_in, 1.0)
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _at(times, middle) < share:
            low = middle
        else:
            high = middle
    leaving = start + speed_out * reach_out * duration
    arriving = end - speed_in * reach_in * duration
    return _at(_curve(start, leaving, arriving, end), low)


def _ease(side: Side, number: int, slope: float) -> tuple[float, float]:
    return (slope, REACH) if side.kind == Interpolation.LINEAR else side.eases[number]


def _curve(start: float, leaving: float, arriving: float, end: float) -> Curve:
    """A Bézier curve of one dimension as a polynomial."""
    first, second = 3 * (leaving - start), 3 * (arriving - leaving)
    return end - start - second, second - first, first, start


def _steps(curve: Curve) -> list[float]:
    """The curve `_at` each of the steps, without a call for each: most of a layer's time."""
    third, second, first, start = curve
    return [((third * step + second) * step + first) * step + start for step in STEPS]


def _at(curve: Curve, share: float) -> float:
    third, second, first, start = curve
    return ((third * share + second) * share + first) * share + start
