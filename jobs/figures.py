"""How the work flows: jobs that became ready each day, and how long each stage takes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from jobs.models import Job
from jobs.statuses import Stage

DAYS = 30  # told of, today included


@dataclass(frozen=True, slots=True)
class Figures:
    """`ready` by day, oldest first, empty days included; `stages` the mean time of each stage."""

    ready: tuple[tuple[date, int], ...]
    stages: tuple[tuple[Stage, timedelta | None], ...]


def figures() -> Figures:
    """Of the last days; two queries, both limited to jobs whose script was made in these days."""
    today = timezone.localdate()
    first = today - timedelta(days=DAYS - 1)
    begin = timezone.make_aware(datetime.combine(first, time.min))
    made = Job.objects.filter(stage5_completed_at__gte=begin).order_by()
    by_day = made.annotate(day=TruncDate("stage5_completed_at")).values_list("day")
    counts = dict(by_day.annotate(Count("pk")))
    days = [first + timedelta(days=number) for number in range(DAYS)]
    means = made.aggregate(**{f"stage{stage}": _mean(stage) for stage in Stage if stage})
    return Figures(
        tuple((day, counts.get(day, 0)) for day in days),
        tuple((stage, means[f"stage{stage}"]) for stage in Stage if stage),
    )


def _mean(stage: Stage) -> Any:
    """From the end of the stage before to the end of this one; skipped stages don't count."""
    begun, ended = f"stage{stage - 1}_completed_at", f"stage{stage}_completed_at"
    took = ExpressionWrapper(F(ended) - F(begun), output_field=DurationField())
    counted = Q(**{f"{begun}__isnull": False, f"{ended}__gte": F(begun)})
    if stage is Stage.VALIDATION_REVIEW:
        counted &= Q(stage4_skipped=False)
    return Avg(took, filter=counted)
