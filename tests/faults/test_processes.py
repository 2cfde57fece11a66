"""Processes die or are replaced in the middle of a batch: every job is done, and done once."""

import random
import sys
import time

import pytest

from tests.faults.conftest import JOBS, LONGEST_PEACE, ROUNDS, SECONDS
from tests.faults.installation import Installation, answer_of

SEED = 7
pytestmark = pytest.mark.timeout(2 * SECONDS)


def test_tasks_and_workers_that_are_killed_at_any_moment(installation: Installation) -> None:
    moments = random.Random(SEED)  # noqa: S311 - no secret
    installation.ask("start()")
    reviewer = installation.ask_later(f"review({SECONDS})")
    kills = 0
    while reviewer.poll() is None and kills < JOBS:
        installation.wait_for_work()
        time.sleep(moments.uniform(0, LONGEST_PEACE))
        worker, way = moments.choice(["worker", "worker-2"]), moments.choice(WAYS)
        kill(installation, worker, way)
        kills += 1

    assert answer_of(reviewer, seconds=SECONDS) == []
    assert installation.ended() == []
    sys.stdout.write(f"{kills} kills over {JOBS} jobs\n")


WAYS = ("task", "worker", "both")


def kill(installation: Installation, worker: str, way: str) -> None:
    """Its task, or the worker, or both; a supervisor starts a worker that died."""
    if way == "task":
        installation.kill_tasks(worker)
    else:
        installation.kill(worker, with_tasks=way == "both")
        installation.start(worker)


def test_a_queue_that_is_lost_with_all_its_data_is_waited_for(installation: Installation) -> None:
    installation.ask("start()")
    reviewer = installation.ask_later(f"review({SECONDS})")
    for _ in range(ROUNDS):
        installation.wait_for_work()
        installation.lose_queue()

    assert answer_of(reviewer, seconds=SECONDS) == []
    assert installation.ended() == []


def test_a_deployment_in_the_middle_of_a_batch(installation: Installation) -> None:
    installation.ask("start()")
    reviewer = installation.ask_later(f"review({SECONDS})")
    for _ in range(ROUNDS):
        working = installation.wait_for_work()
        assert working
        assert installation.stop("worker", "worker-2", "sweep")[working] == 0
        installation.start("worker", "worker-2", "sweep")

    assert answer_of(reviewer, seconds=SECONDS) == []


def test_the_same_task_delivered_often_to_two_workers_with_two_reviewers(
    installation: Installation,
) -> None:
    reviewers = [installation.ask_later(f"review({SECONDS}, extra_deliveries=2)") for _ in range(2)]
    installation.ask("start(extra_deliveries=2)")

    answers = [answer_of(reviewer, seconds=SECONDS) for reviewer in reviewers]
    assert answers == [[], []]
