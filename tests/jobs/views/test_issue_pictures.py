"""The picture of an issue: the layer on its canvas, and over its place as the match fits it."""

import math

import pytest

from extraction import Box, Fit, LayerText, Match
from jobs.views.issue_pictures import issue_picture
from tests.factories import (
    make_image_placeholder,
    make_layer,
    make_placeholder,
    make_psd,
    make_template,
    make_text_layer,
)

PLACE = Box(100, 100, 300, 200)  # 200 x 100
WIDE = make_layer("3", bbox=Box(0, 0, 400, 100))


@pytest.mark.parametrize(
    ("fit", "lies"),
    [
        (Fit.FILL, Box(0, 100, 400, 200)),
        (Fit.FIT, Box(100, 125, 300, 175)),
        (Fit.STRETCH, PLACE),
    ],
)
def test_a_picture_lies_on_its_place_as_the_match_says(fit: Fit, lies: Box) -> None:
    hole = make_image_placeholder(2, bbox=PLACE)
    picture = issue_picture(
        make_psd(WIDE),
        make_template(hole),
        layer=WIDE,
        hole=hole,
        match=Match("3", "11:2", fit=fit),
    )
    assert picture is not None
    assert picture.before is not None
    assert picture.before.layer == WIDE.bbox
    assert picture.after is not None
    assert (picture.after.place, picture.after.layer) == (PLACE, lies)
    assert (picture.after.cuts, picture.after.stretches) == (fit is Fit.FILL, fit is Fit.STRETCH)


def test_a_text_is_drawn_in_the_size_that_the_template_sets_it_in() -> None:
    layer = make_text_layer(bbox=Box(0, 0, 300, 40))
    hole = make_placeholder(1, bbox=PLACE, font_size=30.0)
    picture = issue_picture(
        make_psd(layer), make_template(hole), layer=layer, hole=hole, match=None
    )
    assert layer.text == LayerText("BEN FORMAN", ("Impact",), 60.0, "#ffffff")
    assert picture is not None
    assert picture.after is not None
    assert picture.after.layer == Box(100, 140, 250, 160)
    assert not picture.after.cuts


def test_an_empty_place_is_shown_without_a_layer() -> None:
    hole = make_image_placeholder(2, bbox=PLACE)
    picture = issue_picture(make_psd(), make_template(hole), layer=None, hole=hole, match=None)
    assert picture is not None
    assert picture.before is None
    assert picture.after is not None
    assert picture.after.layer is None


@pytest.mark.parametrize("box", [Box(0, 0, 0, 10), Box(0, 0, math.nan, 10), Box(0, 0, math.inf, 9)])
def test_what_has_no_box_is_not_drawn(box: Box) -> None:
    layer = make_layer("3", bbox=box)
    hole = make_image_placeholder(2, bbox=box)
    assert (
        issue_picture(make_psd(layer), make_template(hole), layer=layer, hole=hole, match=None)
        is None
    )


@pytest.mark.parametrize(
    ("focus", "left"), [((0.0, 0.5), 100), ((0.5, 0.5), 0), ((1.0, 0.5), -100)]
)
def test_what_is_cut_off_is_what_the_reviewer_left_out(
    focus: tuple[float, float], left: float
) -> None:
    hole = make_image_placeholder(2, bbox=PLACE)
    match = Match("3", "11:2", focus=focus)
    picture = issue_picture(make_psd(WIDE), make_template(hole), layer=WIDE, hole=hole, match=match)
    assert picture is not None
    assert picture.after is not None
    assert picture.after.layer == Box(left, 100, left + 400, 200)


def test_words_put_right_by_hand_are_drawn_instead_of_the_layer_s_own() -> None:
    layer = make_text_layer(bbox=Box(0, 0, 300, 40))
    hole = make_placeholder(1, bbox=PLACE, font_size=30.0)
    match = Match("2", "11:1", text="BEN FORMAN AND SONS.")  # twice as long
    psd, template = make_psd(layer), make_template(hole)
    picture = issue_picture(psd, template, layer=layer, hole=hole, match=match)
    assert picture is not None
    assert picture.after is not None
    assert picture.after.words == "BEN FORMAN AND SONS."
    assert picture.after.layer == Box(100, 140, 400, 160)
