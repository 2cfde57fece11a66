from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageChops
from psd_tools.api.layers import Group
from psd_tools.constants import ChannelID, Clipping, ColorMode, Compression, Tag
from psd_tools.psd import PSD
from psd_tools.psd.layer_and_mask import ChannelData, ChannelInfo, LayerInfo, MaskData, MaskFlags
from psd_tools.psd.vector import ClosedKnotLinked, ClosedPath, PathFillRule
from psd_tools.psd.vector import Path as VectorPath

from extraction import (
    DEFAULT_LIMITS,
    read_layer_image,
    read_merged_image,
    read_psd,
    write_pictures,
)
from extraction.psd_bands import to_srgb
from extraction.psd_drawing import draw_together
from extraction.psd_file import open_psd
from extraction.psd_reader import layer_box
from jobs.demo.psd_builder import GroupSpec, ImageLayerSpec, build_psd
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


def test_a_path_hides_what_lies_outside_it(tmp_path: Path) -> None:
    def cut_off_the_right_half(layers: LayerInfo) -> None:
        corners = [(20 / 48, 5 / 64), (20 / 48, 15 / 64), (30 / 48, 15 / 64), (30 / 48, 5 / 64)]
        knots: list[Any] = [ClosedKnotLinked(corner, corner, corner) for corner in corners]
        parts: list[Any] = [PathFillRule(), ClosedPath(items=knots)]
        path = VectorPath(parts)
        for record in layers.layer_records:
            if record.name == "red":
                record.tagged_blocks.set_data(Tag.VECTOR_MASK_SETTING1, version=3, path=path)

    path = samples.changed(samples.small_card(tmp_path), cut_off_the_right_half)
    (red,) = (layer for layer in read_psd(path).layers if layer.name == "red")

    alpha = read_layer_image(path, red.id).getchannel("A")

    assert red.has_vector_mask
    assert (alpha.getpixel((8, 5)), alpha.getpixel((12, 5))) == (128, 0)


@pytest.mark.parametrize(
    "sample",
    ["masks.psd", "valentine-card.psd", "broken-groups.psd", "transparency-transparency-group.psd"],
)
def test_groups_whose_layers_only_lie_over_one_another_look_as_psd_tools_has_them(
    shared_data: Path, sample: str
) -> None:
    groups = [one for one in open_psd(shared_data / "psd" / sample).descendants() if one.is_group()]
    assert groups
    for group in groups:
        assert isinstance(group, Group)
        left, top, right, bottom = map(int, layer_box(group))

        ours = draw_together(group, layer_box(group), most=10**9)
        theirs = group.composite(viewport=(left, top, right, bottom))

        assert ours is not None
        assert theirs is not None
        difference = ImageChops.difference(ours.convert("RGBa"), theirs.convert("RGBa"))
        assert np.asarray(difference).max() <= 3, group.name


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
    [("CMYK", (0, 255, 255, 0), (255, 0, 0)), ("LAB", (255, 128, 128), (255,) * 3)],
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


def test_a_clipped_layer_shows_only_where_the_one_beneath_it_does(tmp_path: Path) -> None:
    path = tmp_path / "clipped.psd"
    whole = Image.new("RGBA", (20, 20), "blue")
    beneath = Image.new("RGBA", (10, 10), (0, 255, 0, 128))
    build_psd(40, 40, [ImageLayerSpec("on", whole, 5, 5), ImageLayerSpec("base", beneath)], path)

    def clip(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            if record.name == "on":
                record.clipping = Clipping.NON_BASE

    clipped = samples.changed(path, clip)
    picture = read_layer_image(clipped, id_of(clipped, "on"))

    assert picture.size == (20, 20)
    assert picture.getpixel((4, 4)) == (0, 0, 255, 128)
    assert picture.getchannel("A").getpixel((5, 4)) == 0


def test_what_hides_a_group_hides_the_layers_in_it(tmp_path: Path) -> None:
    def fade_and_mask(layers: LayerInfo) -> None:
        for record, channels in zip(layers.layer_records, layers.channel_image_data, strict=True):
            if record.name == "shy":
                record.opacity = 51
                record.mask_data = MaskData(top=20, left=5, bottom=30, right=15, flags=MaskFlags())
                record.channel_info.append(ChannelInfo(ChannelID.USER_LAYER_MASK, 102))
                channels.append(ChannelData(Compression.RAW, b"\xff" * 100))

    path = samples.changed(samples.small_card(tmp_path), fade_and_mask)
    alpha = read_layer_image(path, id_of(path, "red")).getchannel("A")

    assert (alpha.getpixel((9, 5)), alpha.getpixel((10, 5))) == (26, 0)


def test_clear_pixels_do_not_colour_the_edge_of_a_thumbnail(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (600, 600), (0, 255, 0, 0))  # green that nobody sees
    picture.paste((255, 0, 0, 255), (101, 101, 499, 499))
    path = tmp_path / "edge.psd"
    build_psd(600, 600, [ImageLayerSpec("cutout", picture)], path)

    (name,) = write_pictures(path, tmp_path / "pictures").layers.values()

    with Image.open(tmp_path / "pictures" / name) as thumbnail:
        seen = [pixel for pixel in np.asarray(thumbnail).reshape(-1, 4) if pixel[3] > 9]
    assert max(pixel[1] for pixel in seen) < 9


def test_a_group_has_a_thumbnail_of_what_is_seen_in_it(tmp_path: Path) -> None:
    red, blue = (Image.new("RGBA", (300, 300), colour) for colour in ("red", "blue"))
    hidden = ImageLayerSpec("hidden", Image.new("RGBA", (300, 300), "lime"), 300, visible=False)
    pair = GroupSpec("pair", [ImageLayerSpec("a", red), ImageLayerSpec("b", blue, 600), hidden])
    path = tmp_path / "group.psd"
    build_psd(900, 300, [GroupSpec("outer", [pair])], path)

    pictures = write_pictures(path, tmp_path / "pictures")

    for group in ("pair", "outer"):
        with Image.open(tmp_path / "pictures" / pictures.layers[id_of(path, group)]) as thumbnail:
            assert thumbnail.size == (256, 85)
            assert thumbnail.getpixel((40, 40)) == (255, 0, 0, 255)
            assert thumbnail.getchannel("A").getpixel((128, 40)) == 0
            assert thumbnail.getpixel((220, 40)) == (0, 0, 255, 255)


def test_draws_shapes_of_which_the_file_holds_no_pixels(shared_data: Path) -> None:
    path = shared_data / "psd" / "adjustment-fillers.psd"

    polygon = read_layer_image(path, id_of(path, "Polygon 1"))

    assert polygon.getpixel((polygon.width // 2, polygon.height // 2)) == (15, 8, 100, 255)
    assert polygon.getchannel("A").getpixel((0, 0)) == 0


def test_pictures_that_take_too_long_are_left_out(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, max_picture_seconds=0)

    pictures = write_pictures(samples.small_card(tmp_path), tmp_path / "pictures", limits=limits)

    assert (pictures.canvas, pictures.layers) == ("canvas.webp", {})
