"""All evidence on the pairs of one kind, weighed together; chooses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from extraction.matching.confidence import chances
from extraction.matching.evidence.numbering import numbering
from extraction.matching.evidence.order import order
from extraction.matching.evidence.position import position
from extraction.matching.evidence.size import size
from extraction.matching.evidence.text_form import text_form
from extraction.matching.evidence.wording import wording
from extraction.matching.pairing import Matrix, Pairing
from extraction.template import PlaceholderKind

_PRIOR: Final = {PlaceholderKind.TEXT: -0.6, PlaceholderKind.IMAGE: -0.4}
_PASSES: Final = 2  # the map from card to comp settles with the second


@dataclass(frozen=True, slots=True)
class Judgement:
    """Log-odds of every pair (a row a layer, a column a placeholder), and what they consist of."""

    pairing: Pairing
    scores: Matrix
    chances: Matrix
    evidence: Mapping[str, Matrix]


def judge(pairing: Pairing) -> Judgement:
    """Weigh names, numbers, order and looks first, then place by the pairs those make likely."""
    evidence = {
        "wording": wording(pairing),
        "numbering": numbering(pairing),
        "order": order(pairing),
        "size": size(pairing),
    }
    if pairing.kind is PlaceholderKind.TEXT:
        evidence["text_form"] = text_form(pairing)
    without_place: Matrix = sum(evidence.values(), start=_nothing(pairing))
    scores = without_place
    for _ in range(_PASSES):
        evidence["position"] = position(pairing, chances(scores, rounds=2))
        scores = without_place + evidence["position"]
    return Judgement(pairing, scores, chances(scores), evidence)


def _nothing(pairing: Pairing) -> Matrix:
    matrix: Matrix = np.full(pairing.shape, _PRIOR[pairing.kind], dtype=np.float32)
    return matrix
