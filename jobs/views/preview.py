"""A job's own page: where it stands, what its script will change, the downloads, its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from extraction import MatchDocument, from_json
from jobs.extracting import documents_of
from jobs.models import AuditEntry, Job
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.statuses import Status
from jobs.views.access import job_or_404, needs, signed_in
from jobs.views.issues import severities
from jobs.views.lines import line
from scripting.errors import ScriptingError
from scripting.plan import PlannedChange, build_plan, planned_changes

HISTORY = 200
WITH_SCRIPT = (Status.AWAITING_DOWNLOAD, Status.COMPLETED)


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
        "changes": _changes(job) if has_script else (),
        "severities": severities(job) if job.stage3_validation_results else (),
        "history": _history(job),
        "later": job.job_set.only("job_id").order_by("pk"),
    }
    return render(request, "jobs/preview.html", context)


def _changes(job: Job) -> list[PlannedChange]:
    """What the script will do, from the approved matches; nothing, if they no longer do."""
    psd, template = documents_of(job)
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    try:
        plan = build_plan(
            psd,
            template,
            matches,
            job_id=job.job_id,
            output_name=job.output_name,
            revision=job.revision,
        )
    except ScriptingError:
        return []  # the script itself stands below, and is what counts
    return planned_changes(plan)


def _history(job: Job) -> list[AuditEntry]:
    """Oldest first; one query."""
    latest = AuditEntry.objects.filter(job_key=job.job_id).order_by("-id")[:HISTORY]
    return list(reversed(latest))
