"""check_not_possible: what could not be measured is said."""

import math

import pytest

from tests.samples.documents import image_hole, image_layer, text_hole, text_layer
from tests.validation.checks import checked, codes


@pytest.mark.parametrize(
    "size",
    [(None, 100.0), (100.0, None), (0.0, 100.0), (-5.0, 5.0), (math.nan, 5.0), (math.inf, 5.0)],
)
def test_a_place_without_a_known_size_is_a_warning(
    size: tuple[float | None, float | None],
) -> None:
    report = checked(image_layer("9"), image_hole("1:1", size=size))
    assert codes(report) == ["check_not_possible"]
    assert report.warnings[0].details["unknown"] == "placeholder"


def test_a_layer_without_a_known_size_is_a_warning() -> None:
    report = checked(image_layer("9", size=(math.inf, 100)), image_hole("1:1"))
    assert codes(report) == ["check_not_possible"]
    assert report.warnings[0].details["unknown"] == "layer"


def test_the_smallest_known_size_can_be_checked() -> None:
    assert codes(checked(image_layer("9", size=(5, 5)), image_hole("1:1", size=(0.5, 0.5)))) == []


def test_a_text_needs_no_size() -> None:
    assert codes(checked(text_layer("9", "BEN"), text_hole("1:1"))) == []
