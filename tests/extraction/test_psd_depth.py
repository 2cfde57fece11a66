import struct
from pathlib import Path

import pytest

from extraction import read_layer_image, read_merged_image, read_psd
from extraction.psd_depth import eight_bit
from tests.samples import psd as samples

BITMAP, GRAY, INDEXED, RGB, CMYK, MULTICHANNEL, DUOTONE, LAB = 0, 1, 2, 3, 4, 7, 8, 9
BLACK, WHITE, RED = (0, 0, 0), (255, 255, 255), (255, 0, 0)
PALETTE = bytes([255, 1] + [0] * 254) + bytes([0, 2] + [0] * 254) + bytes([0, 3] + [0] * 254)


def sixteen(*numbers: int) -> bytes:
    return struct.pack(f">{len(numbers)}H", *numbers)


def light(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}f", *numbers)


@pytest.mark.parametrize(
    ("mode", "depth", "channels", "seen"),
    [
        pytest.param(BITMAP, 1, (b"\x80",), (BLACK, WHITE), id="bitmap"),
        pytest.param(GRAY, 8, (b"\x00\x80",), (BLACK, (128,) * 3), id="gray"),
        pytest.param(GRAY, 16, (sixteen(0, 0x8080),), (BLACK, (128,) * 3), id="gray of 16 bits"),
        pytest.param(GRAY, 32, (light(1, 0.2140),), (WHITE, (127,) * 3), id="gray as light"),
        pytest.param(INDEXED, 8, (b"\x00\x01",), (RED, (1, 2, 3)), id="indexed"),
        pytest.param(DUOTONE, 8, (b"\x00\xff",), (BLACK, WHITE), id="duotone, in its black"),
        pytest.param(
            RGB,
            16,
            (sixteen(0xFFFF, 0), sixteen(0, 0), sixteen(0, 0)),
            (RED, BLACK),
            id="16 bits",
        ),
        pytest.param(
            RGB,
            32,
            (light(7, 0.5), light(-1, 0.5), light(float("nan"), 0.5)),
            (RED, (188,) * 3),
            id="light, brighter than white and below black",
        ),
        pytest.param(
            CMYK,
            8,
            (b"\xff\xff", b"\x00\xff", b"\x00\xff", b"\xff\xff"),
            (RED, WHITE),
            id="cmyk",
        ),
        pytest.param(LAB, 8, (b"\x00\xff", b"\x80\x80", b"\x80\x80"), (BLACK, WHITE), id="lab"),
        pytest.param(
            MULTICHANNEL,
            8,
            (b"\xff\xff", b"\x00\xff", b"\x00\xff"),
            (RED, WHITE),
            id="three inks",
        ),
        pytest.param(MULTICHANNEL, 8, (b"\x00\xff",), (BLACK, WHITE), id="one ink"),
    ],
)
def test_a_canvas_looks_right_in_every_mode_and_depth(
    tmp_path: Path,
    mode: int,
    depth: int,
    channels: tuple[bytes, ...],
    seen: tuple[tuple[int, ...], ...],
) -> None:
    colours = PALETTE if mode == INDEXED else b""
    path = samples.flat(tmp_path, mode=mode, depth=depth, channels=channels, colours=colours)

    picture = read_merged_image(path)

    assert read_psd(path).depth == depth
    for place, colour in enumerate(seen):
        assert picture.getpixel((place, 0)) == pytest.approx((*colour, 255), abs=1)


def test_a_layer_of_light_is_drawn_along_the_curve_and_its_transparency_is_not(
    tmp_path: Path,
) -> None:
    path = samples.as_light(samples.small_card(tmp_path), colour=0.5, alpha=0.5)
    red = next(layer for layer in read_psd(path).layers if layer.name == "red")

    assert read_layer_image(path, red.id).getpixel((3, 3)) == pytest.approx(
        (188,) * 3 + (128,), abs=1
    )
    assert read_merged_image(path).getpixel((60, 40)) == pytest.approx((188,) * 3 + (255,), abs=1)


def test_refuses_a_channel_with_too_few_numbers() -> None:
    with pytest.raises(ValueError, match="data"):
        eight_bit(sixteen(1, 2), (3, 1), 16)
