"""Finds work that the queue has lost and rings again: no job and no package waits for ever."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

import redis
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from jobs import leftovers, queueing, retrying
from jobs.models import BatchPackage, Job
from jobs.models.querysets import JobQuerySet
from jobs.statuses import WITH_A_WORKER

logger = logging.getLogger(__name__)


def sweep() -> int:
    """Ring for what is due for a worker and not known to the queue, as it has room.

    Returns how many were put back. Raises: redis.RedisError when the queue can't be reached.
    """
    queueing.release_abandoned()
    known = queueing.known_tasks()  # asked for first: what ends meanwhile is not due either
    due: Iterator[queueing.Work] = chain(_due().iterator(), _due_packages().iterator())
    lost = [work for work in due if queueing.task_id(work) not in known]
    return sum(_ring_again(work) for work in lost[: queueing.room_in_queue()])


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


def _due_packages() -> QuerySet[BatchPackage, BatchPackage]:
    settled = timezone.now() - timedelta(seconds=settings.SWEEP_AFTER_SECONDS)
    waiting = BatchPackage.objects.filter(status=BatchPackage.Status.PACKING)
    return waiting.filter(asked_at__lt=settled).order_by("asked_at")


def _ring_again(work: queueing.Work) -> bool:
    if queueing.ring(work):
        return True
    if queueing.task_id(work) in queueing.known_tasks():  # somebody else rang just now
        return False
    queueing.forget(work)
    return queueing.ring(work)


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
