"""The invented cards that weights are fitted on, and what fitted weights are worth on them."""

import pytest

from benchmarks.fitting.cards import Case, made_cases
from benchmarks.fitting.report import tally
from extraction.matching.candidates import kind_fits


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(made_cases(seed=77, count=120))


def test_the_same_seed_makes_the_same_cases(cases: list[Case]) -> None:
    assert list(made_cases(seed=77, count=120)) == cases
    assert list(made_cases(seed=78, count=1)) != cases[:1]


def test_answers_name_layers_that_are_there_and_fit(cases: list[Case]) -> None:
    for case in cases:
        assert set(case.expected) == {hole.id for hole in case.template.placeholders}
        used = [layer for layer in case.expected.values() if layer]
        assert len(used) == len(set(used))
        for hole, answer in case.expected.items():
            if answer:
                layer, place = case.psd.layer(answer), case.template.placeholder(hole)
                assert layer
                assert place
                assert kind_fits(layer.kind, place.kind)


def test_ids_are_unique(cases: list[Case]) -> None:
    for case in cases:
        ids = [layer.id for layer in case.psd.layers]
        assert len(ids) == len(set(ids))


def test_the_stored_weights_hold_on_cards_they_were_not_fitted_on(cases: list[Case]) -> None:
    found = tally(cases)
    assert found.f1 > 0.92
    assert found.calibration_error < 0.06
