"""Which layers come into question at all."""

import pytest

from extraction import LayerKind, PlaceholderKind
from extraction.matching.candidates import artwork, kind_fits
from tests.samples.documents import image_layer, text_layer


@pytest.mark.parametrize("kind", LayerKind)
def test_text_places_take_text_only(kind: LayerKind) -> None:
    assert kind_fits(kind, PlaceholderKind.TEXT) == (kind is LayerKind.TEXT)


@pytest.mark.parametrize("kind", LayerKind)
def test_image_places_take_anything_drawn_but_text(kind: LayerKind) -> None:
    refused = {LayerKind.TEXT, LayerKind.ADJUSTMENT}
    assert kind_fits(kind, PlaceholderKind.IMAGE) == (kind not in refused)


def test_a_layer_in_a_hidden_group_is_not_used_whatever_its_own_eye_says() -> None:
    layers = [
        image_layer("1", "Old", kind=LayerKind.GROUP, visible=False),
        text_layer("2", "BEN", path="Old/BEN"),
        image_layer("3", "Deep", kind=LayerKind.GROUP, path="Old/Deep"),
        text_layer("4", "ANN", path="Old/Deep/ANN"),
        text_layer("5", "SUE", path="SUE"),
    ]
    assert [layer.id for layer in artwork(layers)] == ["5"]


def test_a_layer_beside_a_hidden_group_of_like_name_is_used() -> None:
    layers = [
        image_layer("1", "Old", kind=LayerKind.GROUP, visible=False),
        text_layer("2", "Older", path="Older"),
    ]
    assert [layer.id for layer in artwork(layers)] == ["2"]


@pytest.mark.parametrize("name", ["GUIDES", "Do not use", "safe-area", "grid 12"])
def test_a_layer_named_as_no_artwork_is_not_used(name: str) -> None:
    assert [layer.id for layer in artwork([image_layer("1", name)])] == []


@pytest.mark.parametrize("name", ["guideline photo", "to use", "area"])
def test_a_name_that_only_comes_near_is_used(name: str) -> None:
    assert [layer.id for layer in artwork([image_layer("1", name)])] == ["1"]


def test_empty_layers_and_adjustments_are_not_used() -> None:
    layers = [
        text_layer("1", "  ", name="title"),
        image_layer("2", has_pixels=False),
        image_layer("3", kind=LayerKind.ADJUSTMENT),
        image_layer("4"),
    ]
    assert [layer.id for layer in artwork(layers)] == ["4"]
