"""A job's own page: where it stands, what its script will change, the downloads, its history."""

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.delivering import script_name
from jobs.generating import changes_of
from jobs.highlighting import highlighted
from jobs.models import AuditEntry, Job
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.receiving import latest_receipt
from jobs.statuses import WITH_SCRIPT, Status
from jobs.storage import layout_name
from jobs.views.access import job_or_404, needs, signed_in
from jobs.views.issues import severities
from jobs.views.lines import line

HISTORY = 200


@require_safe
@needs("jobs.view_job", to="see the jobs")
def preview(request: HttpRequest, job_id: str) -> HttpResponse:
    """Everything about one job that a person may want to see."""
    jobs = Job.objects.select_related("stage4_completed_by", "revision_of")
    jobs = jobs.defer(*[f"revision_of__{name}" for name in DOCUMENT_FIELDS])
    job = job_or_404(job_id, jobs)
    has_script = job.status in WITH_SCRIPT
    context = {
        "line": line(job, seen_by=signed_in(request)),
        "job": job,
        "heading": "Preview" if has_script else "Job",
        "has_script": has_script,
        "script": highlighted(job.stage5_extendscript) if has_script else "",
        "script_name": script_name(job),
        "changes": changes_of(job) if has_script else (),
        "has_layout": has_script and default_storage.exists(layout_name(job, "after")),
        "receipt": latest_receipt(job) if job.status == Status.COMPLETED else None,
        "severities": severities(job) if job.stage3_validation_results else (),
        "history": _history(job),
        "later": job.job_set.only("job_id").order_by("pk"),
    }
    return render(request, "jobs/preview.html", context)


def _history(job: Job) -> list[AuditEntry]:
    """Oldest first; one query."""
    latest = AuditEntry.objects.filter(job_key=job.job_id).order_by("-id")[:HISTORY]
    return list(reversed(latest))
