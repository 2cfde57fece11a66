"""The dashboard: how many jobs stand in each stage, and each job's way through them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from jobs.batch_delivering import standing_of
from jobs.drafting import waiting_for
from jobs.job_filter import DeskFilter
from jobs.models import Batch, Job, SavedFilter
from jobs.models.querysets import MOST_FOUND, JobQuerySet
from jobs.statuses import FAILED, NOT_ENDED, STAGE_OF, Stage, Status
from jobs.views.access import needs, signed_in
from jobs.views.dashboard_lists import BulkForm
from jobs.views.keyset import sorted_slice
from jobs.views.lines import SHOWN_STAGES, Line, lines
from jobs.views.shared import shared

PAGE = 50
CARDS = 12  # in a column of the board
WAITING_FOR_PEOPLE = (
    Status.AWAITING_REVIEW,
    Status.AWAITING_VALIDATION_REVIEW,
    Status.AWAITING_DOWNLOAD,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One stage above the list: its jobs, how many of these failed, wait for a person, are late.

    `oldest` is since when the first of them stands there; completed jobs don't count for that.
    """

    stage: Stage
    count: int
    failed: int
    waiting: int
    late: int
    oldest: datetime | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Stack:
    """One column of the board: the jobs that stand longest in the stage; `more` are not shown."""

    stage: Stage
    cards: tuple[Line, ...]
    more: bool


@require_safe
@needs("jobs.view_job", to="see the jobs")
def dashboard(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the part that changes."""
    renewed = request.headers.get("HX-Request")
    response = shared(request, lambda: _changing_part(request)) if renewed else _whole_page(request)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _whole_page(request: HttpRequest) -> HttpResponse:
    form, seen_by = DeskFilter(request.GET), signed_in(request)
    context = _board(request, form, seen_by=seen_by)
    form.offer_choices()
    context |= {
        "saved": seen_by.saved_filters.filter(page=SavedFilter.Page.DASHBOARD),
        "has_next_job": seen_by.has_perm("jobs.review_job")
        and waiting_for(seen_by).order_by().exists(),
    }
    return render(request, "jobs/dashboard.html", context)


def _changing_part(request: HttpRequest) -> HttpResponse:
    context = _board(request, DeskFilter(request.GET), seen_by=signed_in(request))
    return render(request, "jobs/partials/board.html", context)


def _board(request: HttpRequest, form: DeskFilter, *, seen_by: User) -> dict[str, Any]:
    jobs = Job.objects.filter(archived=False)
    chosen = form.wanted("batch")
    batch = Batch.objects.filter(pk=chosen).first() if chosen else None
    standing = form.of_any_stage(jobs).standing(_late())
    context: dict[str, Any] = {
        "form": form,
        "query": form.query(),
        "columns": _columns(standing, chosen=form.wanted("stage")),
        "most_found": MOST_FOUND,
        "is_cut": bool(form.wanted("q")) and sum(r["jobs"] for r in standing) == MOST_FOUND,
        "batch": batch,
        "package": standing_of(batch) if batch else None,
        "bulk": (bulk := BulkForm(auto_id="bulk-%s").offer_to(seen_by)),
        "bulk_is_offered": bool(bulk.offered),
    }
    shown = form.of_the_stage(jobs).without_documents().select_related("batch").with_urgency()
    if form.is_board:
        return context | {"stacks": _stacks(shown, seen_by)}
    page = sorted_slice(shown, request, by=form.column, size=PAGE)
    return context | {"page": page, "lines": lines(page.rows, seen_by=seen_by)}


def _late() -> Q:
    """Jobs that stand in their state for longer than the settings allow."""
    late, now = Q(), timezone.now()
    for status in NOT_ENDED:
        minutes = settings.STAGE_TARGET_MINUTES[STAGE_OF[status]]
        late |= Q(status=status, status_since__lt=now - timedelta(minutes=minutes))
    return late


def columns(jobs: JobQuerySet) -> list[Column]:
    """What stands in each stage; cancelled jobs are in none. One query."""
    return _columns(jobs.standing(_late()))


def _columns(standing: list[dict[str, Any]], *, chosen: int | None = None) -> list[Column]:
    rows = {row["status"]: row for row in standing}
    return [_column(stage, rows, chosen=chosen) for stage in Stage]


def _column(stage: Stage, rows: dict[str, dict[str, Any]], *, chosen: int | None) -> Column:
    mine = [
        (status, rows[status])
        for status in Status
        if STAGE_OF[status] is stage and status in rows and status is not Status.CANCELLED
    ]
    return Column(
        stage=stage,
        count=sum(row["jobs"] for _, row in mine),
        failed=sum(row["jobs"] for status, row in mine if status in FAILED),
        waiting=sum(row["jobs"] for status, row in mine if status in WAITING_FOR_PEOPLE),
        late=sum(row["late"] for _, row in mine),
        oldest=min((row["oldest"] for status, row in mine if status in NOT_ENDED), default=None),
        chosen=stage.value == chosen,
    )


def _stacks(jobs: JobQuerySet, seen_by: User) -> list[Stack]:
    """A query for each stage, and two for all."""
    found = {stage: _standing_longest(jobs, stage) for stage in SHOWN_STAGES}
    shown = lines([job for some in found.values() for job in some[:CARDS]], seen_by=seen_by)
    return [
        Stack(
            stage,
            tuple(line for line in shown if line.job.current_stage == stage),
            len(found[stage]) > CARDS,
        )
        for stage in SHOWN_STAGES
    ]


def _standing_longest(jobs: JobQuerySet, stage: Stage) -> list[Job]:
    statuses = [status for status in NOT_ENDED if STAGE_OF[status] is stage]
    standing = jobs.filter(status__in=statuses).order_by("status_since", "pk")
    return list(standing[: CARDS + 1])
