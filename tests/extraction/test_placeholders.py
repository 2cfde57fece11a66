import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import PlaceholderKind
from extraction.placeholders import (
    LayerFacts,
    Source,
    SourceKind,
    decide,
    decide_layers,
    name_words,
)

PNG = Source("9", "cutout.png", SourceKind.FILE, 800, 600)


def decided(facts: LayerFacts) -> PlaceholderKind | None:
    return decide(facts).kind


def find_holes(
    compositions: dict[str, list[LayerFacts]],
) -> dict[tuple[str, int], PlaceholderKind]:
    decisions = decide_layers(compositions)
    return {place: kind for place, (kind, _) in decisions.items() if kind is not None}


def named(name: str, source: Source | None = PNG) -> LayerFacts:
    return LayerFacts(1, name, source=source)


def nested(name: str, composition_id: str, index: int = 1) -> LayerFacts:
    source = Source(composition_id, name, SourceKind.COMPOSITION, 800, 600)
    return LayerFacts(index, name, source=source)


@pytest.mark.parametrize(
    "name",
    [
        "featuredimage1",
        "playerimage",
        "photo1",
        "LOGO",
        "homeLogo",
        "away-logo 2",
        "img_03",
        "cutout",
        "Media 1",
        "agentphoto",
        "logos",
        "cover_art.jpg",
        "{{background}}",
        "!anything",
        "Day1_Icon",
        "PLAYER_2",
    ],
)
def test_names_that_ask_for_a_picture(name: str) -> None:
    assert decided(named(name)) is PlaceholderKind.IMAGE


@pytest.mark.parametrize(
    "name",
    [
        "background",
        "green_yellow_bg.png",
        "Photo Background",
        "logo matte",
        "image overlay",
        "Guides",
        "base",
        "Yellow Solid 1",
        "nm.png",
        "Epic",
        "imagination",
        "photoshop",
        "12",
        "",
        "日本",
        "something.img",
    ],
)
def test_names_that_are_artwork(name: str) -> None:
    assert decided(named(name)) is None


def test_layers_of_a_layered_file_are_artwork_whatever_their_name() -> None:
    source = Source("9", "cutout/card.PSD", SourceKind.FILE, 800, 600)
    assert decided(named("cutout", source)) is None
    flat = Source("9", "card.psd", SourceKind.FILE, 800, 600)
    assert decided(named("cutout", flat)) is PlaceholderKind.IMAGE


def test_a_placeholder_of_after_effects_is_a_hole_whatever_its_name() -> None:
    source = Source("9", "Episode", SourceKind.PLACEHOLDER, 800, 600)
    assert decided(named("Episode", source)) is PlaceholderKind.IMAGE
    assert decided(named("Background plate", source)) is None


def test_sound_and_layers_without_a_source_are_no_holes() -> None:
    sound = Source("9", "media.mp3", SourceKind.FILE, 0, 0)
    assert decided(named("media", sound)) is None
    assert decided(named("logo", None)) is None


def test_texts_are_holes_and_helpers_never() -> None:
    assert decided(LayerFacts(1, "background", is_text=True)) is PlaceholderKind.TEXT
    assert decided(LayerFacts(1, "note", is_text=True, helper="a null")) is None
    assert decided(LayerFacts(1, "logo", helper="a null", source=PNG)) is None


def test_a_nested_composition_is_a_hole_unless_it_has_holes_itself() -> None:
    empty = find_holes({"1": [nested("photo", "2")], "2": [named("base")]})
    assert empty == {("1", 1): PlaceholderKind.IMAGE}
    filled = find_holes({"1": [nested("photo", "2")], "2": [named("photo")]})
    assert filled == {("2", 1): PlaceholderKind.IMAGE}


def test_holes_count_through_several_compositions() -> None:
    holes = find_holes(
        {
            "1": [nested("logo", "2")],
            "2": [nested("wrapper", "3")],
            "3": [LayerFacts(7, "title", is_text=True)],
        }
    )
    assert holes == {("3", 7): PlaceholderKind.TEXT}


def test_compositions_within_each_other_end() -> None:
    holes = find_holes({"1": [nested("logo", "2")], "2": [nested("photo", "1")]})
    assert set(holes) == {("1", 1), ("2", 1)}


@given(st.text(max_size=40))
def test_words_are_small_letters_alone(name: str) -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() for word in name_words(name))
