"""Rings the queue's bell after the commit.

The database is the truth: a lost bell is rung again by the sweep.
"""

import logging
from typing import TYPE_CHECKING

import django_rq
import redis
from django.db import transaction
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job as QueuedTask
from rq.job import JobStatus
from rq.registry import StartedJobRegistry
from rq.worker import Worker

from jobs.log_context import current_request_id
from jobs.statuses import Status

if TYPE_CHECKING:
    from jobs.models import Job

logger = logging.getLogger(__name__)

TASKS = {
    Status.PROCESSING: "jobs.tasks.extract",
    Status.GENERATING: "jobs.tasks.generate",
}
ALIVE = {JobStatus.QUEUED, JobStatus.STARTED, JobStatus.DEFERRED, JobStatus.SCHEDULED}


def task_id(job: "Job") -> str:
    """One task per job and state at a time."""
    return f"{job.status}-{job.pk}"


def enqueue(job: "Job") -> None:
    """Ask for the work that the job's state calls for, once the transaction is committed."""
    transaction.on_commit(lambda: ring(job))


def ring(job: "Job") -> bool:
    """Put the task into the queue now, once; whether it was put there.

    False also when the queue can't be reached: that is a line in the log, and the sweep's work.
    """
    queue = django_rq.get_queue("default", commit_mode="auto")  # the commit has been waited for
    try:
        _forget_ended(job)
        queue.enqueue(
            TASKS[Status(job.status)],
            job.pk,
            job_id=task_id(job),
            result_ttl=0,
            failure_ttl=86400,
            unique=True,
            meta={"request_id": current_request_id()},
        )
    except DuplicateJobError:
        return False
    except (redis.RedisError, OSError) as error:
        logger.warning("job %s: not queued now, the sweep will: %s", job.job_id, error)
        return False
    return True


def _known_task(job: "Job") -> QueuedTask | None:
    try:
        return QueuedTask.fetch(task_id(job), connection=django_rq.get_connection("default"))
    except NoSuchJobError:
        return None


def _forget_ended(job: "Job") -> None:
    """Make room for the same task again: the queue keeps failed ones for a day."""
    task = _known_task(job)
    if task is not None and task.get_status(refresh=False) not in ALIVE:
        task.delete()


def release_abandoned() -> None:
    """Make tasks whose worker died count as failed. Raises: redis.RedisError."""
    StartedJobRegistry(queue=django_rq.get_queue("default")).cleanup()


def is_waiting_or_running(job: "Job") -> bool:
    """Whether the queue still knows of this work. Raises: redis.RedisError."""
    task = _known_task(job)
    return task is not None and task.get_status(refresh=False) in ALIVE


def worker_is_listening() -> bool:
    """Whether any worker takes work from the queue now; False when it can't be reached."""
    try:
        return Worker.count(queue=django_rq.get_queue("default")) > 0
    except (redis.RedisError, OSError):
        return False
