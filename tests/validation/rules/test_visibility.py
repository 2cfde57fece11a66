"""hidden_layer_used."""

from dataclasses import replace

from extraction import LayerKind
from tests.samples.documents import card, image_layer, matched, template, text_hole, text_layer
from tests.validation.checks import checked, codes
from validation import validate


def test_a_layer_switched_off_is_a_warning() -> None:
    report = checked(text_layer("9", "BEN", visible=False), text_hole("1:1"))
    assert report.valid
    assert codes(report) == ["hidden_layer_used"]


def test_a_layer_in_a_group_switched_off_is_a_warning() -> None:
    psd = card(
        image_layer("1", "Old", kind=LayerKind.GROUP, visible=False),
        text_layer("9", "BEN", path="Old/BEN"),
    )
    report = validate(psd, template(text_hole("1:1")), matched(("9", "1:1")))
    assert codes(report) == ["hidden_layer_used"]


def test_a_faint_layer_still_shows() -> None:
    faint = replace(text_layer("9", "BEN"), opacity=0.01)
    assert codes(checked(faint, text_hole("1:1"))) == []
