"""Killed tasks, killed workers and a lost queue: every job is done, and done once."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installation import Installation, kill_one

JOBS = 6


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    try:
        yield made
    finally:
        made.stop()


def kill_next_task(installation: Installation, worker: str) -> None:
    """Wait for a task to begin, and kill it in the middle."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        installation.restart_ended()
        begun = installation.tasks_of(worker)
        time.sleep(0.1)  # let it get to the files
        killed = [kill_one(pid) for pid in begun]
        if any(killed):
            return
        time.sleep(0.01)
    pytest.fail("no task began")


def completions(installation: Installation) -> list[int]:
    done = "action = 'extraction_completed'"
    query = f"SELECT count(*) FROM jobs_auditentry WHERE {done} GROUP BY job_key"  # noqa: S608 - ours
    return [int(count) for (count,) in installation.rows(query)]


def test_what_a_killed_task_and_a_lost_queue_leave_is_done_once(
    installation: Installation, tmp_path: Path
) -> None:
    for name in ("queue", "worker", "sweep"):
        installation.start(name)
    installation.ingest(tmp_path / "batch", JOBS)
    kill_next_task(installation, "worker")
    installation.lose_queue()
    kill_next_task(installation, "worker")

    assert installation.wait_until_done(60), installation.statuses()
    assert installation.statuses() == {"awaiting_review": JOBS}
    assert completions(installation) == [1] * JOBS
    assert installation.log_is_whole()
