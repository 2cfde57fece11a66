"""How good the matcher is on a set of cases: the numbers that a reviewer feels."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fitting.cards import Case
from extraction import Match, MatchDocument, PsdDocument, TemplateDocument, from_json, match_layers

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
        self.whole += all([self._add(key, case, got.get(key)) for key in case.expected])

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
    def line(self) -> str:
        """All of it in one line."""
        f1 = 2 * self.right / (2 * self.right + self.wrong + self.missed)
        count = sum(one[0] for one in self.bins)
        off = sum(abs(one[1] - one[2]) for one in self.bins) / count
        return (
            f"{self.cases:>5} cases  F1 {f1:.3f}  entirely right {self.whole / self.cases:.3f}"
            f"  left empty {self.left_empty / (self.empty or 1):.3f}  calibration error {off:.3f}"
        )


def tally(cases: Sequence[Case]) -> Tally:
    """Match all cases and count."""
    result = Tally()
    for case in cases:
        result.add(case, match_layers(case.psd, case.template))
    return result


def stored_cases(folder: Path) -> list[Case]:
    """Read labelled cases: psd, template and expected, one JSON file each."""
    return [_stored(path) for path in sorted(folder.glob("*.json"))]


def _stored(path: Path) -> Case:
    data = json.loads(path.read_text(encoding="utf-8"))
    psd = from_json(PsdDocument, data["psd"])
    return Case(path.stem, psd, from_json(TemplateDocument, data["template"]), data["expected"])


def report(title: str, cases: Sequence[Case]) -> None:
    """Print one line for a set of cases."""
    print(f"{title:<20}{tally(cases).line}")
