"""How far scores are to be believed, on cards that no weight was fitted on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.fitting.cards import Case
from benchmarks.fitting.examples import KINDS, weighable
from extraction.matching.assign import assign
from extraction.matching.confidence import chances
from extraction.matching.judgement import Weights, judge
from extraction.matching.pairing import Matrix

Line = tuple[float, float]
_LEAST = 1e-4


@dataclass(slots=True)
class Choices:
    """One pairing's scores, the pairs chosen by them, and which of those are right."""

    scores: Matrix
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


def calibrate(cases: Iterable[Case], weights: Weights) -> dict[str, Line]:
    """Scale and offset of the scores, by kind, that make the chances of chosen pairs come true."""
    found: dict[str, list[Choices]] = {kind: [] for kind in KINDS}
    for case in cases:
        for judged in judge(weighable(case), weights=weights):
            choices = Choices(judged.scores)
            for row, column in assign(judged.scores):
                layer = judged.pairing.candidates[row].layer.id
                hole = judged.pairing.holes[column].placeholder.id
                choices.rows.append(row)
                choices.columns.append(column)
                choices.right.append(case.expected[hole] == layer)
            found[judged.pairing.kind.value].append(choices)
    return {kind: _line(choices) for kind, choices in found.items()}


def _line(choices: list[Choices]) -> Line:
    def loss(line: NDArray[np.float64]) -> float:
        return sum(_surprise(one, float(line[0]), float(line[1])) for one in choices)

    start = np.array([1.0, 0.0])
    scale, offset = minimize(loss, start, method="Nelder-Mead", options={"maxfev": 60}).x
    return round(float(scale), 3), round(float(offset), 3)


def _surprise(one: Choices, scale: float, offset: float) -> float:
    likely = chances(np.float32(scale) * one.scores + np.float32(offset))
    of_chosen = np.clip(likely[one.rows, one.columns], _LEAST, 1 - _LEAST)
    return float(-np.log(np.where(one.right, of_chosen, 1 - of_chosen)).sum())
