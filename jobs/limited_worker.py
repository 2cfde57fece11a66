"""A worker whose tasks may use only so much memory, processor time and disk.

Each task runs in a process forked for it, so a file that asks for everything costs one task.
The system kills the process, or an allocation fails in it; the worker takes the next task.
"""

import contextlib
import resource
import tempfile
from types import FrameType
from typing import Any

import redis
from django.conf import settings
from rq import Queue, Worker
from rq.executions import Execution
from rq.job import Job as QueuedTask

from jobs import leftovers
from jobs.log_context import telling


def limit_this_process(*, memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
    """Bound address space, processor time and the size of any file that is written.

    Holds for this process and those it will start. A limit that holds already is never raised.
    """
    wanted = {
        resource.RLIMIT_AS: memory_bytes,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: file_bytes,
    }
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


class LimitedWorker(Worker):
    """Limits each task's process, and says often enough that it lives.

    `asked_to_stop` tells an end that somebody wanted from one for want of a queue.
    """

    asked_to_stop = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        often = max(1, settings.WORKER_SILENT_SECONDS // 3)
        super().__init__(*args, **kwargs | {"job_monitoring_interval": often})

    def execute_job(self, job: QueuedTask, queue: Queue) -> None:
        """Give the task a folder for temporary files; it goes with the task, even a killed one."""
        usual = tempfile.gettempdir()
        with tempfile.TemporaryDirectory(prefix=leftovers.PREFIX) as folder:
            tempfile.tempdir = folder
            try:
                super().execute_job(job, queue)
            finally:
                tempfile.tempdir = usual

    def main_work_horse(self, job: QueuedTask, queue: Queue) -> Any:
        """Run the task in the process forked for it, which ends with the task."""
        limit_this_process(
            memory_bytes=settings.TASK_MEMORY_BYTES,
            cpu_seconds=settings.TASK_SECONDS,
            file_bytes=settings.TASK_FILE_BYTES,
        )
        with telling(request_id=job.meta.get("request_id")):
            super().main_work_horse(job, queue)

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """End once the present task has ended."""
        self.asked_to_stop = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # rq's

    def get_heartbeat_ttl(self, job: QueuedTask, working_time: float = 0.0) -> int:  # noqa: ARG002 - rq's signature
        """For how many seconds the task counts as worked on after each sign of life."""
        seconds: int = settings.WORKER_SILENT_SECONDS
        return seconds

    def maintain_heartbeats(self, job: QueuedTask, execution: Execution) -> None:
        """Say that the task is worked on; while the queue is away, go on with it all the same."""
        with contextlib.suppress(redis.ConnectionError, redis.TimeoutError):
            super().maintain_heartbeats(job, execution)

    def run_maintenance_tasks(self) -> None:
        """At the start and every ten minutes."""
        super().run_maintenance_tasks()  # type: ignore[no-untyped-call]  # rq's
        leftovers.remove_leftovers()
