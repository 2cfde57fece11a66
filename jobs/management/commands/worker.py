"""Runs a worker: waits for the queue to be there, takes work from it, and outlives its absence."""

import contextlib
import os
import sys
import time
from typing import Any

import django_rq
import redis
from django.core.management.base import BaseCommand
from django.db import connections

from jobs.limited_worker import LimitedWorker

RETRY_SECONDS = 1
WORKER_TTL_SECONDS = 60  # a worker that was killed is forgotten after so long


class Command(BaseCommand):
    help = "Work on queued jobs; waits while the queue server can't be reached."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self._wait_for_queue()
        connections.close_all()  # each task's process opens its own
        if not _worked_until_asked_to_stop():
            # rq's worker has ended for good, and left a thread behind: begin afresh.
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves

    def _wait_for_queue(self) -> None:
        said = False
        while not _queue_answers():
            if not said:
                self.stderr.write("The queue can't be reached yet; waiting for it.")
                said = True
            time.sleep(RETRY_SECONDS)


def _worked_until_asked_to_stop() -> bool:
    """False when the worker ended because the queue went away."""
    try:
        worker = django_rq.get_worker(
            "default", worker_class=LimitedWorker, worker_ttl=WORKER_TTL_SECONDS
        )
    except redis.ConnectionError:
        return False
    with contextlib.suppress(redis.ConnectionError):  # when it can't even take its leave
        worker.work(logging_level="WARNING")
    return isinstance(worker, LimitedWorker) and worker.asked_to_stop


def _queue_answers() -> bool:
    try:
        django_rq.get_connection("default").ping()
    except (redis.ConnectionError, redis.TimeoutError):
        return False
    return True
