"""The dashboard: how many jobs stand in each stage, and each job's way through them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from jobs.batch_delivering import ready_jobs
from jobs.drafting import waiting_for
from jobs.forms import JobFilter
from jobs.models import Batch, Job
from jobs.statuses import FAILED, STAGE_OF, Stage, Status
from jobs.views.access import needs, signed_in
from jobs.views.lines import line

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAGE = 50
WAITING_FOR_PEOPLE = (
    Status.AWAITING_REVIEW,
    Status.AWAITING_VALIDATION_REVIEW,
    Status.AWAITING_DOWNLOAD,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One stage above the list: jobs in it, of these failed and waiting for a person."""

    stage: Stage
    count: int
    failed: int
    waiting: int
    chosen: bool


@require_safe
@needs("jobs.view_job", to="see the jobs")
def dashboard(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the part that changes."""
    form = JobFilter(request.GET)
    context = _board(request, form, seen_by=signed_in(request))
    if request.headers.get("HX-Request"):
        response = render(request, "jobs/partials/board.html", context)
    else:
        form.offer_choices()
        response = render(request, "jobs/dashboard.html", context | {"form": form})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _board(request: HttpRequest, form: JobFilter, *, seen_by: "User") -> dict[str, Any]:
    of_any_stage = form.of_any_stage(Job.objects.filter(archived=False))
    jobs = form.of_the_stage(of_any_stage).without_documents().select_related("batch")
    page = Paginator(jobs, PAGE).get_page(request.GET.get("page"))
    chosen = form.wanted("batch")
    batch = Batch.objects.filter(pk=chosen).first() if chosen else None
    return {
        "columns": _columns(of_any_stage.counts_by_status(), chosen=form.wanted("stage")),
        "page": page,
        "lines": [line(job, seen_by=seen_by) for job in page],
        "batch": batch,
        "ready": ready_jobs(batch).count() if batch else 0,
        "has_next_job": seen_by.has_perm("jobs.review_job")
        and waiting_for(seen_by).order_by().exists(),
        "is_filtered": any(form.wanted(name) not in {None, ""} for name in form.fields),
    }


def _columns(by_status: dict[str, int], *, chosen: int | None) -> list[Column]:
    def total(stage: Stage, among: tuple[Status, ...]) -> int:
        return sum(by_status[status] for status in among if STAGE_OF[status] is stage)

    counted = tuple(status for status in Status if status is not Status.CANCELLED)
    return [
        Column(
            stage=stage,
            count=total(stage, counted),
            failed=total(stage, FAILED),
            waiting=total(stage, WAITING_FOR_PEOPLE),
            chosen=stage.value == chosen,
        )
        for stage in Stage
    ]
