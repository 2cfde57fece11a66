from pathlib import Path

import pytest
from PIL import Image
from psd_tools.constants import Tag
from psd_tools.psd import PSD
from psd_tools.psd.engine_data import EngineData

from extraction import LayerKind, read_merged_image, read_psd
from jobs.demo.cards import DEMO_CARDS, PLACE, CardVariant, DemoCard, build_card
from jobs.demo.psd_builder import ImageLayerSpec, TextLayerSpec, build_psd
from tests.samples import psd as samples


def test_the_same_call_gives_the_same_bytes(tmp_path: Path) -> None:
    first = samples.small_card(tmp_path).read_bytes()

    assert samples.small_card(tmp_path).read_bytes() == first


def test_another_reader_finds_the_words_font_size_and_colour(tmp_path: Path) -> None:
    """psd-tools' own parser of engine data, which ours does not use."""
    with samples.small_card(tmp_path).open("rb") as file:
        psd = PSD.read(file)
    layers = psd.layer_and_mask_information.layer_info
    assert layers is not None
    block = layers.layer_records[-1].tagged_blocks.get_data(Tag.TYPE_TOOL_OBJECT_SETTING)

    engine = EngineData.frombytes(block.text_data[b"EngineData"].value)

    style = engine["EngineDict"]["StyleRun"]["RunArray"][0]["StyleSheet"]["StyleSheetData"]
    assert engine["EngineDict"]["Editor"]["Text"].value == "Größe\r(é) \\ 日本\r"
    assert engine["ResourceDict"]["FontSet"][style["Font"].value]["Name"].value == "RUSHFLOW"
    assert style["FontSize"].value == 12.5
    colour = [part.value for part in style["FillColor"]["Values"]]
    assert colour == pytest.approx([1.0, 0.2, 0.4, 0.6])


def test_the_merged_picture_shows_what_is_visible_only(tmp_path: Path) -> None:
    path = tmp_path / "card.psd"
    blue, red = (Image.new("RGBA", (8, 8), color) for color in ("blue", "red"))

    build_psd(8, 8, [ImageLayerSpec("hidden", red, visible=False), ImageLayerSpec("b", blue)], path)

    assert read_merged_image(path).getpixel((4, 4)) == (0, 0, 255, 255)


def test_a_text_layer_has_a_drawn_preview_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "text.psd"

    build_psd(200, 80, [TextLayerSpec("t", "Hello", 20, 10, 30, "#ff0000")], path)

    (layer,) = read_psd(path).layers
    assert layer.bbox.left >= 20
    assert layer.bbox.top >= 10
    assert 15 < layer.bbox.height < 40
    middle = read_merged_image(path).crop(layer.bbox)
    assert (255, 0, 0, 255) in {colour for _, colour in middle.getcolors(10_000) or []}


@pytest.mark.parametrize("card", DEMO_CARDS, ids=lambda card: card.name)
def test_a_card_is_built_small_and_as_a_studio_lays_it_out(tmp_path: Path, card: DemoCard) -> None:
    path = tmp_path / f"{card.name}.psd"

    build_card(path, players=card.players, variant=card.variant)

    document = read_psd(path)
    texts = [layer for layer in document.layers if layer.kind is LayerKind.TEXT]
    assert (document.width, document.height) == (1200, 1500)
    assert [text.text and text.text.content for text in texts[1:]] == list(card.players)
    assert all(text.path == f"Players/{text.name}" for text in texts[1:])
    assert [layer.name for layer in document.layers if not layer.shown] == ["GUIDES do not export"]
    assert path.stat().st_size < 2_000_000


def _cutout_size(tmp_path: Path, variant: CardVariant) -> tuple[float, float]:
    path = tmp_path / "card.psd"
    build_card(path, players=("A", "B", "C"), variant=variant)
    box = next(layer.bbox for layer in read_psd(path).layers if layer.name == "cutout")
    return box.width, box.height


def test_the_clean_card_fits_its_place(tmp_path: Path) -> None:
    assert _cutout_size(tmp_path, CardVariant.CLEAN) == PLACE


def test_the_critical_card_is_of_quite_another_shape(tmp_path: Path) -> None:
    width, height = _cutout_size(tmp_path, CardVariant.CRITICAL)

    assert (width / height) / (PLACE[0] / PLACE[1]) > 1.5


def test_the_card_in_between_has_the_shape_but_has_to_be_enlarged(tmp_path: Path) -> None:
    width, height = _cutout_size(tmp_path, CardVariant.WARNING)

    assert (width / height) / (PLACE[0] / PLACE[1]) == pytest.approx(1)
    assert 1 < PLACE[0] / width < 2
