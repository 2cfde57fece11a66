import json
from collections.abc import Callable
from pathlib import Path

import pytest
from psd_tools.psd.layer_and_mask import LayerInfo

from extraction import (
    LayerKind,
    PsdDocument,
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


def test_reads_every_sample_with_ids_of_its_own(shared_data: Path) -> None:
    paths = sorted((shared_data / "psd").iterdir())
    assert len(paths) > 30
    for path in paths:
        document = read_psd(path)
        ids = [layer.id for layer in document.layers]
        assert len(set(ids)) == len(ids), path.name
        json.dumps(to_json(document)).encode()


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
