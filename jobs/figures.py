"""How the work flows: jobs that became ready each day, and how long each stage takes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Func, Q
from django.utils import timezone

from jobs.models import Job
from jobs.statuses import Stage

DAYS = 30  # told of, today included


@dataclass(frozen=True, slots=True)
class Figures:
    """`ready` by day, oldest first, empty days included; `stages` the mean time of each stage."""

    ready: tuple[tuple[date, int], ...]
    stages: tuple[tuple[Stage, timedelta | None], ...]


class Seconds(Func):
    """A moment as seconds, by what the database itself has: thousands are averaged in a moment."""

    output_field = FloatField()
    template = "EXTRACT(EPOCH FROM %(expressions)s)"

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        """Since the beginning of the Julian calendar; only differences count."""
        template = "86400 * julianday(%(expressions)s)"
        return self.as_sql(compiler, connection, template=template, **options)


def figures() -> Figures:
    """Of the last days; one query, limited to jobs whose script was made in these days."""
    today = timezone.localdate()
    days = [today - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
    begins = [_begin(day) for day in (*days, today + timedelta(days=1))]
    asked: dict[str, Avg | Count] = {f"stage{stage}": _mean(stage) for stage in Stage if stage}
    asked |= {f"day{number}": _between(*begins[number : number + 2]) for number in range(DAYS)}
    found = Job.objects.filter(stage5_completed_at__gte=begins[0]).order_by().aggregate(**asked)
    return Figures(
        tuple((day, found[f"day{number}"]) for number, day in enumerate(days)),
        tuple((stage, _duration(found[f"stage{stage}"])) for stage in Stage if stage),
    )


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _between(begin: datetime, end: datetime) -> Count:
    made = Q(stage5_completed_at__gte=begin, stage5_completed_at__lt=end)
    return Count("pk", filter=made)


def _duration(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=round(seconds))


def _mean(stage: Stage) -> Avg:
    """From the end of the stage before to the end of this one; skipped stages don't count."""
    begun, ended = f"stage{stage - 1}_completed_at", f"stage{stage}_completed_at"
    counted = Q(**{f"{begun}__isnull": False, f"{ended}__gte": F(begun)})
    if stage is Stage.VALIDATION_REVIEW:
        counted &= Q(stage4_skipped=False)
    return Avg(Seconds(ended) - Seconds(begun), filter=counted)
