"""How long all rules take over one card, against Python's json reading the same three documents.

The peer only reads what validation is given, and checks nothing. A usual card and a large one;
texts and pictures by turns, every place filled.
"""

import json
import os
import statistics
import time
from collections.abc import Callable

import django

ROUNDS = 15
SIZES = {"usual": (12, 4), "large": (300, 100)}


def milliseconds(*works: Callable[[], object]) -> list[float]:
    """The median of each, taken in turn so that a busy machine harms all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for mine, work in zip(times, works, strict=True):
            started = time.process_time()
            work()
            mine.append((time.process_time() - started) * 1000)
    return [statistics.median(mine) for mine in times]


def measure(name: str, layers: int, holes: int) -> None:
    """Print one line of the table."""
    psd = make_psd(*map(a_layer, range(layers)))
    template = make_template(*(a_place(number + 1) for number in range(holes)))
    matches = MatchDocument(tuple(a_match(number, number / holes) for number in range(holes)))
    texts = [json.dumps(to_json(document)) for document in (psd, template, matches)]
    ours, peer = milliseconds(
        lambda: validate(psd, template, matches), lambda: [json.loads(text) for text in texts]
    )
    report = validate(psd, template, matches)
    issues = len(report.critical_issues + report.warnings + report.info)
    print(f"{name:<6}{layers:>8}{holes:>8}{issues:>8}{ours:>9.2f}{peer:>9.2f}{ours / peer:>8.2f}")


def main() -> None:
    """Print one line a size."""
    print("card    layers  places  issues  ours ms  json ms   ratio")
    for name, size in SIZES.items():
        measure(name, *size)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "pipeline_site.settings"
    django.setup()  # for the factories, which make jobs too
    from extraction import MatchDocument, to_json
    from tests.factories import make_psd, make_template
    from tests.samples.review_jobs import a_layer, a_match, a_place
    from validation import validate

    main()
