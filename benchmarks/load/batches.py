"""One batch of ten thousand jobs: how long it takes to keep and start, and in how much memory.

The peer is a batch of a tenth, in the same run: time should grow with the jobs, memory should not.
"""

import tempfile
from pathlib import Path

from tests.faults.installation import Installation

SIZES = (1_000, 10_000)


def main() -> None:
    """Print a line for each size."""
    print(f"{'jobs':>7}{'keep s':>9}{'start s':>9}{'ms a job':>10}{'peak MB':>9}{'queued':>8}")
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="sixstage-load-") as folder:
            installation = Installation(Path(folder))
            installation.migrate()
            installation.start("queue")
            took = installation.ask(f"ingest_and_start({size})", module="benchmarks.load.inside")
            queued = installation.ask("queue_length()", module="benchmarks.load.inside")
            installation.end()
        each = (took["keep"] + took["start"]) / size * 1000
        shown = f"{took['keep']:>9.1f}{took['start']:>9.1f}{each:>10.2f}{took['megabytes']:>9.0f}"
        print(f"{size:>7}{shown}{queued:>8}")


if __name__ == "__main__":
    main()
