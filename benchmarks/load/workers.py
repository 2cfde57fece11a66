"""Jobs a second of stages 1 and 5 with one worker and with two, each with a card of its own.

The peer of two workers is one, in the same run. Aim: 1.8 times as many, with two free cores.
"""

import tempfile
from pathlib import Path

from tests.faults.installation import Installation

JOBS = 40
WAIT_SECONDS = 600
INSIDE = "benchmarks.load.inside"


def rates(workers: int) -> tuple[float, float]:
    """Of stage 1 and of stage 5; all work is queued before the workers start."""
    with tempfile.TemporaryDirectory(prefix="sixstage-load-") as folder:
        installation = Installation(Path(folder))
        try:
            installation.migrate()
            installation.start("queue")
            installation.ask(f"ingest_jobs({JOBS}, cards={JOBS})")
            installation.ask("start()")
            first = rate(installation, workers, 1, "awaiting_review")
            installation.ask("approve_all()", module=INSIDE)
            return first, rate(installation, workers, 5, "awaiting_download")
        finally:
            installation.end()


def rate(installation: Installation, workers: int, stage: int, status: str) -> float:
    """At which so many workers do what is queued for that stage."""
    names = [f"worker-{number}" for number in range(workers)]
    installation.start(*names)
    assert installation.ask(f"wait_for('{status}', {WAIT_SECONDS})", module=INSIDE)
    installation.stop(*names)
    found: float = installation.ask(f"rate({stage})", module=INSIDE)
    return found


def main() -> None:
    """Print both rates for one and two workers, and how many times more two do."""
    one, two = rates(1), rates(2)
    print(f"{'jobs a second':<15}{'one worker':>12}{'two':>8}{'ratio':>8}")
    for at, name in enumerate(("stage 1, read", "stage 5, make")):
        print(f"{name:<15}{one[at]:>12.2f}{two[at]:>8.2f}{two[at] / one[at]:>8.2f}")


if __name__ == "__main__":
    main()
