"""A reviewer's matches where they enter."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import Fit, InvalidDocument, Match, MatchDocument, to_json
from extraction.approval import approved_from_json, complete_matches, matches_from_json
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer

PSD = card(text_layer("7", "BEN"), text_layer("8", "ANN"), image_layer("9", "cutout"))
TEMPLATE = template(text_hole("1:1", "player1"), text_hole("1:2", "player2"), image_hole("1:3"))


def pair(layer_id: object, placeholder_id: object, **more: object) -> dict[str, Any]:
    return {"layer_id": layer_id, "placeholder_id": placeholder_id, **more}


def test_a_choice_is_completed_with_what_it_leaves_over() -> None:
    found = approved_from_json(PSD, TEMPLATE, [pair("9", "1:3", fit="fit"), pair("7", "1:1")])
    assert found == MatchDocument(
        (Match("7", "1:1"), Match("9", "1:3", fit=Fit.FIT)), ("8",), ("1:2",)
    )


def test_a_whole_match_document_is_taken_as_well() -> None:
    found = complete_matches(PSD, TEMPLATE, [Match("7", "1:1", 0.5, ("because",))])
    assert approved_from_json(PSD, TEMPLATE, json.loads(json.dumps(to_json(found)))) == found


def test_what_a_document_claims_to_be_left_over_is_worked_out_anew() -> None:
    claimed = {"matches": [pair("7", "1:1")], "unfilled_placeholders": ["made up"]}
    assert approved_from_json(PSD, TEMPLATE, claimed).unfilled_placeholders == ("1:2", "1:3")


def test_leaving_everything_empty_is_a_choice() -> None:
    assert approved_from_json(PSD, TEMPLATE, []).unfilled_placeholders == ("1:1", "1:2", "1:3")


def test_a_layer_in_two_places_is_left_to_validation() -> None:
    assert len(approved_from_json(PSD, TEMPLATE, [pair("7", "1:1"), pair("7", "1:2")]).matches) == 2


@pytest.mark.parametrize(
    ("matches", "said"),
    [
        ([pair("5", "1:1")], "no layer with the id “5”"),
        ([pair("7 ", "1:1")], "no layer with the id “7 ”"),
        ([pair("7", "1:9")], "no placeholder with the id “1:9”"),
        (
            [pair("9", "1:1")],
            "“cutout” is of kind image and can't go into “player1”, which takes text",
        ),
        ([pair("7", "1:3")], "can't go into “photo”, which takes image"),
        ([pair("7", "1:1"), pair("8", "1:1")], "“player1” is filled twice"),
        ([pair("7", "1:1"), pair("7", "1:1")], "“player1” is filled twice"),
        ([pair("7", "1:1", confidence=1.5)], "not between 0 and 1"),
        ([pair("7", "1:1", confidence=float("nan"))], "not between 0 and 1"),
        ([pair("7", "1:1", reasons=["x" * 501])], "too many or too long reasons"),
        ([pair("7", "1:1", fit="squash")], "matches.0.fit"),
        ([pair(7, "1:1")], "matches.0.layer_id"),
        ([pair(None, "1:1")], "matches.0.layer_id"),
        ([pair(["7"], "1:1")], "matches.0.layer_id"),
        ([["7", "1:1"]], "matches.0"),
        ([{"layer_id": "7"}], "matches.0.placeholder_id"),
        ({"7": "1:1"}, "must be a list"),
        ({"matches": {"7": "1:1"}}, "must be a list"),
        ({"matches": None}, "must be a list"),
        ("7", "must be a list"),
        (None, "must be a list"),
    ],
)
def test_what_is_impossible_is_refused_with_a_sentence(matches: object, said: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        approved_from_json(PSD, TEMPLATE, matches)
    assert said in str(refused.value)


@pytest.mark.parametrize("key", ["x" * 10_000, "\ud800", "a\nb\u202e"])
def test_hostile_ids_are_refused_in_one_short_printable_line(key: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        approved_from_json(PSD, TEMPLATE, [pair(key, "1:1")])
    message = str(refused.value)
    assert message.isprintable()
    assert len(message) < 200


def test_matches_are_decoded_without_the_files_for_validation_to_judge() -> None:
    assert matches_from_json([pair("nobody", "nowhere")]).matches == (Match("nobody", "nowhere"),)


JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.floats(), st.text(max_size=5), st.sampled_from(["7", "1:1"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["matches", "layer_id", "placeholder_id", "fit"]), inner),
    ),
)


@settings(deadline=None)
@given(JSON)
def test_any_json_is_decoded_or_refused(data: object) -> None:
    try:
        found = approved_from_json(PSD, TEMPLATE, data)
    except InvalidDocument:
        return
    assert {match.layer_id for match in found.matches} <= {"7", "8", "9"}
