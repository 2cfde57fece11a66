"""How good the matcher is on a set of cases: the numbers that a reviewer feels."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fitting.cards import Case
from extraction import Match, MatchDocument, PsdDocument, TemplateDocument, from_json, match_layers
from extraction.matching.judgement import PRIOR, Weights
from extraction.matching.weights import WEIGHTS

_BINS = 10


@dataclass(slots=True)
class Tally:
    """Counts over cases; `bins` are how many, how many right, and the sum of confidences."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    empty: int = 0
    left_empty: int = 0
    cases: int = 0
    whole: int = 0
    bins: list[list[float]] = field(default_factory=lambda: [[0, 0, 0.0] for _ in range(_BINS)])

    def add(self, case: Case, found: MatchDocument) -> None:
        """Count one case."""
        got = {match.placeholder_id: match for match in found.matches}
        self.cases += 1
        right = [self._add(key, case, got.get(key)) for key in case.expected]
        self.whole += all(right)

    def _add(self, key: str, case: Case, match: Match | None) -> bool:
        wanted, answer = case.expected[key], match.layer_id if match else None
        self.empty += wanted is None
        self.left_empty += wanted is None and answer is None
        self.right += wanted is not None and answer == wanted
        self.wrong += answer is not None and answer != wanted
        self.missed += wanted is not None and answer != wanted
        if match:
            place = self.bins[min(_BINS - 1, int(match.confidence * _BINS))]
            place[0] += 1
            place[1] += answer == wanted
            place[2] += match.confidence
        return answer == wanted

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over filled placeholders."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    @property
    def calibration_error(self) -> float:
        """How far confidences are from the share that is right, over ten bins."""
        count = sum(one[0] for one in self.bins)
        return sum(abs(one[1] - one[2]) for one in self.bins) / count

    @property
    def line(self) -> str:
        """All of it in one line."""
        return (
            f"{self.cases:>5} cases  F1 {self.f1:.3f}"
            f"  entirely right {self.whole / self.cases:.3f}"
            f"  left empty {self.left_empty / (self.empty or 1):.3f}"
            f"  calibration error {self.calibration_error:.3f}"
        )


def tally(cases: Sequence[Case], weights: Weights = WEIGHTS) -> Tally:
    """Match all cases and count."""
    result = Tally()
    for case in cases:
        result.add(case, match_layers(case.psd, case.template, weights=weights))
    return result


def stored_cases(folder: Path) -> list[Case]:
    """Read labelled cases: psd, template and expected, one JSON file each."""
    return [_stored(path) for path in sorted(folder.glob("*.json"))]


def _stored(path: Path) -> Case:
    data = json.loads(path.read_text(encoding="utf-8"))
    psd = from_json(PsdDocument, data["psd"])
    return Case(path.stem, psd, from_json(TemplateDocument, data["template"]), data["expected"])


def without(kind: str) -> Weights:
    """The weights with one kind of evidence taken away; nothing else is fitted anew."""
    return {
        of: {name: 0.0 if name.startswith(f"{kind}.") else one for name, one in table.items()}
        for of, table in WEIGHTS.items()
    }


def ablation(title: str, cases: Sequence[Case]) -> None:
    """Print what is lost without each kind of evidence."""
    kinds = {name.partition(".")[0]: None for table in WEIGHTS.values() for name in table}
    for kind in kinds:
        if kind != PRIOR:
            print(f"{title}, without {kind:<12}{tally(cases, without(kind)).line}")


def report(title: str, cases: Sequence[Case]) -> None:
    """Print one line for a set of cases."""
    print(f"{title:<20}{tally(cases).line}")
