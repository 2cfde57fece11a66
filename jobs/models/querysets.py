"""Filters of jobs that more than one page uses."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q

from jobs.models.job_text import JobText
from jobs.models.urgency import Urgency
from jobs.statuses import NOT_ENDED, Stage, Status

if TYPE_CHECKING:
    from jobs.models.job import Job  # noqa: F401 - the type parameter below

DOCUMENT_FIELDS = (
    "stage1_results",
    "stage2_approved_matches",
    "stage3_validation_results",
    "stage5_extendscript",
    "stage5_changes",
)

MOST_FOUND = 1000  # by one search


class JobQuerySet(models.QuerySet["Job"]):
    """Adjectives that say which jobs."""

    def without_documents(self) -> "JobQuerySet":
        """Leave large JSON and scripts in the database; lists never need them."""
        return self.defer(*DOCUMENT_FIELDS)

    def in_stage(self, stage: int) -> "JobQuerySet":
        """Of that stage; a cancelled job is in none."""
        return self.filter(current_stage=stage).exclude(status=Status.CANCELLED)

    def open(self) -> "JobQuerySet":
        """Neither completed nor cancelled nor archived."""
        return self.filter(status__in=NOT_ENDED, archived=False)

    def matching_text(self, text: str) -> "JobQuerySet":
        """Where job id, output name, client, project or notes contain each word of the text."""
        return self.filter(pk__in=JobText.containing(text).values("job"))

    def newest_matching(self, text: str, *, among_few: bool = False) -> "JobQuerySet":
        """The last `MOST_FOUND` of those: as quick for a word of every job as for a rare one.

        With `among_few` each job's words are looked up, which is quicker where an index has left
        few jobs, and finds the same.
        """
        its_text = JobText.containing(text).filter(job=OuterRef("pk"))
        matching = self.filter(Exists(its_text)) if among_few else self.matching_text(text)
        return self.filter(pk__in=matching.order_by("-pk").values("pk")[:MOST_FOUND])

    def most_urgent_first(self) -> "JobQuerySet":
        """High priority before low, then the oldest."""
        return self.order_by(Urgency("status", "priority"), F("created_at"), F("pk"))

    def with_urgency(self) -> "JobQuerySet":
        """`urgency` can be sorted by: high, medium, low, then what has ended."""
        return self.alias(urgency=Urgency("status", "priority"))

    def counts_by_stage(self) -> dict[int, int]:
        """Open and completed jobs of every stage, 0 included; one query."""
        rows = (
            self.exclude(status=Status.CANCELLED)
            .order_by()
            .values_list("current_stage")
            .annotate(Count("pk"))
        )
        return {stage.value: 0 for stage in Stage} | dict(rows)

    def standing(self, late: Q) -> list[dict[str, Any]]:
        """Of each status that occurs: `jobs`, `late` ones, and since when (`oldest`); one query."""
        counted = {"jobs": Count("pk"), "late": Count("pk", filter=late)}
        rows = self.order_by().values("status").annotate(**counted, oldest=Min("status_since"))
        return [dict(row) for row in rows]

    def counts_by_status(self) -> dict[str, int]:
        """Jobs of every status, 0 included; one query."""
        rows = self.order_by().values_list("status").annotate(Count("pk"))
        return {status.value: 0 for status in Status} | dict(rows)
