"""Each kind of evidence by itself, on cards of a few layers."""

from collections.abc import Callable

import numpy as np
import pytest

from extraction import Box, Layer, LayerKind, Placeholder
from extraction.matching.evidence.numbering import numbering
from extraction.matching.evidence.order import order, rankings
from extraction.matching.evidence.position import position
from extraction.matching.evidence.size import size
from extraction.matching.evidence.text_form import text_form
from extraction.matching.evidence.wording import wording
from extraction.matching.judgement import weighed
from extraction.matching.pairing import Features, Matrix, Pairing, pairings
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer


def pairing(layers: list[Layer], holes: list[Placeholder]) -> Pairing:
    (only,) = pairings(card(*layers), template(*holes))
    return only


def worth(measure: Callable[[Pairing], Features], given: Pairing) -> Matrix:
    """Log-odds by one kind of evidence alone."""
    return weighed(given, measure.__name__, measure(given))


def in_order(given: Pairing) -> Features:
    """Order where nothing else tells which layer is for which placeholder."""
    return order(given, rankings(given), np.full(given.shape, 1 / given.shape[1], dtype=np.float32))


in_order.__name__ = "order"


def prefers_the_first(odds: Matrix) -> bool:
    return bool(odds[0, 0] > odds[1, 0])


@pytest.mark.parametrize(
    ("fitting", "other", "placeholder"),
    [
        ("Team Name", "Venue", "team_name"),
        ("tema naem", "venue", "TeamName"),
        ("headline", "venue", "title"),
        ("desc", "price", "description"),
        ("teamlogo text", "teamcolor text", "logo"),
    ],
)
def test_words_are_compared_with_tolerance(fitting: str, other: str, placeholder: str) -> None:
    layers = [text_layer("1", "x", name=fitting), text_layer("2", "y", name=other)]
    assert prefers_the_first(worth(wording, pairing(layers, [text_hole("1:1", placeholder)])))


def test_a_group_names_the_layer_whose_own_name_says_nothing() -> None:
    layers = [
        text_layer("1", "4", path="beds/4"),
        text_layer("2", "3", path="baths/3"),
    ]
    assert prefers_the_first(worth(wording, pairing(layers, [text_hole("1:1", "Beds")])))


def test_the_sample_text_counts_as_words() -> None:
    layers = [text_layer("1", "STARTING FIVE"), text_layer("2", "NEXT WEEK")]
    hole = text_hole("1:1", "hdr", sample="Starting Five")
    assert prefers_the_first(worth(wording, pairing(layers, [hole])))


def test_dressing_needs_a_placeholder_named_alike() -> None:
    layers = [image_layer("1", "photo"), image_layer("2", "photo overlay")]
    assert prefers_the_first(worth(wording, pairing(layers, [image_hole("1:1", "photo")])))


def test_the_same_number_speaks_for_another_against_none_for_neither() -> None:
    layers = [
        text_layer("1", "x", name="player 3"),
        text_layer("2", "y", name="player 2"),
        text_layer("3", "z", name="player"),
    ]
    odds = worth(numbering, pairing(layers, [text_hole("1:1", "player03name")]))[:, 0]
    assert odds[0] > odds[2] == 0 > odds[1]


def test_digits_of_the_text_itself_are_no_numbering() -> None:
    layers = [text_layer("1", "$2 tacos")]
    assert worth(numbering, pairing(layers, [text_hole("1:1", "item 1")]))[0, 0] == 0


def test_a_column_meets_a_series_in_order_whatever_the_layer_order() -> None:
    layers = [
        text_layer(key, f"NAME {key}x", at=(0, y))
        for key, y in (("c", 300), ("a", 100), ("b", 200))
    ]
    holes = [text_hole(f"1:{n}", f"player{n}") for n in (2, 1, 3)]
    odds = worth(in_order, pairing(layers, holes))
    assert odds.argmax(axis=0).tolist() == [2, 1, 0]


def test_a_series_in_two_columns_is_read_as_its_own_comp_runs() -> None:
    """The comp counts down the left column and then the right; so the card is read."""
    spots = [(100, 100), (100, 200), (700, 100), (700, 200)]
    layers = [text_layer(str(n), "NAME", at=spot) for n, spot in enumerate(spots)]
    holes = [text_hole(f"1:{n}", f"item{n}", at=spot) for n, spot in enumerate(spots)]
    assert worth(in_order, pairing(layers, holes)).argmax(axis=0).tolist() == [0, 1, 2, 3]
    lines = [text_hole(f"1:{n}", f"item{n}", at=spots[i]) for n, i in enumerate((0, 2, 1, 3))]
    assert worth(in_order, pairing(layers, lines)).argmax(axis=0).tolist() == [0, 2, 1, 3]


