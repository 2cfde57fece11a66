"""How often a chance comes true, on cards that no weight was fitted on."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.fitting.cards import Case
from benchmarks.fitting.examples import weighable
from extraction.matching.assign import assign
from extraction.matching.judgement import Weights, judge

Line = tuple[float, float]


def calibrate(cases: list[Case], weights: Weights) -> dict[str, Line]:
    """Slope and offset (Platt) by kind, from the chance's log-odds to those of being right."""
    found: dict[str, tuple[list[float], list[bool]]] = {"text": ([], []), "image": ([], [])}
    for case in cases:
        for judged in judge(weighable(case), weights=weights):
            odds, right = found[judged.pairing.kind.value]
            for row, column in assign(judged.scores):
                chance = min(max(float(judged.chances[row, column]), 1e-5), 1 - 1e-5)
                layer = judged.pairing.candidates[row].layer.id
                hole = judged.pairing.holes[column].placeholder.id
                odds.append(math.log(chance / (1 - chance)))
                right.append(case.expected[hole] == layer)
    return {kind: _line(np.array(odds), np.array(right)) for kind, (odds, right) in found.items()}


def _line(odds: NDArray[np.float64], right: NDArray[np.bool_]) -> Line:
    def loss(line: NDArray[np.float64]) -> float:
        scores = line[0] * odds + line[1]
        return float(np.logaddexp(0, np.where(right, -scores, scores)).sum())

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(slope), 3), round(float(offset), 3)
