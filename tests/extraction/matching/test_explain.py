"""What a reviewer is told beside the choice: bars and the runner-up."""

from extraction import MatchDocument, from_json, match_layers, to_json
from tests.samples.documents import card, template, text_hole, text_layer

PSD = card(
    text_layer("1", "12:30", name="player 2", at=(100, 100)),
    text_layer("2", "ANNA", name="player 1", at=(100, 300)),
)
HOLES = template(text_hole("1:1", "player_1", sample="FIRST LAST", at=(100, 300)))


def test_each_kind_of_evidence_has_a_bar_strongest_first() -> None:
    (match,) = match_layers(PSD, HOLES).matches
    worth = [abs(share.log_odds) for share in match.evidence]
    assert worth == sorted(worth, reverse=True)
    assert {"wording", "numbering"} <= {share.kind for share in match.evidence}


def test_the_runner_up_is_named_with_the_reason_it_lost() -> None:
    (match,) = match_layers(PSD, HOLES).matches
    assert match.runner_up is not None
    assert match.runner_up.layer_id == "1"
    assert match.runner_up.confidence < match.confidence
    assert match.runner_up.reason == "carries another number"


def test_the_only_layer_has_no_runner_up() -> None:
    (match,) = match_layers(card(PSD.layers[1]), HOLES).matches
    assert match.runner_up is None


def test_bars_and_runner_up_survive_json() -> None:
    found = match_layers(PSD, HOLES)
    assert from_json(MatchDocument, to_json(found)) == found
