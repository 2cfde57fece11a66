from pathlib import Path

import pytest
from PIL import Image
from psd_tools.constants import ChannelID, ColorMode, Compression
from psd_tools.psd import PSD
from psd_tools.psd.layer_and_mask import ChannelData, ChannelInfo, LayerInfo, MaskData, MaskFlags

from extraction import (
    read_layer_image,
    read_merged_image,
    read_psd,
    write_pictures,
)
from extraction.psd_pixels import to_srgb
from tests.samples import psd as samples


def id_of(path: Path, name: str) -> str:
    return next(layer.id for layer in read_psd(path).layers if layer.name == name)


@pytest.mark.parametrize(
    ("flags", "seen"),
    [
        (MaskFlags(), 0),
        (MaskFlags(mask_disabled=True), 128),
        (MaskFlags(user_mask_from_render=True), 128),  # its shape is in the pixels already
    ],
)
def test_a_mask_hides_what_it_covers(tmp_path: Path, flags: MaskFlags, seen: int) -> None:
    def mask_all_but_the_left_half(layers: LayerInfo) -> None:
        for record, channels in zip(layers.layer_records, layers.channel_image_data, strict=True):
            if record.name == "red":
                record.mask_data = MaskData(top=20, left=5, bottom=30, right=15, flags=flags)
                record.channel_info.append(ChannelInfo(ChannelID.USER_LAYER_MASK, 102))
                channels.append(ChannelData(Compression.RAW, b"\xff" * 100))

    path = samples.changed(samples.small_card(tmp_path), mask_all_but_the_left_half)

    alpha = read_layer_image(path, id_of(path, "red")).getchannel("A")

    assert alpha.getpixel((9, 5)) == 128
    assert alpha.getpixel((10, 5)) == seen


@pytest.mark.parametrize(
    "sample",
    [
        "cmyk.psd",
        "grayscale.psd",
        "indexed.psd",
        "colormodes-4x4_8bit_lab.psd",
        "adjustments-posterize_16bits_rgb.psd",
        "text.psb",
        "negative_layer_count.psd",
    ],
)
def test_every_colour_mode_comes_out_as_srgb(
    shared_data: Path, tmp_path: Path, sample: str
) -> None:
    path = shared_data / "psd" / sample
    document = read_psd(path)

    canvas = read_merged_image(path)
    pictures = write_pictures(path, tmp_path / "pictures")

    assert (canvas.mode, canvas.size) == ("RGBA", (document.width, document.height))
    drawn = {layer.id for layer in document.layers if layer.kind == "image" and layer.has_pixels}
    assert drawn <= pictures.layers.keys()


@pytest.mark.parametrize(
    ("mode", "stored", "seen"),
    [("CMYK", (0, 255, 255, 0), (255, 0, 0, 255)), ("LAB", (255, 128, 128), (255,) * 4)],
)
def test_colours_are_right_in_cmyk_and_lab(
    mode: str, stored: tuple[int, ...], seen: tuple[int, ...]
) -> None:
    assert to_srgb(Image.new(mode, (1, 1), stored)).getpixel((0, 0)) == pytest.approx(seen, abs=2)


def test_transparency_is_kept_in_a_colour_mode_whose_pictures_have_none(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    with path.open("rb") as file:
        psd = PSD.read(file)
    psd.header.color_mode = ColorMode.LAB
    with path.open("wb") as file:
        psd.write(file)

    assert read_psd(path).color_mode == "Lab"
    assert read_layer_image(path, id_of(path, "red")).getchannel("A").getpixel((3, 3)) == 128


def test_transparency_is_stored_where_photoshop_stores_it(tmp_path: Path) -> None:
    seen: list[tuple[ChannelID, Compression]] = []

    def look(layers: LayerInfo) -> None:
        channels = zip(
            layers.layer_records[0].channel_info, layers.channel_image_data[0], strict=True
        )
        seen.extend((info.id, data.compression) for info, data in channels)

    samples.changed(samples.small_card(tmp_path), look)

    assert [channel.value for channel, _ in seen] == [-1, 0, 1, 2]
    assert {compression for _, compression in seen} == {Compression.RLE}