def test_fewer_layers_than_a_series_leave_its_end_empty_but_say_less() -> None:
    layers = [text_layer(key, "NAME", at=(0, y)) for key, y in (("a", 1), ("b", 200))]
    odds = worth(in_order, pairing(layers, [text_hole(f"1:{n}", f"player{n}") for n in (1, 2, 3)]))
    assert odds.argmax(axis=1).tolist() == [0, 1]
    assert odds[:, 2].max() <= 0
    assert (
        odds.max()
        < worth(in_order, pairing(layers, [text_hole(f"1:{n}", f"p{n}") for n in (1, 2)])).max()
    )


def test_order_says_nothing_with_one_layer_more() -> None:
    layers = [text_layer(key, "NAME", at=(0, y)) for key, y in (("a", 1), ("b", 2), ("c", 3))]
    holes = [text_hole(f"1:{n}", f"player{n}") for n in (1, 2)]
    assert not worth(in_order, pairing(layers, holes)).any()


@pytest.mark.parametrize(
    ("sample", "fitting", "other"),
    [
        ("$00", "€725", "BEN FORMAN"),
        ("00:00", "12:05", "MCI"),
        ("PLAYER NAME", "BEN FORMAN", "23"),
        ("SHORT", "BRIEF", "A sentence that goes on for very much longer than that"),
    ],
)
def test_a_text_goes_where_the_sample_looks_like_it(sample: str, fitting: str, other: str) -> None:
    layers = [text_layer("1", fitting), text_layer("2", other)]
    assert prefers_the_first(
        worth(text_form, pairing(layers, [text_hole("1:1", "xyz", sample=sample)]))
    )


def test_without_a_sample_and_a_telling_name_the_form_says_nothing() -> None:
    layers = [text_layer("1", "$5"), text_layer("2", "BEN FORMAN")]
    assert not worth(text_form, pairing(layers, [text_hole("1:1", "xyz", sample=None)])).any()


def test_a_picture_suits_a_place_of_its_shape() -> None:
    layers = [image_layer("1", size=(300, 200)), image_layer("2", size=(200, 300))]
    assert prefers_the_first(worth(size, pairing(layers, [image_hole("1:1", size=(1920, 1280))])))


def test_a_picture_as_large_as_the_canvas_is_a_background() -> None:
    layers = [image_layer("1", size=(1000, 1250)), image_layer("2", size=(1200, 1500))]
    hole = image_hole("1:1", size=(800, 1000), bbox=Box(100, 100, 900, 1100))
    background = image_hole("1:1", size=(800, 1000), bbox=Box(0, 0, 1200, 1500))
    assert prefers_the_first(worth(size, pairing(layers, [hole])) + 1e-3)
    assert (
        worth(size, pairing(layers, [hole]))[1, 0]
        < worth(size, pairing(layers, [background]))[1, 0]
    )


def test_a_whole_group_is_less_likely_than_the_picture_in_it() -> None:
    layers = [image_layer("1"), image_layer("2", "team", kind=LayerKind.GROUP)]
    assert prefers_the_first(worth(size, pairing(layers, [image_hole("1:1")])))


def test_large_text_suits_large_text_in_a_comp_of_half_the_size() -> None:
    layers = [text_layer("1", "A", font_size=80), text_layer("2", "B", font_size=40)]
    holes = [text_hole("1:1", font_size=40), text_hole("1:2", font_size=20)]
    (given,) = pairings(card(*layers), template(*holes, size=(600, 750)))
    odds = worth(size, given)
    assert odds.argmax(axis=0).tolist() == [0, 1]


def test_position_follows_the_layout_that_the_likely_pairs_show() -> None:
    """The card runs from the top down, the comp from the bottom up."""
    layers = [text_layer(str(n), "NAME", at=(100, 200 * n)) for n in range(7)]
    holes = [text_hole(f"1:{n}", at=(100, 1300 - 200 * n)) for n in range(7)]
    likely = np.zeros((7, 7), dtype=np.float32)
    for sure in (0, 1, 4, 5, 6):
        likely[sure, sure] = 1.0
    given = pairing(layers, holes)
    odds = weighed(given, "position", position(given, likely))
    assert odds[2].argmax() == 2
    assert odds[3].argmax() == 3


