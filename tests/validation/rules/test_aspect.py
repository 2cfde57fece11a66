"""aspect_ratio_mismatch: critical above ten per cent, whatever the fit."""

import pytest

from extraction import Box, Composition, Fit, Match, MatchDocument, TemplateDocument
from tests.samples.documents import card, image_hole, image_layer
from tests.validation.checks import checked, codes
from validation import validate

WIDE_PLACE = image_hole("1:1", size=(100, 100))


@pytest.mark.parametrize("fit", Fit)
@pytest.mark.parametrize("size", [(1101, 1000), (899, 1000), (110.001, 100), (3000, 1000)])
def test_a_shape_off_by_more_than_ten_per_cent_is_critical(
    size: tuple[float, float], fit: Fit
) -> None:
    report = checked(image_layer("9", size=size), WIDE_PLACE, fit=fit)
    assert codes(report) == ["aspect_ratio_mismatch"]
    assert not report.valid


@pytest.mark.parametrize("size", [(1100, 1000), (900, 1000), (110, 100), (3300, 3000)])
def test_exactly_ten_per_cent_is_allowed(size: tuple[float, float]) -> None:
    assert "aspect_ratio_mismatch" not in codes(checked(image_layer("9", size=size), WIDE_PLACE))


def test_the_same_shape_at_another_size_is_clean() -> None:
    report = checked(image_layer("9", size=(1920, 1280)), image_hole("1:1", size=(960, 640)))
    assert report.valid
    assert codes(report) == []


def test_the_place_is_measured_by_its_own_source_not_by_its_comp_or_its_box_there() -> None:
    hole = image_hole("1:1", size=(200, 100), bbox=Box(0, 0, 50, 50))
    project = TemplateDocument((Composition("1", "card", 1920, 1080),), (hole,))
    psd = card(image_layer("9", size=(400, 200)))
    assert validate(psd, project, MatchDocument((Match("9", "1:1"),))).valid


def test_the_issue_says_what_and_by_how_much() -> None:
    report = checked(
        image_layer("9", "cutout", size=(150, 100)), image_hole("1:1", "featuredimage1")
    )
    (issue,) = report.critical_issues
    assert (issue.layer_id, issue.placeholder_id) == ("9", "1:1")
    assert "“cutout” differs by 50 % from that of its place “featuredimage1”" in issue.message
    assert issue.hint
    assert issue.details == {
        "layer_size": [150.0, 100.0],
        "placeholder_size": [100.0, 100.0],
        "difference": 0.5,
        "limit": 0.1,
        "fit": "fill",
    }
