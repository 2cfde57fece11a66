"""How far a batch is: what is ready, how long the rest takes at its own pace, what failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q

from jobs import bulk
from jobs.models import Batch
from jobs.statuses import FAILED, WITH_SCRIPT, Stage, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FEW = 2  # jobs that must be done before a pace is worth telling


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of a batch's jobs; cancelled ones don't count.

    `reading_takes` and `all_takes` are None where nothing is left, or nothing can be told yet.
    """

    total: int
    ready: int
    failed: int
    pending: int
    reading_takes: timedelta | None
    all_takes: timedelta | None

    @property
    def is_done(self) -> bool:
        """Whether every job is ready or downloaded."""
        return self.ready == self.total > 0

    @property
    def percent(self) -> int:
        """The share that is ready, rounded down: 100 means all."""
        return 100 * self.ready // self.total if self.total else 0


def progress_of(batch: Batch) -> Progress:
    """One query. The pace is that of the jobs that came through so far."""
    jobs = batch.jobs.exclude(status=Status.CANCELLED)
    numbers = jobs.aggregate(
        total=Count("pk"),
        ready=Count("pk", filter=Q(status__in=WITH_SCRIPT)),
        failed=Count("pk", filter=Q(status__in=FAILED)),
        pending=Count("pk", filter=Q(status=Status.PENDING)),
        unread=Count("pk", filter=Q(current_stage__lte=Stage.EXTRACTION)),
        started=Min("stage0_completed_at"),
        read=Count("stage1_completed_at"),
        last_read=Max("stage1_completed_at"),
        made=Count("stage5_completed_at"),
        last_made=Max("stage5_completed_at"),
    )
    left = numbers["total"] - numbers["ready"]
    started = numbers["started"]
    return Progress(
        total=numbers["total"],
        ready=numbers["ready"],
        failed=numbers["failed"],
        pending=numbers["pending"],
        reading_takes=_takes(numbers["unread"], numbers["read"], started, numbers["last_read"]),
        all_takes=_takes(left, numbers["made"], started, numbers["last_made"]),
    )


def _takes(left: int, done: int, begun: datetime | None, last: datetime | None) -> timedelta | None:
    if not left or done < FEW or begun is None or last is None or last <= begun:
        return None
    return left * (last - begun) / done


def retry_failed(batch: Batch, *, by: "User") -> bulk.Outcome:
    """Start again everything that failed, each job by itself."""
    failed = batch.jobs.filter(status__in=FAILED, archived=False).order_by("pk")
    job_ids = list(failed.values_list("job_id", flat=True))
    return bulk.to_each(job_ids, "retry", bulk.Wish(by=by))
