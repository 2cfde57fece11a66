"""How far scores are to be believed, on cards that no weight was fitted on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.fitting.cards import Case
from benchmarks.fitting.examples import KINDS, right_rows, weighable
from extraction.matching.assign import assign
from extraction.matching.confidence import chances
from extraction.matching.judgement import Weights, judge
from extraction.matching.pairing import Matrix

Line = tuple[float, float]
_LEAST: Final = 1e-4
_TRIED: Final = np.arange(-3.0, 1.01, 0.25)


@dataclass(frozen=True, slots=True)
class Card:
    """One pairing's scores, and the right row of each column or -1."""

    scores: Matrix
    right: NDArray[np.intp]

    def chosen(self, least: float) -> list[tuple[int, int]]:
        """The pairs that would be proposed."""
        return list(assign(self.scores, empty=least))


def judged(cases: Iterable[Case], weights: Weights) -> dict[str, list[Card]]:
    """Score all cases; by kind of placeholder."""
    found: dict[str, list[Card]] = {kind: [] for kind in KINDS}
    for case in cases:
        for one in judge(weighable(case), weights=weights):
            card = Card(one.scores, right_rows(case, one.pairing))
            found[one.pairing.kind.value].append(card)
    return found


def best_least(cards: Sequence[Card]) -> float:
    """The score below which leaving a placeholder empty is right more often than not."""
    tried: list[float] = _TRIED.tolist()
    return max(tried, key=lambda least: sum(_right(card, least) for card in cards))


def _right(card: Card, least: float) -> int:
    answers = np.full(len(card.right), -1)
    for row, column in card.chosen(least):
        answers[column] = row
    return int((answers == card.right).sum())


def calibrated(cards: Sequence[Card], least: float) -> Line:
    """Scale and offset of the scores that make the chances of proposed pairs come true."""
    proposals = [(card, np.array(chosen)) for card in cards if (chosen := card.chosen(least))]

    def loss(line: NDArray[np.float64]) -> float:
        scale, offset = np.float32(line[0]), np.float32(line[1])
        return sum(_surprise(card, pairs, scale, offset) for card, pairs in proposals)

    start = np.array([1.0, 0.0])
    scale, offset = minimize(loss, start, method="Nelder-Mead", options={"maxfev": 60}).x
    return round(float(scale), 3), round(float(offset), 3)


def _surprise(card: Card, pairs: NDArray[np.intp], scale: np.float32, offset: np.float32) -> float:
    rows, columns = pairs.T
    likely = chances(scale * card.scores + offset)
    of_chosen = np.clip(likely[rows, columns], _LEAST, 1 - _LEAST)
    is_right = card.right[columns] == rows
    return float(-np.log(np.where(is_right, of_chosen, 1 - of_chosen)).sum())
