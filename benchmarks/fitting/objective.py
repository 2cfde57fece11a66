"""How well weights tell right layers from wrong ones, and which way to change them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Vector = NDArray[np.float64]
Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Example:
    """One pairing measured: features (feature, layer, placeholder) and the right layer or -1."""

    features: NDArray[np.float32]
    right: NDArray[np.intp]


def fitted(
    examples: list[Example], start: Vector, bounds: Sequence[Bounds], strength: float
) -> Vector:
    """Weights with the greatest chance of the right choices; `strength` holds them near 0.

    Each placeholder chooses among all layers and none, and each layer among all placeholders and
    none: the two views of the same choice, whose product is what assignment maximises.
    """

    def loss(weights: Vector) -> tuple[float, Vector]:
        total, slope = 0.0, np.zeros_like(weights)
        for example in examples:
            worth, direction = _loss(example, weights)
            total += worth
            slope += direction
        return total + strength * float(weights @ weights), slope + 2 * strength * weights

    result = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 60}
    )
    weights: Vector = result.x
    return weights


def _loss(example: Example, weights: Vector) -> tuple[float, Vector]:
    features = example.features
    scores = np.tensordot(weights.astype(np.float32), features, axes=1)
    truth = np.zeros(scores.shape, dtype=np.float32)
    columns = np.flatnonzero(example.right >= 0)
    truth[example.right[columns], columns] = 1
    # A small card counts little less than a large one: its person waits as long.
    share = 1 / np.sqrt(len(example.right))
    total, pull = 0.0, np.zeros_like(scores)
    for axis in (0, 1):
        chosen, nothing = _choice(scores, axis)
        given = truth.sum(axis=axis) > 0
        likely = np.where(truth > 0, chosen, 1)
        total -= float(np.log(likely + 1e-12).sum() + np.log(nothing[~given] + 1e-12).sum())
        pull += chosen - truth
    slope = np.tensordot(features, pull, axes=([1, 2], [0, 1])).astype(np.float64)
    return total * share, slope * share


def _choice(scores: NDArray[np.float32], axis: int) -> tuple[NDArray[np.float32], Vector]:
    """Chances of each choice along an axis, and of choosing none."""
    highest = np.maximum(scores.max(axis=axis, keepdims=True), 0)
    odds = np.exp(scores - highest)
    none = np.exp(-highest)
    total = odds.sum(axis=axis, keepdims=True) + none
    return odds / total, (none / total).squeeze(axis)
