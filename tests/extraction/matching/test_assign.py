"""The best choice over a whole card."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extraction.matching.assign import assign
from extraction.matching.pairing import Matrix

SCORES = arrays(
    np.float32,
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    elements=st.integers(-4, 4).map(float),
)


def test_the_whole_card_is_weighed_not_the_single_best_pair() -> None:
    scores = np.array([[5, 4], [4, -1]], dtype=np.float32)
    assert dict(assign(scores)) == {0: 1, 1: 0}


def test_a_placeholder_for_which_nothing_speaks_stays_empty() -> None:
    scores = np.array([[3, -1], [2, 0]], dtype=np.float32)
    assert dict(assign(scores)) == {0: 0}


def test_more_placeholders_than_layers_leaves_the_worst_empty() -> None:
    scores = np.array([[1, 3, 2]], dtype=np.float32)
    assert list(assign(scores)) == [(0, 1)]


@given(SCORES)
def test_no_other_choice_is_worth_more(scores: Matrix) -> None:
    rows, columns = scores.shape
    chosen = list(assign(scores))
    slots = list(range(rows)) + [None] * columns
    best = max(
        sum(max(0, scores[row, column]) for column, row in enumerate(choice) if row is not None)
        for choice in set(permutations(slots, columns))
    )
    assert sum(scores[pair] for pair in chosen) == pytest.approx(best)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
