"""Rings the queue's bell after the commit.

The database is the truth: a lost bell is rung again by the sweep.
"""

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import cast

import django_rq
import redis
from django.conf import settings
from django.db import transaction
from rq import Queue
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job as QueuedTask
from rq.job import JobStatus
from rq.registry import StartedJobRegistry
from rq.utils import as_text
from rq.worker import Worker

from jobs.log_context import current_request_id
from jobs.models import BatchPackage, Job
from jobs.statuses import Status

logger = logging.getLogger(__name__)

TASKS: dict[str, str] = {
    Status.PROCESSING: "jobs.tasks.extract",
    Status.GENERATING: "jobs.tasks.generate",
    BatchPackage.Status.PACKING: "jobs.tasks.pack",
}
Work = Job | BatchPackage  # what some states bring to a worker
ALIVE = {JobStatus.QUEUED, JobStatus.STARTED, JobStatus.DEFERRED, JobStatus.SCHEDULED}


def task_id(work: Work) -> str:
    """One task per record and state at a time."""
    return f"{work.status}-{work.pk}"


def enqueue(work: Work) -> None:
    """Ask for the work that the record's state calls for, once the transaction is committed."""
    transaction.on_commit(lambda: ring(work))


def ring(work: Work) -> bool:
    """Put the task into the queue now, once; whether it was put there.

    False also when the queue is full or can't be reached: then the sweep does it later.
    """
    queue = _queue()
    try:
        if _room(queue) <= 0:
            return False
        _forget_ended(work, queue)
        queue.enqueue(
            TASKS[work.status],
            work.pk,
            job_id=task_id(work),
            result_ttl=0,
            failure_ttl=86400,
            unique=True,
            meta={"request_id": current_request_id()},
        )
    except DuplicateJobError:
        return False
    except (redis.RedisError, OSError) as error:
        logger.warning("%s: not queued now, the sweep will: %s", task_id(work), error)
        return False
    return True


def room_in_queue() -> int:
    """How many more tasks may wait in the queue. Raises: redis.RedisError."""
    return _room(_queue())


def _room(queue: Queue) -> int:
    most: int = settings.QUEUE_LENGTH
    return max(0, most - queue.count)


def _queue() -> Queue:
    queue: Queue = django_rq.get_queue("default", commit_mode="auto")  # commits are waited for
    return queue


def _known_task(work: Work, queue: Queue) -> QueuedTask | None:
    try:
        return QueuedTask.fetch(task_id(work), connection=queue.connection)
    except NoSuchJobError:
        return None


def _forget_ended(work: Work, queue: Queue) -> None:
    """Make room for the same task again: the queue keeps failed ones for a day."""
    task = _known_task(work, queue)
    if task is not None and task.get_status(refresh=False) not in ALIVE:
        _delete(task)


def forget(work: Work) -> None:
    """Remove whatever the queue holds of this task. Raises: redis.RedisError."""
    queue = _queue()
    between = queue.intermediate_queue
    between.remove(task_id(work))
    between.connection.delete(between.get_first_seen_key(task_id(work)))
    task = _known_task(work, queue)
    if task is not None:
        _delete(task)


def _delete(task: QueuedTask) -> None:
    """Delete it whatever became of its worker: rq stumbles over executions that have expired."""
    task.connection.delete(task.execution_registry.key)
    task.delete()


def release_abandoned() -> None:
    """Make tasks whose worker died count as failed. Raises: redis.RedisError."""
    started = StartedJobRegistry(queue=_queue())
    # A sign of life can't hold for longer than this: if one does, the clock was put back since.
    latest = time.time() + settings.WORKER_SILENT_SECONDS
    late = started.connection.zrangebyscore(started.key, f"({latest}", "+inf")
    for execution in cast("list[bytes]", late):
        started.connection.zadd(started.key, {as_text(execution): latest}, xx=True)
    started.cleanup()


def known_tasks() -> set[str]:
    """Ids of all tasks that wait or are worked on. Raises: redis.RedisError.

    Three questions to the queue, however many tasks there are; two more for each just taken.
    """
    queue = _queue()
    started = StartedJobRegistry(queue=queue).get_job_ids(cleanup=False)
    return {*queue.get_job_ids(), *started, *_just_taken(queue)}


def _just_taken(queue: Queue) -> Iterator[str]:
    """Tasks that a worker has taken and not begun: an instant, unless the worker died in it."""
    between = queue.intermediate_queue
    for task in between.get_job_ids():
        between.set_first_seen(task)  # unless that was set before
        seen = between.get_first_seen(task)
        silent = timedelta(seconds=settings.WORKER_SILENT_SECONDS)
        if seen is None or abs(datetime.now(UTC) - seen) < silent:
            yield task


def worker_is_listening() -> bool:
    """Whether any worker takes work from the queue now; False when it can't be reached."""
    try:
        return Worker.count(queue=_queue()) > 0
    except (redis.RedisError, OSError):
        return False
