"""Completed jobs: find one, look at it again, download it again."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.forms import JobFilter
from jobs.models import Job
from jobs.statuses import Status
from jobs.views.access import needs

PAGE = 50


@require_safe
@needs("jobs.view_job", to="see the jobs")
def completed_jobs(request: HttpRequest) -> HttpResponse:
    """Latest downloads first; constant queries, no documents."""
    form = JobFilter(request.GET)
    done = Job.objects.filter(status=Status.COMPLETED, archived=False).without_documents()
    jobs = form.of_any_stage(done).select_related("batch", "stage6_completed_by")
    ordered = jobs.order_by("-stage6_downloaded_at", "-pk")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    form.offer_choices()
    return render(request, "jobs/completed.html", {"form": form, "page": page})
