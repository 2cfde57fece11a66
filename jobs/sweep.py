"""Finds work that the queue has lost and rings again: no job waits for ever."""

import logging
from datetime import timedelta

import redis
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from jobs import leftovers, queueing, retrying
from jobs.models import Job
from jobs.models.querysets import JobQuerySet
from jobs.statuses import WITH_A_WORKER

logger = logging.getLogger(__name__)


def sweep() -> int:
    """Ring for jobs that are due for a worker and that the queue does not know, as it has room.

    Returns how many were put back. Raises: redis.RedisError when the queue can't be reached.
    """
    queueing.release_abandoned()
    known = queueing.known_tasks()  # asked for first: what ends meanwhile is not due either
    lost = [job for job in _due().iterator() if queueing.task_id(job) not in known]
    return sum(_ring_again(job) for job in lost[: queueing.room_in_queue()])


def _due() -> QuerySet[Job, Job]:
    """Jobs that should be with a worker by now, most urgent first.

    Left out are those that changed just now, whose task may be on its way, and those that pause
    before the next try. A moment too far in the future is from before the clock was put back.
    """
    now = timezone.now()
    longest_pause = retrying.pause_after(retrying.MAX_ATTEMPTS)
    settled = now - timedelta(seconds=settings.SWEEP_AFTER_SECONDS)
    told = Q(updated_at__lt=settled) | Q(updated_at__gt=now)
    pausing = Q(try_again_at__gt=now, try_again_at__lte=now + longest_pause)
    waiting: JobQuerySet = Job.objects.filter(told, ~pausing, status__in=WITH_A_WORKER)
    return waiting.most_urgent_first().only("pk", "job_id", "status")


def _ring_again(job: Job) -> bool:
    if queueing.ring(job):
        return True
    if queueing.task_id(job) in queueing.known_tasks():  # somebody else rang just now
        return False
    queueing.forget(job)
    return queueing.ring(job)


def sweep_quietly() -> int:
    """The same, where an unreachable queue is a line in the log; it will be back.

    Removes what killed processes left on the disk, too.
    """
    leftovers.remove_leftovers()
    try:
        return sweep()
    except (redis.RedisError, OSError) as error:
        logger.warning("the queue can't be reached: %s", error)
        return 0
