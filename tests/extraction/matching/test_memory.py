"""What approvals teach: the next card of the same template needs no touch."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extraction import MatchDocument, PsdDocument, match_layers
from extraction.matching.memory import (
    UNUSED,
    Memory,
    Trace,
    alike,
    key_of,
    learn,
    remembered,
    traits_of,
)
from tests.samples.documents import card, image_layer, matched, template, text_hole, text_layer

HOLES = template(text_hole("1:1", "kunde_a"), text_hole("1:2", "kunde_b"))
RIGHT = matched(("1", "1:1"), ("2", "1:2"))
WRONG = matched(("2", "1:1"), ("1", "1:2"))


def strange_card(*texts: str) -> PsdDocument:
    """Names that tell a stranger nothing, in the places of each other."""
    return card(
        text_layer("1", texts[0], name="Zeile blau", at=(100, 900)),
        text_layer("2", texts[1], name="Zeile rot", at=(100, 100)),
        text_layer("3", "© studio", name="klein", at=(100, 1400)),
    )


def after(*approvals: MatchDocument) -> Memory:
    memory: Memory = ()
    for number, approved in enumerate(approvals):
        psd = strange_card(f"Anna {number}", f"Boris {number}")
        memory = remembered(memory, learn(psd, HOLES, approved))
    return memory


def proposed(memory: Memory) -> dict[str, str]:
    found = match_layers(strange_card("Cleo", "Dora"), HOLES, memory=memory)
    return {match.placeholder_id: match.layer_id for match in found.matches}


def test_the_third_card_is_right_where_the_first_was_not() -> None:
    by_itself = proposed(())
    other_way = {"1:1": "2", "1:2": "1"}
    taught, wanted = (
        (WRONG, other_way) if by_itself != other_way else (RIGHT, {"1:1": "1", "1:2": "2"})
    )
    assert by_itself != wanted
    assert proposed(after(taught, taught)) == wanted


def test_one_wrong_approval_is_outweighed_by_the_next_right_ones() -> None:
    assert proposed(after(WRONG, RIGHT, RIGHT)) == {"1:1": "1", "1:2": "2"}
    assert proposed(after(RIGHT, WRONG, WRONG)) == {"1:1": "2", "1:2": "1"}


def test_a_trace_that_is_contradicted_fades_until_it_is_dropped() -> None:
    memory = after(WRONG, *[RIGHT] * 12)
    wrong = [
        t
        for t in memory
        if t.placeholder == key_of(HOLES.placeholders[0]) and t.traits.name == "zeile rot"
    ]
    assert wrong == []


def test_a_layer_that_is_left_over_again_and_again_stays_so() -> None:
    leaves = after(RIGHT, RIGHT)
    unused = next(trace for trace in leaves if trace.placeholder == UNUSED)
    assert unused.traits.name == "klein"
    assert unused.agreed > 1


def test_a_text_named_by_its_words_is_known_again_by_its_place() -> None:
    before = card(text_layer("1", "ANNA", at=(100, 200)))
    now = card(text_layer("9", "BORIS", at=(104, 204)), text_layer("8", "CLEO", at=(100, 900)))
    one = traits_of(before.layers[0], before)
    assert one.name == ""
    assert alike(one, traits_of(now.layers[0], now))
    assert not alike(one, traits_of(now.layers[1], now))


def test_what_differs_from_last_time_is_marked() -> None:
    memory = after(RIGHT, RIGHT)
    psd = strange_card("Cleo", "Dora")
    renamed = replace(psd.layers[0], name="kunde a", path="kunde a")
    found = match_layers(replace(psd, layers=(renamed, *psd.layers[1:])), HOLES, memory=memory)
    differs = {match.placeholder_id: match.differs for match in found.matches}
    assert "“zeile blau”" in differs["1:1"]
    assert differs["1:2"] == ""


def test_a_place_that_earlier_cards_filled_is_marked_when_it_stays_empty() -> None:
    alone = card(text_layer("2", "Dora", name="Zeile rot", at=(100, 100)))
    assert match_layers(alone, HOLES).usually_filled == ()
    found = match_layers(alone, HOLES, memory=after(RIGHT, RIGHT))
    assert found.usually_filled == found.unfilled_placeholders == ("1:1",)


def test_memory_speaks_as_evidence_of_its_own() -> None:
    found = match_layers(strange_card("Cleo", "Dora"), HOLES, memory=after(RIGHT, RIGHT))
    for match in found.matches:
        assert "as reviewers approved it before" in match.reasons
        assert any(share.kind == "memory" and share.log_odds > 2 for share in match.evidence)


def test_a_layer_that_is_not_on_the_card_contradicts_nothing() -> None:
    memory = after(RIGHT)
    other = card(text_layer("7", "x", name="anders"))
    later = remembered(memory, learn(other, HOLES, matched(("7", "1:1"))))
    blue = next(trace for trace in later if trace.traits.name == "zeile blau")
    assert blue.contradicted == 0
    assert 0 < blue.agreed < 1


@given(st.text(max_size=30), st.floats(), st.sampled_from(["a", "a b", ""]))
def test_any_name_and_place_can_be_learned(name: str, left: float, text: str) -> None:
    layer = replace(image_layer("1", name or "x"), name=name, path=name)
    psd = card(
        replace(layer, bbox=layer.bbox._replace(left=left)), text_layer("2", text, name=name)
    )
    for trace in learn(psd, HOLES, MatchDocument()):
        assert isinstance(trace, Trace)
        assert np.isfinite([trace.traits.x, trace.traits.y, trace.log_odds]).all()
        trace.traits.name.encode()
