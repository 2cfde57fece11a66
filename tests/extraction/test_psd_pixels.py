from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from psd_tools.constants import Compression, Tag
from psd_tools.psd.layer_and_mask import LayerInfo

from extraction import (
    DEFAULT_LIMITS,
    ExtractionError,
    LimitExceeded,
    UnreadableFile,
    read_layer_image,
    read_merged_image,
    read_psd,
    write_pictures,
)
from jobs.demo.psd_builder import GroupSpec, ImageLayerSpec, build_psd
from tests.samples import psd as samples


def id_of(path: Path, name: str) -> str:
    return next(layer.id for layer in read_psd(path).layers if layer.name == name)


def test_draws_a_layer_as_large_as_its_box_with_its_transparency(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)

    picture = read_layer_image(path, id_of(path, "red"))

    assert (picture.mode, picture.size) == ("RGBA", (20, 10))
    assert picture.getpixel((3, 3)) == (255, 0, 0, 128)


def test_takes_the_layers_opacity_into_its_transparency(tmp_path: Path) -> None:
    def fade(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            if record.name == "red":
                record.opacity = 51

    path = samples.changed(samples.small_card(tmp_path), fade)

    assert read_layer_image(path, id_of(path, "red")).getpixel((3, 3)) == (255, 0, 0, 26)
    assert {layer.opacity for layer in read_psd(path).layers if layer.name == "red"} == {0.2}


def test_takes_the_layers_fill_into_its_transparency(tmp_path: Path) -> None:
    def fade(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            record.tagged_blocks.set_data(Tag.BLEND_FILL_OPACITY, 51)

    path = samples.changed(samples.small_card(tmp_path), fade)

    assert read_layer_image(path, id_of(path, "red")).getpixel((3, 3)) == (255, 0, 0, 26)


def test_draws_a_group_with_what_is_in_it(tmp_path: Path) -> None:
    inner = Image.new("RGBA", (4, 4), (0, 255, 0, 255))
    path = tmp_path / "group.psd"
    build_psd(
        20,
        20,
        [GroupSpec("pair", [ImageLayerSpec("a", inner, 2, 2), ImageLayerSpec("b", inner, 10, 12)])],
        path,
    )

    picture = read_layer_image(path, id_of(path, "pair"))

    assert picture.size == (12, 14)
    assert picture.getpixel((0, 0)) == picture.getpixel((11, 13)) == (0, 255, 0, 255)
    assert picture.getchannel("A").getpixel((11, 0)) == 0


def test_draws_a_hidden_group_when_asked_for_it(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)

    assert read_layer_image(path, id_of(path, "shy")).getpixel((3, 3)) == (255, 0, 0, 128)


def test_an_empty_layer_is_an_empty_picture(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)

    assert read_layer_image(path, id_of(path, "zero")).getextrema() == ((0, 0),) * 4


def test_says_so_when_there_is_no_such_layer(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        read_layer_image(samples.small_card(tmp_path), "4711")


def test_reads_the_stored_merged_picture(tmp_path: Path) -> None:
    picture = read_merged_image(samples.small_card(tmp_path))

    assert (picture.mode, picture.size) == ("RGBA", (64, 48))
    assert picture.getpixel((60, 46)) == (0x20, 0x40, 0x60, 255)


def test_draws_the_canvas_of_a_small_file_that_stores_no_merged_picture(
    shared_data: Path,
) -> None:
    picture = read_merged_image(shared_data / "psd" / "layer-name-emoji.psd")

    assert picture.size == (4, 4)
    assert picture.getchannel("A").getextrema() != (0, 0)


def test_writes_a_canvas_and_a_thumbnail_of_each_layer_with_pixels(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    folder = tmp_path / "deep" / "pictures"

    pictures = write_pictures(path, folder)

    names = {layer.id: layer.name for layer in read_psd(path).layers}
    assert pictures.canvas == "canvas.webp"
    assert {names[layer_id] for layer_id in pictures.layers} == {
        "Titel ✓",
        "BEN",
        "empty",
        "red",
        "background",
        "Players",
        "shy",
    }
    written = {file.name for file in folder.iterdir()}
    assert written == {"canvas.webp", *pictures.layers.values()}
    for name in written:
        with Image.open(folder / name) as picture:
            picture.load()


def test_pictures_are_no_larger_than_pages_need(tmp_path: Path) -> None:
    path = tmp_path / "large.psd"
    build_psd(3000, 900, [ImageLayerSpec("wide", Image.new("RGBA", (3000, 900), "red"))], path)

    pictures = write_pictures(path, tmp_path / "pictures")

    with Image.open(tmp_path / "pictures" / "canvas.webp") as canvas:
        assert canvas.size == (1600, 480)
    (name,) = pictures.layers.values()
    with Image.open(tmp_path / "pictures" / name) as thumbnail:
        assert thumbnail.size == (256, 77)


def test_a_layer_whose_pixels_are_damaged_has_no_thumbnail(tmp_path: Path) -> None:
    def damage(layers: LayerInfo) -> None:
        for record, channels in zip(layers.layer_records, layers.channel_image_data, strict=True):
            if record.name == "red":
                channels[1].compression = Compression.ZIP  # its bytes are not

    path = samples.changed(samples.small_card(tmp_path), damage)

    pictures = write_pictures(path, tmp_path / "pictures")

    assert id_of(path, "red") not in pictures.layers
    assert id_of(path, "BEN") in pictures.layers
    with pytest.raises(UnreadableFile, match="“red”"):
        read_layer_image(path, id_of(path, "red"))


def test_a_layer_of_absurd_size_is_refused_before_it_is_drawn(tmp_path: Path) -> None:
    def blow_up(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            if record.name == "red":
                record.right, record.bottom = 2**30, 2**30

    path = samples.changed(samples.small_card(tmp_path), blow_up)

    assert id_of(path, "red") not in write_pictures(path, tmp_path / "pictures").layers
    with pytest.raises(LimitExceeded):
        read_layer_image(path, id_of(path, "red"))


def test_a_layer_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    limits = replace(DEFAULT_LIMITS, max_alloc_bytes=100)

    with pytest.raises(UnreadableFile):
        read_layer_image(path, id_of(path, "background"), limits=limits)
    assert write_pictures(path, tmp_path / "pictures", limits=limits).canvas is None


def test_a_huge_group_is_refused_before_it_is_drawn(tmp_path: Path) -> None:
    def spread(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            if record.name == "red":
                record.right, record.bottom = 14_000, 14_000

    path = samples.changed(samples.small_card(tmp_path), spread)

    with pytest.raises(LimitExceeded, match="“shy” is too large"):
        read_layer_image(path, id_of(path, "shy"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.floats(0, 0.999), min_size=1, max_size=4), content=st.binary(max_size=4))
def test_pictures_of_a_damaged_file_are_written_or_refused_and_nothing_else(
    tmp_path: Path, places: list[float], content: bytes
) -> None:
    path = samples.small_card(tmp_path)
    whole = bytearray(path.read_bytes())
    for place in places:
        start = int(place * len(whole))
        whole[start : start + 4] = content.ljust(4, b"\xff")
    path.write_bytes(whole)

    try:
        pictures = write_pictures(path, tmp_path / "pictures")
    except ExtractionError as error:
        assert str(error).endswith(".")
    else:
        assert all((tmp_path / "pictures" / name).is_file() for name in pictures.layers.values())


def test_file_names_are_safe_whatever_the_layers_are_called(tmp_path: Path) -> None:
    red = samples.RED
    path = tmp_path / "hostile.psd"
    build_psd(
        32,
        32,
        [ImageLayerSpec("../../etc/passwd", red), ImageLayerSpec("a\\b:c*?\n", red)],
        path,
    )

    pictures = write_pictures(path, tmp_path / "pictures")

    assert len(pictures.layers) == 2
    assert all(Path(name).name == name and name.isascii() for name in pictures.layers.values())
