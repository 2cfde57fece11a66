"""A batch's own page: how far it is, what failed and why, its jobs."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from jobs.batch_delivering import ask_for_package, standing_of
from jobs.batch_progress import progress_of, retry_failed
from jobs.models import Batch
from jobs.statuses import FAILED
from jobs.views.access import needs, signed_in
from jobs.views.dashboard import PAGE, columns
from jobs.views.dashboard_lists import tell_outcome
from jobs.views.durations import estimated
from jobs.views.keyset import sorted_slice
from jobs.views.lines import lines
from jobs.workflow import TransitionRefused

FAILURES = 20  # told in full


@require_safe
@needs("jobs.view_job", to="see the jobs")
def batch(request: HttpRequest, batch_id: str) -> HttpResponse:
    """The whole page, or for htmx the part that changes; constant queries."""
    found = get_object_or_404(Batch.objects.select_related("created_by"), pk=batch_id)
    is_part = bool(request.headers.get("HX-Request"))
    template = "jobs/partials/batch_now.html" if is_part else "jobs/batch.html"
    response = render(request, template, _context(request, found))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _context(request: HttpRequest, found: Batch) -> dict[str, Any]:
    jobs = found.jobs.without_documents().select_related("batch")
    progress = progress_of(found)
    page = sorted_slice(jobs, request, by="job_id", size=PAGE)
    return {
        "batch": found,
        "progress": progress,
        "left": {
            "reading": estimated(progress.reading_takes),
            "all": estimated(progress.all_takes),
        },
        "columns": columns(found.jobs.all()),
        "package": standing_of(found),
        "failures": jobs.filter(status__in=FAILED).order_by("pk")[:FAILURES],
        "page": page,
        "lines": lines(page.rows, seen_by=signed_in(request)),
    }


@require_POST
@needs("jobs.start_job", to="start or retry jobs")
def retry(request: HttpRequest, batch_id: str) -> HttpResponseBase:
    """Start again everything in the batch that failed."""
    found = get_object_or_404(Batch, pk=batch_id)
    tell_outcome(request, retry_failed(found, by=signed_in(request)), "started again")
    return redirect(found)


@require_POST
@needs("jobs.download_job", to="download jobs")
def make_package(request: HttpRequest, batch_id: str) -> HttpResponseBase:
    """Have all ready jobs packed; the batch's page shows how far that is."""
    found = get_object_or_404(Batch, pk=batch_id)
    try:
        ask_for_package(found, by=signed_in(request))
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)
