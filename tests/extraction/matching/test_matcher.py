"""Whole cards: what is chosen, and what is said of it."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from extraction import (
    LayerKind,
    LimitExceeded,
    MatchDocument,
    PsdDocument,
    TemplateDocument,
    from_json,
    match_layers,
    to_json,
)
from extraction.matching.candidates import kind_fits
from tests.samples.any_documents import CARDS, TEMPLATES
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer


def choice(found: MatchDocument) -> dict[str, str]:
    return {match.placeholder_id: match.layer_id for match in found.matches}


def lineup() -> tuple[PsdDocument, TemplateDocument]:
    """Names that no placeholder carries, in a column; a cutout; a background."""
    psd = card(
        text_layer("c", "SAM STONE", at=(80, 900)),
        text_layer("a", "BEN FORMAN", at=(80, 300)),
        text_layer("b", "JOE WEST", at=(80, 600)),
        image_layer("cutout", "cutout", size=(600, 1200), at=(500, 200)),
        image_layer("bg", "green_yellow_bg", size=(1200, 1500)),
    )
    holes = [
        text_hole(f"1:{n}", f"player{n}fullname", sample=f"player{n}fullname") for n in (1, 2, 3)
    ]
    return psd, template(*holes, image_hole("1:9", "featuredimage1", size=(620, 1180)))


def test_a_column_of_names_and_the_cutout_find_their_places() -> None:
    found = match_layers(*lineup())
    assert choice(found) == {"1:1": "a", "1:2": "b", "1:3": "c", "1:9": "cutout"}
    assert found.unmatched_layers == ("bg",)
    assert found.unfilled_placeholders == ()


def test_the_reasons_name_rank_and_placeholder() -> None:
    reasons = match_layers(*lineup()).matches[2].reasons
    assert "third text from the top ↔ player3fullname" in reasons


def test_a_close_runner_up_is_named() -> None:
    psd = card(
        image_layer("1", "portrait B", at=(0, 0)), image_layer("2", "portrait C", at=(0, 300))
    )
    (match,) = match_layers(psd, template(image_hole("1:1", "portrait"))).matches
    assert match.confidence < 0.7
    assert match.reasons[-1].startswith("little sets it apart from “portrait")


def test_likeness_of_shape_is_not_claimed_of_what_validation_calls_distorted() -> None:
    psd = card(image_layer("1", "portrait", size=(112, 100)))
    (match,) = match_layers(psd, template(image_hole("1:1", "portrait"))).matches
    assert match.reasons == ("name “portrait” ↔ “portrait”",)
    psd = card(image_layer("1", "portrait", size=(105, 100)))
    (match,) = match_layers(psd, template(image_hole("1:1", "portrait"))).matches
    assert "of like shape" in match.reasons


def test_a_text_never_goes_into_a_place_for_pictures_though_the_names_agree() -> None:
    found = match_layers(card(text_layer("1", "photo")), template(image_hole("1:1", "photo")))
    assert found == MatchDocument((), ("1",), ("1:1",))


def test_nothing_that_fits_leaves_the_placeholder_empty() -> None:
    psd = card(text_layer("1", "Terms and conditions apply", name="legal line"))
    found = match_layers(psd, template(text_hole("1:1", "home_score", sample="0")))
    assert found.unfilled_placeholders == ("1:1",)


def test_a_hidden_layer_is_neither_matched_nor_listed_as_left_over() -> None:
    found = match_layers(
        card(text_layer("1", "title", visible=False)), template(text_hole("1:1", "title"))
    )
    assert found == MatchDocument((), (), ("1:1",))


def test_the_same_files_give_the_same_document() -> None:
    assert match_layers(*lineup()) == match_layers(*lineup())


def test_the_document_survives_json() -> None:
    found = match_layers(*lineup())
    assert from_json(MatchDocument, json.loads(json.dumps(to_json(found)))) == found


@pytest.mark.parametrize("count", [0, 1])
def test_cards_and_templates_without_anything_are_matched_to_nothing(count: int) -> None:
    found = match_layers(card(*lineup()[0].layers[:count]), template())
    assert found.matches == ()
    assert len(found.unmatched_layers) == count


def test_a_thousand_layers_find_their_thousand_places() -> None:
    layers = [
        text_layer(str(n), "JOE", name=f"Word{n} name", at=(n % 40 * 25, n)) for n in range(1000)
    ]
    holes = [text_hole(f"1:{n}", f"word{n}name", at=(n % 40 * 25, n)) for n in range(1000)]
    found = match_layers(card(*layers), template(*holes))
    assert sum(match.placeholder_id == f"1:{match.layer_id}" for match in found.matches) > 990


def test_more_pairs_than_can_be_weighed_are_refused() -> None:
    psd = card(*(text_layer(str(n), "NAME") for n in range(2001)))
    with pytest.raises(LimitExceeded, match="2001 layers and 2000 placeholders"):
        match_layers(psd, template(*(text_hole(f"1:{n}") for n in range(2000))))


@settings(max_examples=150, deadline=None)
@given(CARDS, TEMPLATES)
def test_any_documents_are_matched_one_to_one_within_their_kinds(
    psd: PsdDocument, project: TemplateDocument
) -> None:
    found = match_layers(psd, project)
    layers = {layer.id: layer for layer in reversed(psd.layers)}
    holes = {hole.id: hole for hole in reversed(project.placeholders)}
    assert len({match.layer_id for match in found.matches}) == len(found.matches)
    assert len({match.placeholder_id for match in found.matches}) == len(found.matches)
    for match in found.matches:
        assert kind_fits(layers[match.layer_id].kind, holes[match.placeholder_id].kind)
        assert 0 <= match.confidence <= 1
        assert match.reasons
    assert set(choice(found)) | set(found.unfilled_placeholders) == set(holes)
    assert set(found.unmatched_layers) <= set(layers) - set(choice(found).values())


def test_the_labelled_cases_are_mostly_right(shared_data: Path) -> None:
    """A floor, not a target: what is right in four fifths of strange cards is not luck."""
    right = total = 0
    for path in sorted((shared_data / "matching").glob("*.json")):
        case = json.loads(path.read_text())
        psd = from_json(PsdDocument, case["psd"])
        found = choice(match_layers(psd, from_json(TemplateDocument, case["template"])))
        total += len(case["expected"])
        right += sum(found.get(hole) == layer for hole, layer in case["expected"].items())
    assert right / total > 0.8


def test_groups_are_chosen_only_where_a_placeholder_means_them() -> None:
    psd = card(
        image_layer("1", "agent", kind=LayerKind.GROUP, size=(300, 120)),
        image_layer("2", "headshot", path="agent/headshot", size=(120, 120)),
    )
    found = match_layers(psd, template(image_hole("1:1", "agent photo", size=(600, 600))))
    assert choice(found) == {"1:1": "2"}
