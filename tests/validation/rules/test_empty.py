"""text_empty and layer_without_pixels."""

import pytest

from extraction import Layer
from tests.samples.documents import image_hole, image_layer, text_hole, text_layer
from tests.validation.checks import checked, codes


@pytest.mark.parametrize("content", ["", "  ", "\r\n\t"])
def test_a_text_without_a_visible_character_is_critical(content: str) -> None:
    report = checked(text_layer("9", content, name="title"), text_hole("1:1"))
    assert codes(report) == ["text_empty"]
    assert not report.valid


@pytest.mark.parametrize("content", [".", "0", "Ben Forman"])
def test_a_single_character_is_enough(content: str) -> None:
    assert codes(checked(text_layer("9", content), text_hole("1:1"))) == []


@pytest.mark.parametrize(
    "layer",
    [
        image_layer("9", has_pixels=False),
        image_layer("9", size=(0, 0)),
        image_layer("9", size=(100, 0)),
    ],
)
def test_a_layer_on_which_nothing_is_drawn_is_critical(layer: Layer) -> None:
    report = checked(layer, image_hole("1:1"))
    assert "layer_without_pixels" in codes(report)
    assert not report.valid


def test_a_layer_of_one_pixel_has_something_on_it() -> None:
    assert codes(checked(image_layer("9", size=(1, 1)), image_hole("1:1", size=(1, 1)))) == []
