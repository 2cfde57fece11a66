"""Completed jobs: find one, look at it again, download it again."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.job_filter import JobFilter
from jobs.models import Job
from jobs.models.querysets import MOST_FOUND
from jobs.statuses import Status
from jobs.views.access import needs
from jobs.views.keyset import sorted_slice

PAGE = 50


class CompletedFilter(JobFilter):
    """Which completed jobs to list."""

    archived = forms.ChoiceField(
        label="Show", required=False, choices=[("", "What is at hand"), ("yes", "The archive")]
    )


@require_safe
@needs("jobs.view_job", to="see the jobs")
def completed_jobs(request: HttpRequest) -> HttpResponse:
    """Latest downloads first; constant queries, no documents."""
    form = CompletedFilter(request.GET)
    is_archive = bool(form.wanted("archived"))
    done = Job.objects.filter(status=Status.COMPLETED, archived=is_archive)
    jobs = form.of_any_stage(done.without_documents()).select_related(
        "batch", "stage6_completed_by"
    )
    form.offer_choices()
    context = {
        "form": form,
        "query": form.query(),
        "page": sorted_slice(jobs, request, by="-status_since", size=PAGE),
        "count": jobs.order_by()[:MOST_FOUND].count(),
        "most_found": MOST_FOUND,
    }
    return render(request, "jobs/completed.html", context)
