"""Installations for faults: made once, copied for each test.

FAULT_JOBS is how many jobs each test sees through; `make faults` takes many.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installation import STANDARD, Installation

JOBS = int(os.environ.get("FAULT_JOBS", "3"))
ROUNDS = max(1, JOBS // 10)  # of the same fault again
LONGEST_PEACE = 1 if ROUNDS == 1 else 8  # seconds between two kills: most work must get through
SECONDS = 60 + 5 * JOBS  # for all of them, whatever happens


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with a batch that nobody has started yet."""
    folder = tmp_path_factory.mktemp("made")
    installation = Installation(folder)
    installation.migrate()
    assert installation.ask(f"ingest_jobs({JOBS})") == JOBS
    return folder


@pytest.fixture
def installation(made: Path, tmp_path: Path) -> Iterator[Installation]:
    """A copy of it, with all its processes, two of them workers."""
    shutil.copytree(made / "var", tmp_path / "var")
    copy = Installation(tmp_path)
    copy.start(*STANDARD)
    yield copy
    copy.end()
    sys.stdout.write(copy.log.read_text())
