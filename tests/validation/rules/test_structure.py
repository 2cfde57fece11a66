"""Matches that make no sense in themselves."""

import pytest

from extraction import LayerKind
from tests.samples.documents import (
    card,
    image_hole,
    image_layer,
    matched,
    template,
    text_hole,
    text_layer,
)
from tests.validation.checks import checked, codes
from validation import validate

PSD = card(text_layer("1", "BEN"), text_layer("2", "ANN"))
TEMPLATE = template(text_hole("1:1", "player1"), text_hole("1:2", "player2"))


def test_a_clean_card_has_no_issue() -> None:
    assert codes(validate(PSD, TEMPLATE, matched(("1", "1:1"), ("2", "1:2")))) == []


@pytest.mark.parametrize("key", ["3", "", "1 ", "BEN", "layer_1", "1" * 10_000])
def test_an_unknown_layer_is_critical(key: str) -> None:
    report = validate(PSD, TEMPLATE, matched((key, "1:1"), ("2", "1:2")))
    assert [issue.code for issue in report.critical_issues] == ["unknown_layer"]
    assert len(report.critical_issues[0].message) < 200


@pytest.mark.parametrize("key", ["1:3", "", "player1", "11", "1:01"])
def test_an_unknown_placeholder_is_critical(key: str) -> None:
    report = validate(PSD, TEMPLATE, matched(("1", key), ("2", "1:2")))
    assert [issue.code for issue in report.critical_issues] == ["unknown_placeholder"]


def test_a_text_in_a_place_for_pictures_is_critical() -> None:
    assert codes(checked(text_layer("9", "BEN"), image_hole("1:1"))) == ["wrong_kind"]


@pytest.mark.parametrize("kind", sorted(set(LayerKind) - {LayerKind.TEXT}))
def test_anything_but_text_in_a_place_for_text_is_critical(kind: LayerKind) -> None:
    assert codes(checked(image_layer("9", kind=kind), text_hole("1:1"))) == ["wrong_kind"]


@pytest.mark.parametrize("kind", sorted(set(LayerKind) - {LayerKind.TEXT, LayerKind.ADJUSTMENT}))
def test_anything_drawn_may_go_into_a_place_for_pictures(kind: LayerKind) -> None:
    assert codes(checked(image_layer("9", kind=kind), image_hole("1:1"))) == []


def test_a_placeholder_filled_twice_is_critical_once() -> None:
    report = validate(PSD, TEMPLATE, matched(("1", "1:1"), ("2", "1:1"), ("1", "1:2")))
    (issue,) = report.critical_issues
    assert issue.code == "placeholder_filled_twice"
    assert issue.details == {"layer_ids": ["1", "2"]}


def test_even_the_very_same_match_twice_is_critical() -> None:
    report = validate(PSD, TEMPLATE, matched(("1", "1:1"), ("1", "1:1"), ("2", "1:2")))
    assert [issue.code for issue in report.critical_issues] == ["placeholder_filled_twice"]


def test_a_layer_in_two_places_is_a_warning() -> None:
    report = validate(PSD, TEMPLATE, matched(("1", "1:1"), ("1", "1:2")))
    assert report.valid
    assert codes(report) == ["layer_used_twice"]
    assert report.warnings[0].details == {"placeholder_ids": ["1:1", "1:2"]}
