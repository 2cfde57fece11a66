"""Finds work that the queue has lost and rings again: no job waits for ever."""

import logging
from datetime import timedelta

import redis
from django.conf import settings
from django.utils import timezone

from jobs import queueing
from jobs.models import Job
from jobs.statuses import WITH_A_WORKER

logger = logging.getLogger(__name__)


def sweep() -> int:
    """Ring for every job that should be with a worker and that the queue does not know.

    Jobs that changed within the last `SWEEP_AFTER_SECONDS` are left: their bell may be on its way.
    Returns how many were put back. Raises: redis.RedisError when the queue can't be reached.
    """
    queueing.release_abandoned()
    long_enough = timezone.now() - timedelta(seconds=settings.SWEEP_AFTER_SECONDS)
    waiting = Job.objects.without_documents().filter(
        status__in=WITH_A_WORKER, updated_at__lt=long_enough
    )
    lost = [job for job in waiting.iterator() if not queueing.is_waiting_or_running(job)]
    return sum(queueing.ring(job) for job in lost)


def sweep_quietly() -> int:
    """The same, where an unreachable queue is a line in the log; it will be back."""
    try:
        return sweep()
    except (redis.RedisError, OSError) as error:
        logger.warning("the queue can't be reached: %s", error)
        return 0
