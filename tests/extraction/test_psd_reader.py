import json
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from psd_tools.psd.layer_and_mask import LayerInfo

from extraction import (
    DEFAULT_LIMITS,
    ExtractionError,
    LayerKind,
    LimitExceeded,
    PsdDocument,
    UnreadableFile,
    from_json,
    read_psd,
    to_json,
)
from jobs.demo.psd_builder import GroupSpec, ImageLayerSpec, build_psd
from tests.samples import psd as samples


def by_name(document: PsdDocument) -> dict[str, tuple[LayerKind, str]]:
    return {layer.name: (layer.kind, layer.path) for layer in document.layers}


def test_lists_layers_top_most_first_and_a_group_before_its_children(tmp_path: Path) -> None:
    document = read_psd(samples.small_card(tmp_path))

    assert (document.width, document.height) == (64, 48)
    assert (document.color_mode, document.depth) == ("RGB", 8)
    assert [layer.path for layer in document.layers] == [
        "Titel ✓",
        "Players",
        "Players/BEN",
        "Players/empty",
        "Players/shy",
        "Players/shy/red",
        "zero",
        "background",
    ]


def test_tells_a_layers_own_eye_from_what_is_shown(tmp_path: Path) -> None:
    layers = {layer.name: layer for layer in read_psd(samples.small_card(tmp_path)).layers}

    assert (layers["shy"].visible, layers["shy"].shown) == (False, False)
    assert (layers["red"].visible, layers["red"].shown) == (True, False)
    assert (layers["BEN"].visible, layers["BEN"].shown) == (True, True)


def test_reads_words_font_size_and_colour(tmp_path: Path) -> None:
    title = read_psd(samples.small_card(tmp_path)).layers[0]

    assert title.kind is LayerKind.TEXT
    assert title.text is not None
    assert title.text.content == "Größe\n(é) \\ 日本"
    assert title.text.fonts == ("RUSHFLOW",)
    assert (title.text.font_size, title.text.color) == (12.5, "#336699")
    assert [run.content for run in title.text.runs] == ["Größe\n(é) \\ 日本"]


def test_knows_which_layers_would_draw_nothing(tmp_path: Path) -> None:
    document = read_psd(samples.small_card(tmp_path))

    assert [layer.name for layer in document.layers if not layer.has_pixels] == ["empty", "zero"]


def test_boxes_are_on_the_canvas_and_a_groups_box_holds_its_visible_children(
    tmp_path: Path,
) -> None:
    layers = {layer.name: layer.bbox for layer in read_psd(samples.small_card(tmp_path)).layers}

    assert layers["red"] == layers["shy"] == (5, 20, 25, 30)
    assert layers["Players"].left == min(layers["BEN"].left, layers["empty"].left)
    assert layers["Players"].bottom == layers["BEN"].bottom


def test_a_group_of_hidden_layers_has_a_box_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "hidden.psd"
    hidden = ImageLayerSpec("red", samples.RED, 5, 6, visible=False)
    build_psd(40, 40, [GroupSpec("all hidden", [hidden])], path)

    assert read_psd(path).layers[0].bbox == (5, 6, 25, 16)


@pytest.mark.parametrize("change", [samples.without_ids, samples.with_equal_ids])
def test_ids_stay_unique_and_stable_where_photoshops_are_of_no_use(
    tmp_path: Path, change: Callable[[LayerInfo], None]
) -> None:
    path = samples.changed(samples.small_card(tmp_path), change)

    ids = [layer.id for layer in read_psd(path).layers]

    assert len(set(ids)) == len(ids)
    assert ids == [layer.id for layer in read_psd(path).layers]
    assert not any(layer_id.isdigit() for layer_id in ids)


def test_uses_photoshops_own_ids_where_they_are_unique(tmp_path: Path) -> None:
    document = read_psd(samples.small_card(tmp_path))

    assert all(layer.id.isdigit() for layer in document.layers)
    assert document.layer(document.layers[3].id) is document.layers[3]


