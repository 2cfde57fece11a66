"""Fit weights and confidence on invented cards and write them; or report, changing nothing.

`python -m benchmarks.fitting` fits, `python -m benchmarks.fitting --report [FOLDER]` reports on
cards not fitted on; FOLDER holds labelled cases as JSON, which are never fitted on.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from benchmarks.fitting.calibration import best_least, calibrated, judged
from benchmarks.fitting.cards import made_cases
from benchmarks.fitting.examples import Collected, collect, feature_names
from benchmarks.fitting.module import written
from benchmarks.fitting.objective import Bounds, fitted
from benchmarks.fitting.report import ablation, report, stored_cases
from extraction.matching.judgement import PRIOR
from extraction.matching.weights import WEIGHTS

TRAINING, HELD_OUT, UNSEEN = 11, 12, 13  # seeds
ROUNDS = 4
STRENGTH = 1.0
FOR = ("asked", "said", "covered", "beside", "repeats", "same", "near", "far")
AGAINST = ("other", "named_otherwise", "known_otherwise", "dressing", "caption", "credit")
MODULE = Path(__file__).resolve().parents[2] / "extraction/matching/weights.py"
Table = dict[str, dict[str, float]]


def start() -> Table:
    """Begin where the stored weights stand, on every feature that is measured now."""
    return {
        kind: {name: WEIGHTS[kind].get(name, 0.0) for name in names}
        for kind, names in feature_names().items()
    }


def bounds_of(name: str) -> Bounds:
    """Which side of 0 a weight may lie on: what is alike never speaks against a pair."""
    feature = name.rpartition(".")[2]
    if feature.startswith(FOR) or feature.endswith("_with"):
        return 0.0, None
    if feature.startswith(AGAINST) or feature.endswith(("_apart", "_without")):
        return None, 0.0
    return None, None


def fit(count: int) -> Table:
    """Fit in rounds: what is likely by one round's weights is what the next measures place by."""
    weights = start()
    cases = list(made_cases(TRAINING, count))
    for number in range(ROUNDS):
        collected = collect(cases, weights)
        weights = {kind: _fitted(found, weights[kind]) for kind, found in collected.items()}
        print(f"round {number + 1} of {ROUNDS} is done", file=sys.stderr)
    return weights


def _fitted(found: Collected, current: dict[str, float]) -> dict[str, float]:
    names = (PRIOR, *found.names)
    bounds = [bounds_of(name) for name in names]
    begin = np.array([current[name] for name in names])
    weights = fitted(found.examples, begin, bounds, STRENGTH)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    """Fit, calibrate and write, or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="labelled cases to report on")
    parser.add_argument("--cases", type=int, default=2000, help="invented cards to fit on")
    parser.add_argument("--report", action="store_true", help="only report")
    parser.add_argument("--ablation", action="store_true", help="report without each evidence too")
    options = parser.parse_args()
    if not options.report:
        weights = fit(options.cases)
        held_out = judged(made_cases(HELD_OUT, options.cases // 2), weights)
        least = {kind: best_least(cards) for kind, cards in held_out.items()}
        confidence = {kind: calibrated(cards, least[kind]) for kind, cards in held_out.items()}
        text = written(weights, confidence, least, options.cases)
        MODULE.write_text(text, encoding="utf-8")
        return
    sets = {"invented, unseen": list(made_cases(UNSEEN, 600))}
    if options.folder:
        sets[options.folder.name] = stored_cases(options.folder)
    for title, cases in sets.items():
        report(title, cases)
        if options.ablation:
            ablation(title, cases)


if __name__ == "__main__":
    main()
