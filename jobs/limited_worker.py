"""A worker whose tasks may use only so much memory and processor time.

Each task runs in a process forked for it, so a file that asks for everything costs one task.
The system kills the process, or an allocation fails in it; the worker takes the next task.
"""

import resource
from typing import Any

from django.conf import settings
from rq import Queue, Worker
from rq.job import Job as QueuedTask

from jobs.log_context import telling


def limit_this_process(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Bound address space and processor time of this process, and of those it will start.

    A limit that holds already is never raised.
    """
    wanted = {resource.RLIMIT_AS: memory_bytes, resource.RLIMIT_CPU: cpu_seconds}
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


class LimitedWorker(Worker):
    """Limits the process of each task before the task begins."""

    def main_work_horse(self, job: QueuedTask, queue: Queue) -> Any:
        """Run the task in the process forked for it, which ends with the task."""
        limit_this_process(
            memory_bytes=settings.TASK_MEMORY_BYTES, cpu_seconds=settings.TASK_SECONDS
        )
        with telling(request_id=job.meta.get("request_id")):
            super().main_work_horse(job, queue)
