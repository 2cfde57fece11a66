"""Chances of pairs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extraction.matching.confidence import chances
from extraction.matching.pairing import Matrix


@pytest.mark.parametrize("score", [-3.0, 0.0, 2.0])
def test_a_single_pair_has_the_chance_its_log_odds_say(score: float) -> None:
    found = chances(np.array([[score]], dtype=np.float32))
    assert found[0, 0] == pytest.approx(1 / (1 + math.exp(-score)), rel=1e-4)


def test_two_equal_layers_share_the_chance() -> None:
    found = chances(np.array([[8], [8]], dtype=np.float32))
    assert found[:, 0] == pytest.approx([0.5, 0.5], abs=0.01)


def test_a_rival_with_a_better_place_takes_little_away() -> None:
    free = chances(np.array([[4, -9], [4, -9]], dtype=np.float32))[0, 0]
    settled = chances(np.array([[4, -9], [4, 9]], dtype=np.float32))[0, 0]
    assert settled > free + 0.3


@given(
    arrays(
        np.float32,
        st.tuples(st.integers(1, 5), st.integers(1, 5)),
        elements=st.floats(-100, 100, width=32),
    )
)
def test_chances_are_probabilities(scores: Matrix) -> None:
    found = chances(scores)
    assert np.isfinite(found).all()
    assert ((found >= 0) & (found <= 1)).all()