def test_a_placeholder_alone_in_its_comp_has_no_telling_place() -> None:
    layers = [text_layer("1", "NAME", at=(5, 5)), text_layer("2", "NAME", at=(900, 900))]
    likely = np.ones((2, 1), dtype=np.float32)
    found = position(pairing(layers, [text_hole("1:1", at=(5, 5))]), likely)
    assert not any(feature.any() for feature in found.values())


def test_a_text_built_like_the_sample_and_unlike_the_others_goes_there() -> None:
    layers = [
        text_layer("1", "Ghent, VT 05443"),
        text_layer("2", "Old Mill"),
        text_layer("3", "4 Elm"),
    ]
    (found,) = text_form(pairing(layers, [text_hole("1:1", sample="City, ST 00000")]))[
        "same_pattern"
    ].T
    assert found.tolist() == [1, 0, 0]


def test_the_very_same_font_size_tells_most_where_it_is_rare() -> None:
    layers = [text_layer(str(n), "A", font_size=big) for n, big in enumerate((46, 32, 32))]
    holes = [text_hole("1:1", font_size=46), text_hole("1:2", font_size=32)]
    found = size(pairing(layers, holes))["font_same_size"]
    assert found[:, 0].tolist() == [1, 0, 0]
    assert 0 < found[1, 1] == found[2, 1] < 1


def test_a_font_size_is_the_same_in_a_comp_of_half_the_size() -> None:
    layers = [text_layer("1", "A", font_size=80), text_layer("2", "B", font_size=30)]
    (given,) = pairings(card(*layers), template(text_hole("1:1", font_size=40), size=(600, 750)))
    assert size(given)["font_same_size"][:, 0].tolist() == [1, 0]


def test_a_table_is_read_by_its_days_whichever_way_they_run() -> None:
    """Days go across on the card and down in the comp."""
    cells = [(day, half) for day in range(3) for half in range(2)]
    layers = [
        text_layer(f"{day}{half}", "Chess", at=(100 + 400 * day, 100 + 300 * half))
        for day, half in cells
    ]
    holes = [
        text_hole(f"1:{day}{half}", f"{name} {part}", at=(100 + 300 * half, 100 + 400 * day))
        for day, name in enumerate(("mon", "tue", "wed"))
        for half, part in enumerate(("am", "pm"))
    ]
    found = in_order(pairing(layers, holes))["same"]
    assert found == pytest.approx(np.eye(6))


def test_no_table_is_read_where_layers_stand_in_another_grid() -> None:
    layers = [text_layer(str(n), "Chess", at=(100, 200 * n)) for n in range(4)]
    holes = [
        text_hole(f"1:{n}", name) for n, name in enumerate(("mon am", "mon pm", "tue am", "tue pm"))
    ]
    assert not in_order(pairing(layers, holes))["same"].any()


def test_a_list_that_ends_early_is_known_by_all_its_columns() -> None:
    """Two of three slots have both time and title: that is a short list, and no gap."""
    layers = [
        text_layer(f"{kind}{row}", content, at=(left, 300 * row))
        for row in range(2)
        for kind, left, content in (("a", 100, "09:00"), ("b", 500, "Opening words"))
    ]
    holes = [
        text_hole(f"1:{row}{field}", f"slot {row} {field}")
        for row in (1, 2, 3)
        for field in ("time", "title")
    ]
    found = in_order(pairing(layers, holes))
    assert found["same_of_short"].any()
    assert not found["same_of_fewer"].any()
    lone = in_order(pairing(layers[::2], holes[::2]))
    assert lone["same_of_fewer"].any()
    assert not lone["same_of_short"].any()


def test_two_known_words_of_different_meaning_speak_against_each_other() -> None:
    given = pairing([text_layer("1", "Mia", name="host")], [text_hole("1:1", "sponsor line")])
    assert wording(given)["known_otherwise"][0, 0] == 1
    unknown = pairing([text_layer("1", "Mia", name="host")], [text_hole("1:1", "zzyx")])
    assert not wording(unknown)["known_otherwise"].any()


def test_absurd_sizes_break_no_arithmetic() -> None:
    layers = [text_layer("1", "A", font_size=1e-44), text_layer("2", "B", font_size=1e300)]
    holes = [text_hole("1:1", font_size=1e38), text_hole("1:2", font_size=1e-44)]
    (given,) = pairings(card(*layers), template(*holes, size=(10**30, 10**30)))
    assert all(np.isfinite(feature).all() for feature in size(given).values())
