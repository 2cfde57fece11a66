"""How likely each pair is, given that every layer and every placeholder is used once at most."""

from typing import Final

import numpy as np

from extraction.matching.pairing import Matrix
from extraction.matching.weights import CONFIDENCE
from extraction.template import PlaceholderKind

_LARGEST: Final = 12.0  # log-odds; more would drown the others in rounding


def chances(scores: Matrix, *, rounds: int = 6) -> Matrix:
    """Probabilities of the pairs from their log-odds.

    Belief propagation over all one-to-one choices, the empty ones included: each layer tells
    each placeholder how free it is apart from that pair, and the other way about. So a rival
    with a better place elsewhere takes little away. Exact for a single pair.
    """
    odds = np.exp(np.clip(scores, -_LARGEST, _LARGEST)).astype(np.float32)
    claim = odds.copy()  # of each layer on each placeholder, given how free the layer is
    for _ in range(rounds):
        claim = odds * _free(odds * _free(claim, axis=0), axis=1)
    joint = claim * _free(claim, axis=0)
    result: Matrix = joint / (1 + joint)
    return result


def calibrated(scores: Matrix, kind: PlaceholderKind) -> Matrix:
    """Chances that come true as often as they say, on cards that no weight was fitted on."""
    scale, offset = CONFIDENCE[kind.value]
    return chances(np.float32(scale) * scores + np.float32(offset))


def _free(claims: Matrix, *, axis: int) -> Matrix:
    """Give the chance of being free for a pair, when only the others along `axis` make claims."""
    others: Matrix = claims.sum(axis=axis, keepdims=True) - claims
    np.maximum(others, 0, out=others)
    others += 1
    np.reciprocal(others, out=others)
    return others
