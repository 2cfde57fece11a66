"""Runs a worker: waits for the queue to be there, then takes work from it."""

import time
from typing import Any

import django_rq
import redis
from django.core.management import call_command
from django.core.management.base import BaseCommand

RETRY_SECONDS = 1
WORKER_TTL_SECONDS = 60  # a worker that was killed is forgotten after so long


class Command(BaseCommand):
    help = "Work on queued jobs; waits while the queue server is not up yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        said = False
        while not self._queue_answers():
            if not said:
                self.stderr.write("The queue can't be reached yet; waiting for it.")
                said = True
            time.sleep(RETRY_SECONDS)
        call_command(
            "rqworker",
            "default",
            worker_class="jobs.limited_worker.LimitedWorker",
            worker_ttl=WORKER_TTL_SECONDS,
            verbosity=0,
        )

    def _queue_answers(self) -> bool:
        try:
            django_rq.get_connection("default").ping()
        except redis.ConnectionError:
            return False
        return True
