"""placeholder_unfilled and optional_placeholder_unfilled."""

from tests.samples.documents import (
    card,
    image_hole,
    matched,
    template,
    text_hole,
    text_layer,
)
from tests.validation.checks import codes
from validation import validate

PSD = card(text_layer("1", "BEN"))


def test_an_unfilled_placeholder_is_a_warning_each() -> None:
    project = template(text_hole("1:1"), text_hole("1:2", "name", sample="NAME"), text_hole("1:3"))
    report = validate(PSD, project, matched(("1", "1:1")))
    assert report.valid
    assert codes(report) == ["placeholder_unfilled", "placeholder_unfilled"]
    assert "it keeps the text “NAME”" in report.warnings[0].message


def test_a_match_with_an_unknown_layer_fills_nothing() -> None:
    report = validate(PSD, template(text_hole("1:1")), matched(("7", "1:1")))
    assert codes(report) == ["unknown_layer", "placeholder_unfilled"]


def test_an_optional_placeholder_that_stays_as_it_is_is_worth_an_info() -> None:
    project = template(text_hole("1:1"), image_hole("1:2", required=False))
    report = validate(PSD, project, matched(("1", "1:1")))
    assert codes(report) == ["optional_placeholder_unfilled"]
    assert report.warnings == ()


def test_a_template_filled_entirely_is_clean() -> None:
    assert codes(validate(PSD, template(text_hole("1:1")), matched(("1", "1:1")))) == []
