"""Cases turned into what can be fitted: every pair's features, and which pairs are right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting.cards import Case, made_case
from benchmarks.fitting.objective import Example
from extraction.matching.evidence.kinship import kin_of, kinship
from extraction.matching.evidence.order import order, rankings
from extraction.matching.evidence.position import position
from extraction.matching.judgement import Judgement, Weights, judge, measured_by_itself
from extraction.matching.pairing import Features, Pairing, pairings

KINDS = ("text", "image")


@dataclass(slots=True)
class Collected:
    """All examples of one kind; the names of their features but the first, which is the prior."""

    names: tuple[str, ...] = ()
    examples: list[Example] = field(default_factory=list)


def feature_names() -> dict[str, tuple[str, ...]]:
    """Every feature that is measured, by kind of placeholder."""
    found: dict[str, tuple[str, ...]] = {}
    number = 0
    while len(found) < len(KINDS):
        case = made_case(f"names-{number}")
        number += 1
        pairs = weighable(case)
        for judged, measured in _measured(pairs, judge(pairs)):
            found[judged.pairing.kind.value] = ("prior", *measured)
    return found


def weighable(case: Case) -> list[Pairing]:
    """The case's pairings that have both layers and placeholders."""
    return [one for one in pairings(case.psd, case.template) if all(one.shape)]


def collect(cases: Iterable[Case], weights: Weights) -> dict[str, Collected]:
    """Measure all cases, with what is likely by these weights."""
    collected = {kind: Collected() for kind in KINDS}
    for case in cases:
        pairs = weighable(case)
        for judged, measured in _measured(pairs, judge(pairs, weights=weights)):
            kind = collected[judged.pairing.kind.value]
            kind.names = tuple(measured)
            kind.examples.append(_example(case, judged.pairing, measured))
    return collected


def _measured(
    pairs: list[Pairing], judged: list[Judgement]
) -> Iterator[tuple[Judgement, Features]]:
    kin = kin_of(pairs)
    likely = [one.likely for one in judged]
    for number, one in enumerate(judged):
        by_evidence = measured_by_itself(one.pairing)
        by_evidence["order"] = order(one.pairing, rankings(one.pairing), one.likely)
        by_evidence["position"] = position(one.pairing, one.likely)
        by_evidence["kinship"] = kinship(kin, pairs, likely, number)
        yield one, _flat(by_evidence)


def _flat(by_evidence: Mapping[str, Features]) -> dict[str, np.ndarray]:
    return {
        f"{evidence}.{name}": feature
        for evidence, features in by_evidence.items()
        for name, feature in features.items()
    }


def _example(case: Case, pairing: Pairing, measured: Features) -> Example:
    ones = np.ones(pairing.shape, dtype=np.float32)
    stack = [np.broadcast_to(one, pairing.shape) for one in (ones, *measured.values())]
    return Example(np.array(stack, dtype=np.float32), right_rows(case, pairing))


def right_rows(case: Case, pairing: Pairing) -> NDArray[np.intp]:
    """The row of the right layer for each placeholder, or -1."""
    rows = {one.layer.id: row for row, one in enumerate(pairing.candidates)}
    right = [rows.get(case.expected[hole.placeholder.id] or "", -1) for hole in pairing.holes]
    return np.array(right, dtype=np.intp)