def test_text_of_photoshop_5_is_still_a_text_layer(tmp_path: Path) -> None:
    path = samples.changed(samples.small_card(tmp_path), samples.with_old_text)

    title = read_psd(path).layers[0]

    assert (title.kind, title.text) == (LayerKind.TEXT, None)


def test_damaged_styles_leave_the_words(tmp_path: Path) -> None:
    path = samples.changed(samples.small_card(tmp_path), samples.with_damaged_styles)

    text = read_psd(path).layers[0].text

    assert text is not None
    assert (text.content, text.fonts, text.runs) == ("Größe\n(é) \\ 日本", (), ())


def test_the_document_survives_json(tmp_path: Path) -> None:
    document = read_psd(samples.small_card(tmp_path))

    assert from_json(PsdDocument, json.loads(json.dumps(to_json(document)))) == document


def test_reads_the_studios_card(shared_data: Path) -> None:
    document = read_psd(shared_data / "psd" / "lineup-card.psd")

    texts = [layer for layer in document.layers if layer.kind is LayerKind.TEXT]
    assert [layer.name for layer in texts] == ["EMMA LOUISE", "ELOISE GRACE", "BEN FORMAN"]
    assert [layer.text and layer.text.font_size for layer in texts] == [60.0] * 3
    assert [layer.text and layer.text.fonts for layer in texts] == [("RUSHFLOW",)] * 3
    assert [layer.text and layer.text.color for layer in texts] == ["#141414"] * 3
    assert by_name(document)["cutout"] == (LayerKind.IMAGE, "cutout")


def test_reads_every_sample_quickly_with_ids_of_its_own(shared_data: Path) -> None:
    paths = sorted((shared_data / "psd").iterdir())
    assert len(paths) > 30
    for path in paths:
        start = time.perf_counter()
        document = read_psd(path)
        ids = [layer.id for layer in document.layers]
        assert len(set(ids)) == len(ids), path.name
        json.dumps(to_json(document)).encode()
        assert time.perf_counter() - start < 5, path.name


def test_runs_keep_their_styles_and_the_longest_one_leads(shared_data: Path) -> None:
    document = read_psd(shared_data / "psd" / "text-style-runs.psd")
    text = next(layer.text for layer in document.layers if layer.name == "MixedRuns")

    assert text is not None
    assert "".join(run.content for run in text.runs) == text.content == "Alpha Beta Gamma"
    assert text.fonts == ("ArialMT", "Arial-BoldMT", "Arial-ItalicMT")
    assert len(text.runs) == 5
    longest = max(text.runs, key=lambda run: len(run.content))
    assert (text.font_size, text.color) == (longest.font_size, longest.color)


@pytest.mark.parametrize(
    ("sample", "layer", "size"),
    [
        ("masks.psd", "text replaced", 44.0),  # 22 in a layer scaled to 200 %
        ("valentine-card.psd", "To $recipient,", 37.855),  # 50.79 scaled to 74.5 %
        ("emoji-hangul.psd", "Text layer", 50.0),  # 12 points at 300 pixels an inch
        ("text-bug.psd", "3月", 12.0),  # 12 points at 72
    ],
)
def test_font_size_is_what_the_viewer_sees(
    shared_data: Path, sample: str, layer: str, size: float
) -> None:
    document = read_psd(shared_data / "psd" / sample)

    sizes = [
        found.text.font_size for found in document.layers if found.name == layer and found.text
    ]

    assert sizes == [size]


@pytest.mark.parametrize(
    ("sample", "layer", "kind"),
    [
        ("smart-object-slice.psd", "Shape 1", LayerKind.SMART_OBJECT),
        ("smart-object-slice.psd", "Shape 2", LayerKind.SHAPE),
        ("clip-adjustment.psd", "Hue/Saturation 1", LayerKind.ADJUSTMENT),
        ("colormodes-4x4_8bit_cmyk.psd", "Gradient Fill 1", LayerKind.FILL),
        ("artboards.psd", "white board", LayerKind.GROUP),
        ("broken-groups.psd", "anne", LayerKind.GROUP),
    ],
)
def test_names_the_kind_of_each_layer(
    shared_data: Path, sample: str, layer: str, kind: LayerKind
) -> None:
    assert by_name(read_psd(shared_data / "psd" / sample))[layer][0] is kind


