"""All evidence on the pairs of a card, weighed together; chooses nothing.

Each kind of evidence measures features of every pair; `weights` say how much each is worth.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extraction.matching.confidence import calibrated, chances
from extraction.matching.evidence.kinship import kin_of, kinship
from extraction.matching.evidence.numbering import numbering
from extraction.matching.evidence.order import order, rankings
from extraction.matching.evidence.position import position
from extraction.matching.evidence.size import size
from extraction.matching.evidence.text_form import text_form
from extraction.matching.evidence.wording import wording
from extraction.matching.pairing import Features, Matrix, Pairing
from extraction.matching.weights import WEIGHTS
from extraction.template import PlaceholderKind

Weights = Mapping[str, Mapping[str, float]]  # by kind of placeholder, then "evidence.feature"
PRIOR: Final = "prior"
_BY_ITSELF: Final[dict[str, Callable[[Pairing], Features]]] = {
    "wording": wording,
    "numbering": numbering,
    "size": size,
}
_PASSES: Final = 4
_ALONE: Final = 2  # passes in which the map from card to comp settles before families count


@dataclass(frozen=True, slots=True)
class Judgement:
    """Log-odds of every pair (a row a layer, a column a placeholder), and what they consist of.

    `chances` are calibrated; `likely` are those that place and families were judged by.
    """

    pairing: Pairing
    scores: Matrix
    chances: Matrix
    likely: Matrix
    evidence: Mapping[str, Matrix]


def judge(
    pairings: Sequence[Pairing],
    *,
    known: Sequence[Matrix] = (),
    weights: Weights = WEIGHTS,
) -> list[Judgement]:
    """Weigh names, numbers, order and looks first, then place and family by what those make likely.

    `known` are log-odds of what reviewers approved before, one matrix for each pairing. None of
    the pairings may be empty.
    """
    evidence = [_by_itself(pairing, weights) for pairing in pairings]
    for own, memory in zip(evidence, known, strict=False):
        own["memory"] = memory
    scores = [
        _total(pairing, own, weights) for pairing, own in zip(pairings, evidence, strict=True)
    ]
    likely = scores
    ranked = [rankings(pairing) for pairing in pairings]
    kin = kin_of(pairings)
    for done in range(_PASSES if kin else _ALONE):
        likely = [chances(one, rounds=2) for one in scores]
        for number, pairing in enumerate(pairings):
            features = {
                "position": position(pairing, likely[number]),
                "order": order(pairing, ranked[number], likely[number]),
            }
            if done >= _ALONE:
                features["kinship"] = kinship(kin, pairings, likely, number)
            evidence[number] |= _weighed(pairing, features, weights)
        scores = [
            _total(pairing, own, weights) for pairing, own in zip(pairings, evidence, strict=True)
        ]
    return [
        Judgement(pairing, score, calibrated(score, pairing.kind), believed, own)
        for pairing, score, believed, own in zip(pairings, scores, likely, evidence, strict=True)
    ]


def measured_by_itself(pairing: Pairing) -> dict[str, Features]:
    """Measure what needs no other pair; by kind of evidence."""
    measured = {name: measure(pairing) for name, measure in _BY_ITSELF.items()}
    if pairing.kind is PlaceholderKind.TEXT:
        measured["text_form"] = text_form(pairing)
    return measured


def _by_itself(pairing: Pairing, weights: Weights) -> dict[str, Matrix]:
    return _weighed(pairing, measured_by_itself(pairing), weights)


def _weighed(
    pairing: Pairing, measured: Mapping[str, Features], weights: Weights
) -> dict[str, Matrix]:
    return {name: weighed(pairing, name, features, weights) for name, features in measured.items()}


def weighed(
    pairing: Pairing, evidence: str, features: Features, weights: Weights = WEIGHTS
) -> Matrix:
    """Log-odds by one kind of evidence; a feature without a weight counts nothing."""
    worth = np.zeros(pairing.shape, dtype=np.float32)
    of_kind = weights[pairing.kind.value]
    for name, feature in features.items():
        weight = of_kind.get(f"{evidence}.{name}", 0.0)
        if weight:
            worth += np.float32(weight) * feature
    return worth


def _total(pairing: Pairing, evidence: Mapping[str, Matrix], weights: Weights) -> Matrix:
    total: Matrix = np.full(pairing.shape, weights[pairing.kind.value][PRIOR], dtype=np.float32)
    for one in evidence.values():
        total += one
    return total
