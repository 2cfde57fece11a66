import struct
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import UnreadableFile
from extraction.keyframes import Interpolation, keyframe_at, value_at
from extraction.riff import Chunk, ChunkList

TICKS = 100
LINEAR, BEZIER, HOLD = Interpolation
ROVES = 0b10_0000


def frame(
    seconds: float, value: float, kind: int = LINEAR, *, speed: float = 0.0, flags: int = 0
) -> bytes:
    """One keyframe of one number; a handle that somebody pulled reaches half of the way."""
    head = struct.pack(">iBBH", round(seconds * TICKS), kind, kind, flags)
    return head + struct.pack(">5d", value, speed, 0.5, speed, 0.5)


def place(seconds: float, values: tuple[float, float], tangent: tuple[float, float]) -> bytes:
    """One keyframe on a path in the plane, which leaves as it arrives."""
    head = struct.pack(">iBBH", round(seconds * TICKS), LINEAR, LINEAR, 0)
    back = tuple(-one for one in tangent)
    return head + struct.pack(">8x11d", *(0.0,) * 5, *values, *back, *tangent)


def track(*frames: bytes, dimensions: int = 1, on_path: bool = False) -> ChunkList:
    facts = struct.pack(">HHBB6xI108x", 0xDB99, dimensions, 0, 8 * on_path, TICKS)
    counts = struct.pack(">8xI4xI", len(frames), len(frames[0]))
    kept = ChunkList("list", (Chunk("lhd3", counts), Chunk("ldat", b"".join(frames))))
    return ChunkList("tdbs", (Chunk("tdb4", facts), kept))


@pytest.mark.parametrize(
    ("seconds", "value"), [(-5.0, 10.0), (0.0, 10.0), (1.0, 20.0), (2.0, 30.0), (99.0, 30.0)]
)
def test_goes_straight_between_keyframes_and_rests_outside(seconds: float, value: float) -> None:
    assert value_at(track(frame(0, 10), frame(2, 30)), seconds) == pytest.approx((value,))


def test_holds_until_the_next_keyframe() -> None:
    assert value_at(track(frame(0, 10, HOLD), frame(2, 30)), 1.99) == (10.0,)


def test_an_eased_value_is_slow_at_its_ends() -> None:
    eased = track(frame(0, 0, BEZIER), frame(2, 100, BEZIER))

    early, middle, late = (value_at(eased, seconds)[0] for seconds in (0.5, 1.0, 1.5))

    assert middle == pytest.approx(50)
    assert early == pytest.approx(100 - late)
    assert early < 15


def test_a_speed_at_a_keyframe_carries_the_value_beyond_it() -> None:
    (value,) = value_at(track(frame(0, 50, BEZIER, speed=60), frame(2, 50)), 0.5)

    assert value > 55


def test_a_path_is_walked_at_one_pace_however_it_bends() -> None:
    """Nearly a half circle: its middle is as far from the one end as from the other."""
    bent = track(
        place(0, (0, 0), (0, 133)), place(2, (200, 0), (0, -133)), dimensions=2, on_path=True
    )

    assert value_at(bent, 1.0) == pytest.approx((100, 100), abs=0.5)


def test_tells_which_keyframe_counts() -> None:
    words = track(frame(1, 0), frame(2, 0), frame(3, 0))

    assert [keyframe_at(words, seconds)[0] for seconds in (0, 1, 1.5, 2.5, 9)] == [0, 0, 0, 1, 2]
    assert [keyframe_at(words, seconds)[1] for seconds in (0, 1.5, 9)] == [True, False, True]


@pytest.mark.parametrize(
    "damaged",
    [
        ChunkList("tdbs"),
        track(frame(0, 1)[:20], frame(0, 1)[:20]),
        track(frame(0, 1), frame(2, 2, flags=ROVES)),
        track(b""),
    ],
)
def test_refuses_what_is_damaged_or_roves(damaged: ChunkList) -> None:
    with pytest.raises(UnreadableFile):
        value_at(damaged, 1.0)


@given(
    frames=st.lists(st.binary(min_size=48, max_size=48), min_size=1, max_size=4),
    dimensions=st.integers(0, 4),
    on_path=st.booleans(),
    seconds=st.floats() | st.sampled_from([0.0, inf, nan]),
)
def test_gives_numbers_or_refuses_whatever_comes(
    frames: list[bytes], dimensions: int, seconds: float, *, on_path: bool
) -> None:
    try:
        numbers = value_at(track(*frames, dimensions=dimensions, on_path=on_path), seconds)
    except UnreadableFile as refusal:
        assert str(refusal)
    else:
        assert len(numbers) == dimensions
