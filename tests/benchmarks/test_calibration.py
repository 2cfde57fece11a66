"""Where a score is as good as nothing, and what chance it stands for."""

import numpy as np
import pytest

from benchmarks.fitting.calibration import Card, best_least, calibrated
from extraction.matching.confidence import chances


def single(score: float, *, right: bool) -> Card:
    """A card of one layer and one placeholder."""
    return Card(np.array([[score]], dtype=np.float32), np.array([0 if right else -1]))


def test_a_place_is_left_empty_where_that_is_right_more_often() -> None:
    cards = [single(-2.1, right=False), single(-0.6, right=True), single(1.0, right=True)]
    assert -2.1 < best_least(cards) < -0.6


def test_calibrated_chances_come_true_as_often_as_they_say() -> None:
    cards = [single(3.0, right=number < 60) for number in range(100)]
    scale, offset = calibrated(cards, 0.0)
    said = chances(np.array([[scale * 3.0 + offset]], dtype=np.float32))
    assert said[0, 0] == pytest.approx(0.6, abs=0.02)
