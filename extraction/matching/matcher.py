"""A card's layers matched to a template's placeholders: a proposal for a person to review."""

from collections.abc import Iterator, Sequence
from typing import Final

from extraction.errors import LimitExceeded
from extraction.matches import Match, MatchDocument
from extraction.matching.assign import assign
from extraction.matching.candidates import artwork
from extraction.matching.explain import Explainer
from extraction.matching.judgement import Judgement, Weights, judge
from extraction.matching.memory import Trace, difference, recall, was_filled
from extraction.matching.pairing import Pairing, pairings
from extraction.matching.values import value_matches
from extraction.matching.weights import LEAST, WEIGHTS
from extraction.psd import PsdDocument
from extraction.template import TemplateDocument

# Chance of being filled at all from which a place is: nine in ten that should stay empty then do,
# on invented cards.
_LEAST_LIKELY: Final = 0.7
MAX_PAIRS: Final = 4_000_000  # of one kind; 2000 layers in 2000 placeholders take 0.3 GB


def match_layers(
    psd: PsdDocument,
    template: TemplateDocument,
    *,
    memory: Sequence[Trace] = (),
    weights: Weights = WEIGHTS,
) -> MatchDocument:
    """Propose which layer fills which placeholder, in the order of the placeholders.

    A layer and a placeholder are used once at most, kinds always fit, and a placeholder for
    which nothing speaks stays empty. Unmatched layers are those that could have been used.
    `memory` is what was approved for this template before (`matching.memory`); `weights` are for
    experiments.

    Raises: LimitExceeded when both files are so large that weighing each pair would take minutes.
    """
    weighable = [one for one in pairings(psd, template) if _is_weighable(one)]
    known = [recall(one, psd, memory) for one in weighable] if memory else []
    found = {
        match.placeholder_id: match
        for judgement in judge(weighable, known=known, weights=weights)
        for match in _matches(judgement, psd, memory)
    }
    found |= {match.placeholder_id: match for match in value_matches(psd, template)}
    holes = {hole.id: hole for hole in template.placeholders}
    empty = [hole for key, hole in holes.items() if key not in found]
    used = {match.layer_id for match in found.values()}
    return MatchDocument(
        matches=tuple(found[hole] for hole in holes if hole in found),
        unmatched_layers=tuple(one.id for one in artwork(psd.layers) if one.id not in used),
        unfilled_placeholders=tuple(hole.id for hole in empty),
        usually_filled=tuple(hole.id for hole in empty if was_filled(hole, memory)),
    )


def _is_weighable(pairing: Pairing) -> bool:
    layers, holes = pairing.shape
    if layers * holes > MAX_PAIRS:
        raise LimitExceeded(
            f"{layers} layers and {holes} placeholders of one kind are too many to be matched:"
            f" at most {MAX_PAIRS} pairs are weighed."
        )
    return layers > 0 and holes > 0


def _matches(judgement: Judgement, psd: PsdDocument, memory: Sequence[Trace]) -> Iterator[Match]:
    pairing = judgement.pairing
    explainer = Explainer(judgement)
    kind = pairing.kind.value
    filled = judgement.chances.sum(axis=0)
    for row, column in assign(judgement.scores, empty=LEAST[kind]):
        if filled[column] < _LEAST_LIKELY:
            continue
        layer, hole = pairing.candidates[row].layer, pairing.holes[column].placeholder
        yield Match(
            layer_id=layer.id,
            placeholder_id=hole.id,
            confidence=round(float(judgement.chances[row, column]), 3),
            reasons=explainer.reasons(row, column),
            evidence=explainer.shares(row, column),
            runner_up=explainer.runner_up(row, column),
            differs=difference(layer, hole, psd, memory),
        )
