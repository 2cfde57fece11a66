"""Numbers and colours are proposed by their names, and take no layer from anything else."""

from dataclasses import replace

from extraction import Layer, LayerKind, TemplateDocument, match_layers
from extraction.template import Control, ExposedKind
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer

SCORE = replace(
    text_hole("1:1:1", "card 1"), label="Score", control=Control(ExposedKind.SLIDER, "Score")
)
TEAM = replace(
    image_hole("1:1:2", "card 1"), label="Team", control=Control(ExposedKind.COLOR, "Team")
)


def _chosen(holes: TemplateDocument, *layers: Layer) -> dict[str, str]:
    found = match_layers(card(*layers), holes)
    return {match.placeholder_id: match.layer_id for match in found.matches}


def _named(layer: Layer, name: str) -> Layer:
    return replace(layer, name=name, path=name)


def test_a_layer_of_the_very_name_is_proposed() -> None:
    score = _named(text_layer("a", "7"), "score")
    team = _named(replace(image_layer("b"), kind=LayerKind.FILL), "TEAM")

    assert _chosen(template(SCORE, TEAM), score, team) == {"1:1:1": "a", "1:1:2": "b"}


def test_words_and_pictures_of_other_names_stay_out() -> None:
    words = _named(text_layer("a", "seven"), "score")
    other = _named(text_layer("b", "7"), "goals")

    assert _chosen(template(SCORE, TEAM), words, other, image_layer("c", "photo")) == {}


def test_of_two_layers_of_the_name_none_is_proposed() -> None:
    layers = [_named(text_layer(key, "7"), "score") for key in "ab"]

    assert _chosen(template(SCORE), *layers) == {}


def test_other_placeholders_are_matched_as_they_would_be_without() -> None:
    name = text_hole("1:9", "player1fullname", sample="player1fullname")
    layers = (text_layer("a", "BEN FORMAN"), _named(text_layer("b", "7"), "score"))
    alone = match_layers(card(*layers), template(name))
    beside = match_layers(card(*layers), template(name, SCORE))

    assert alone.matches == beside.matches[:1]
    assert [match.placeholder_id for match in beside.matches[1:]] == ["1:1:1"]
