"""Rules of how a card looks: each with cards that offend, and cards that nearly do."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extraction import (
    Box,
    Layer,
    LayerText,
    Match,
    MatchDocument,
    Opacity,
    Placeholder,
    read_psd,
    read_template,
)
from extraction.opacity import STRIPS
from extraction.template import (
    Expression,
    Footage,
    FootageKind,
    TemplateDocument,
    TextSetting,
)
from tests.samples.documents import card, image_hole, image_layer, matched, template, text_hole
from tests.samples.documents import text_layer as text
from tests.validation.checks import issues
from validation import validate
from validation.rules.driven import SOURCE_TEXT

INSIDE = Box(10, 10, 110, 110)


def found(layer: Layer, hole: Placeholder, **psd: Any) -> set[str]:
    document = replace(card(layer), **psd)
    report = validate(document, template(hole), matched((layer.id, hole.id)))
    return {issue.code for issue in issues(report)}


def picture(**data: Any) -> Layer:
    return replace(image_layer("1"), **{"bbox": INSIDE} | data)


def place(*, size: tuple[float, float] = (100, 100), **data: Any) -> Placeholder:
    return replace(image_hole("1:1", size=size, bbox=Box(0, 0, *size)), **data)


@pytest.mark.parametrize(
    ("code", "offends", "nearly"),
    [
        ("content_cropped", {"bbox": Box(10, 10, 117, 110)}, {"bbox": Box(10, 10, 115, 110)}),
        ("beyond_canvas", {"bbox": Box(-1, 10, 99, 110)}, {"bbox": Box(0, 10, 100, 110)}),
        ("touches_canvas_edge", {"bbox": Box(0, 10, 100, 110)}, {"bbox": Box(1, 10, 101, 110)}),
        ("nearly_transparent", {"opacity": 0.19}, {"opacity": 0.2}),
        ("nearly_transparent", {"opacity": 0.5, "fill_opacity": 0.3}, {"fill_opacity": 0.5}),
        ("blend_mode_lost", {"blend_mode": "multiply"}, {"blend_mode": "normal"}),
        ("effects_lost", {"effects": ("drop_shadow",)}, {"effects": ()}),
        ("effects_lost", {"clipped": True}, {"has_mask": True}),
        ("effects_lost", {"adjusted_by": ("7",)}, {"adjusted_by": ()}),
    ],
)
def test_pictures_that_would_look_different(
    code: str, offends: dict[str, Any], nearly: dict[str, Any]
) -> None:
    assert code in found(picture(**offends), place())
    assert code not in found(picture(**nearly), place())


def shows(*, edges: int, inside: int) -> Opacity:
    """So opaque in the first and the last eighth of its width, and so between them."""
    return Opacity(bytes([edges] * 8 + [inside] * 48 + [edges] * 8), bytes([255] * STRIPS))


@pytest.mark.parametrize(
    ("opacity", "lost"),
    [(shows(edges=0, inside=255), None), (shows(edges=255, inside=100), "12.0 %")],
)
@pytest.mark.parametrize("focus", [(0.5, 0.5), (0.0, 1.0), (1.0, 0.0)])
def test_what_is_cut_off_is_measured_by_what_is_seen(
    opacity: Opacity, lost: str | None, focus: tuple[float, float]
) -> None:
    """A picture 107 pixels wide in a place for 100 loses 6.5 % of its area."""
    psd, project = card(picture(bbox=Box(10, 10, 117, 110))), template(place())
    matches = MatchDocument((Match("1", "1:1", focus=focus),))
    report = validate(psd, project, matches, opacity={"1": opacity})
    told = [issue.message for issue in issues(report) if issue.code == "content_cropped"]
    sentence = "{} of what is seen of “photo” would be cut off at the edges of “photo”."
    assert told == ([sentence.format(lost)] if lost else [])


def test_a_picture_over_the_whole_canvas_touches_no_edge_worth_a_look() -> None:
    whole = picture(bbox=Box(0, 0, 1200, 1500))
    assert "touches_canvas_edge" not in found(whole, place(size=(1200, 1500)))


def test_a_wide_picture_in_a_tall_place_is_a_warning_but_not_in_a_square_one() -> None:
    wide = picture(bbox=Box(10, 10, 210, 110))
    assert "orientation_differs" in found(wide, place(size=(100, 200)))
    assert "orientation_differs" not in found(wide, place(size=(100, 100)))


@pytest.mark.parametrize(("mode", "depth"), [("CMYK", 8), ("RGB", 16), ("RGB", 32), ("LAB", 8)])
def test_colours_that_are_converted_are_a_warning(mode: str, depth: int) -> None:
    assert "color_converted" in found(picture(), place(), color_mode=mode, depth=depth)
    assert "color_converted" not in found(picture(), place())


def test_enlargement_is_measured_at_the_size_shown_in_the_composition() -> None:
    twice = place(bbox=Box(0, 0, 210, 210))
    assert "upscaled_too_far" in found(picture(), twice)
    assert "upscaled" in found(picture(), place(bbox=Box(0, 0, 200, 200)))
    assert not {"upscaled", "upscaled_too_far"} & found(picture(), place(bbox=Box(0, 0, 50, 50)))
    assert "check_not_possible" in found(picture(), place(bbox=None))


@pytest.mark.parametrize(
    ("code", "offends", "nearly"),
    [
        ("sample_text_left", "FIRST LAST", "FIRST LASTER"),
        ("sample_text_left", "Lorem ipsum dolor", "Loren Ipson"),
        ("sample_text_left", "Title1", "Title"),
        ("spaces_at_ends", "BEN ", "BEN F"),
        ("spaces_at_ends", "\nBEN", "BEN\nF"),
        ("case_differs", "Ben", "BEN"),
        ("text_too_long", "EMMA LOUISE WATSON", "EMMA"),
        ("text_too_long", "ONE TWO\nTHREE", "ONE TWO"),
    ],
)
def test_words_that_give_themselves_away(code: str, offends: str, nearly: str) -> None:
    hole = text_hole("1:1", "title1", sample="NAME")
    for typed, seen in ((offends, True), (nearly, False)):
        assert (code in found(text("1", typed, at=(5, 5)), hole)) is seen
        put_right = MatchDocument((replace(Match("1", "1:1"), text=typed),))
        report = validate(card(text("1", "WORDS", at=(5, 5))), template(hole), put_right)
        assert (code in {issue.code for issue in issues(report)}) is seen


def test_capitals_that_the_template_makes_are_no_matter_of_case() -> None:
    hole = replace(text_hole("1:1", sample="NAME"), setting=TextSetting(in_box=True, all_caps=True))
    assert "case_differs" not in found(text("1", "Ben", at=(5, 5)), hole)


def test_a_text_without_a_box_is_measured_by_its_sample() -> None:
    hole = replace(text_hole("1:1", sample="NAME"), setting=TextSetting())
    assert "text_too_long" not in found(text("1", "LOUISE", at=(5, 5)), hole)
    assert "text_too_long" in found(text("1", "LOUISES", at=(5, 5)), hole)
    assert "check_not_possible" in found(text("1", "BEN", at=(5, 5)), replace(hole, text=""))


def test_the_same_words_in_numbered_places_are_a_warning() -> None:
    psd = card(text("1", "BEN"), text("2", "Ben"), text("3", "EMMA"))
    project = template(text_hole("1:1", "name1"), text_hole("1:2", "name2"))

    def codes_of(other: str) -> set[str]:
        report = validate(psd, project, matched(("1", "1:1"), (other, "1:2")))
        return {issue.code for issue in issues(report)}

    assert "same_text_twice" in codes_of("2")
    assert "same_text_twice" not in codes_of("3")


def placed(**layer: Any) -> set[str]:
    document = template(text_hole("1:1"))
    (comp,) = document.compositions
    layers = (replace(comp.layers[0], **layer),)
    project = replace(document, compositions=(replace(comp, layers=layers),))
    report = validate(card(text("1", "BEN")), project, matched(("1", "1:1")))
    return {issue.code for issue in issues(report)}


@pytest.mark.parametrize(
    ("code", "offends", "nearly"),
    [
        ("placeholder_locked", {"locked": True}, {}),
        ("placeholder_hidden", {"enabled": False}, {}),
        ("placeholder_out_of_time", {"in_point": 10.0, "out_point": 12.0}, {"in_point": 9.9}),
        ("placeholder_out_of_time", {"in_point": -5.0, "out_point": 0.0}, {"in_point": -5.0}),
        ("text_is_driven", {"keyframes": (SOURCE_TEXT,)}, {"keyframes": ("ADBE Opacity",)}),
        (
            "text_is_driven",
            {"expressions": (Expression(SOURCE_TEXT),)},
            {"expressions": (Expression(SOURCE_TEXT, enabled=False),)},
        ),
        ("check_not_possible", {"id": "another"}, {}),
    ],
)
def test_places_in_which_the_words_would_not_be_seen(
    code: str, offends: dict[str, Any], nearly: dict[str, Any]
) -> None:
    assert code in placed(**offends)
    assert code not in placed(**nearly)


def test_missing_footage_counts_where_it_is_used_and_not_replaced() -> None:
    document = template(text_hole("1:1"), image_hole("1:2"))
    (comp,) = document.compositions
    layers = tuple(replace(layer, source_id="f") for layer in comp.layers[1:])
    lost = Footage("f", "crowd.mp4", FootageKind.FILE, missing=True)

    def codes_of(footage: Footage, *pairs: tuple[str, str]) -> set[str]:
        project = TemplateDocument(
            (replace(comp, layers=layers),), document.placeholders, footage=(footage,)
        )
        psd = card(picture(), text("2", "BEN"))
        return {issue.code for issue in issues(validate(psd, project, matched(*pairs)))}

    assert "footage_missing" in codes_of(lost)
    assert "footage_missing" not in codes_of(replace(lost, missing=False))
    bars = replace(lost, kind=FootageKind.PLACEHOLDER, missing=None)
    assert "footage_missing" in codes_of(bars)
    assert "footage_missing" not in codes_of(bars, ("1", "1:2"))
    assert "footage_missing" not in codes_of(replace(lost, id="unused"))
    assert "footage_missing" not in codes_of(lost, ("1", "1:2"))

    untold = replace(lost, missing=None)
    assert codes_of(untold) - codes_of(replace(lost, missing=False)) == {"footage_not_checked"}
    solid = replace(untold, kind=FootageKind.SOLID)
    assert "footage_not_checked" not in codes_of(solid)
    assert "footage_not_checked" not in codes_of(untold, ("1", "1:2"))


def test_the_studios_card_and_template_are_found_as_they_are(shared_data: Path) -> None:
    psd = read_psd(shared_data / "psd" / "lineup-card.psd")
    project = read_template(shared_data / "aepx" / "test-after-effects-project.aepx")
    name = next(layer for layer in psd.layers if layer.name == "BEN FORMAN")
    hole = project.placeholders[0]
    assert hole.setting == TextSetting(in_box=True, leading=None, tracking=38.0)
    report = validate(psd, project, MatchDocument((Match(name.id, hole.id),)))
    lost = [one.details["footage"] for one in report.warnings if one.code == "footage_missing"]
    assert "green_yellow_bg.png" in lost
    assert not any(one.code == "text_too_long" for one in report.warnings)
    longer = replace(name, text=LayerText("MAXIMILIAN FEATHERSTONE"))
    again = validate(
        replace(psd, layers=(longer,)), project, MatchDocument((Match(name.id, hole.id),))
    )
    assert any(one.code == "text_too_long" for one in again.warnings)


def test_a_text_that_an_expression_of_a_real_project_drives_is_critical(shared_data: Path) -> None:
    project = read_template(shared_data / "aep" / "PONG.aep")
    score = next(hole for hole in project.placeholders if hole.layer == "Left Score")
    report = validate(card(text("1", "7")), project, matched(("1", score.id)))
    assert "text_is_driven" in {one.code for one in report.critical_issues}