def test_refuses_every_bad_sample_in_one_sentence(shared_data: Path) -> None:
    paths = sorted((shared_data / "psd-bad").iterdir())
    assert len(paths) >= 5
    for path in paths:
        start = time.perf_counter()
        with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
            read_psd(path)
        assert time.perf_counter() - start < 2, path.name


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"8BP", "This is not a Photoshop file"),
        (b"8BPS\0\1", "cut off"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"%PDF-1.7", "a PDF or Illustrator document"),
        (b"  <!DOCTYPE html><html>", "an HTML page"),
        (b"<?xml version='1.0'?>", "an XML or HTML text"),
        (b"\x12\x34\x56\x78" * 100, "of some other kind"),
        (samples.header(version=3), "version 3"),
        (samples.header(width=0), "damaged"),
        (samples.header(width=30_001), "30001 x 8"),
        (samples.header(version=2, height=300_001), "300001"),
        (samples.header(width=2**31 - 1, height=2**31 - 1), "damaged"),
        (samples.header(mode=77), "colour mode or depth"),
        (samples.header(depth=7), "colour mode or depth"),
        (samples.header(), "cut off"),
    ],
)
def test_refuses_what_is_no_photoshop_file_and_says_why(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "card.psd"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match=sentence):
        read_psd(path)


def test_refuses_a_png_that_is_called_psd(tmp_path: Path) -> None:
    path = tmp_path / "card.psd"
    Image.new("RGB", (8, 8)).save(path, "PNG")

    with pytest.raises(UnreadableFile, match="a PNG picture"):
        read_psd(path)


def test_refuses_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"There is no file “none.psd”"):
        read_psd(tmp_path / "none.psd")
    with pytest.raises(UnreadableFile, match="can't be opened"):
        read_psd(tmp_path)


@pytest.mark.parametrize("twentieths", range(20))
def test_refuses_a_file_that_was_cut_off(tmp_path: Path, twentieths: int) -> None:
    path = samples.small_card(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * twentieths // 20])

    with pytest.raises(UnreadableFile):
        read_psd(path)


def test_refuses_a_file_that_lacks_its_last_byte(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(UnreadableFile, match="its end is missing"):
        read_psd(path)


def test_refuses_what_is_beyond_the_limits(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    for change in ({"max_file_bytes": 100}, {"max_pixels": 64 * 48 - 1}, {"max_layers": 7}):
        with pytest.raises(LimitExceeded):
            read_psd(path, limits=replace(DEFAULT_LIMITS, **change))
    assert len(read_psd(path, limits=replace(DEFAULT_LIMITS, max_layers=8)).layers) == 8


def test_refuses_groups_that_go_too_deep(tmp_path: Path) -> None:
    limit = DEFAULT_LIMITS.max_depth

    assert len(read_psd(samples.nested_groups(tmp_path, limit)).layers) == limit + 1
    for depth in (limit + 1, 300):
        with pytest.raises(LimitExceeded, match="groups within groups"):
            read_psd(samples.nested_groups(tmp_path, depth))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return samples.small_card(tmp_path_factory.mktemp("whole")).read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.sampled_from([b"\xff\xff\xff\xff", b"\x7f\xff", b"\0\0\0\0", b""]))
        content[place : place + 2] = piece or data.draw(st.binary(min_size=1, max_size=3))
    path = tmp_path / "damaged.psd"
    path.write_bytes(content)

    try:
        document = read_psd(path)
    except ExtractionError as error:
        assert str(error).endswith(".")
    else:
        json.dumps(to_json(document)).encode()


def test_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    copy = Path(shutil.copy(path, tmp_path / "copy.psd"))

    read_psd(path)

    assert path.read_bytes() == copy.read_bytes()
