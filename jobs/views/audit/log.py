"""The whole audit log, and one job's whole story in it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.audit_filters import LogFilter
from jobs.models import AuditEntry, Job
from jobs.views.access import job_or_404, needs, signed_in
from jobs.views.audit.exports import exported_log
from jobs.views.issues import details_in_words
from jobs.views.keyset import slice_of
from jobs.views.lines import line

LONGEST_STORY = 1000  # entries


@require_safe
@needs("jobs.view_auditentry", to="see the audit log")
def log(request: HttpRequest) -> HttpResponseBase:
    """A page of entries, newest first; with `format` "csv" or "jsonl" all that are wanted."""
    form = LogFilter(request.GET)
    entries = form.apply(AuditEntry.objects.all())
    if kind := request.GET.get("format"):
        return exported_log(entries, kind)
    page = slice_of(entries, request, key="pk")
    context = {"form": form, "query": form.query(), "page": page}
    return render(request, "jobs/audit/log.html", context)


@require_safe
@needs("jobs.view_auditentry", to="see the audit log")
def story(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Everything that happened to a job, oldest first, with all that was kept of it."""
    job = job_or_404(job_id, Job.objects.without_documents().select_related("revision_of"))
    told = AuditEntry.objects.filter(job_key=job_id).order_by("id")[:LONGEST_STORY]
    context = {
        "line": line(job, seen_by=signed_in(request)),
        "job": job,
        "entries": [(entry, details_in_words(entry.data)) for entry in told],
        "revisions": job.job_set.only("job_id").order_by("pk"),
    }
    return render(request, "jobs/audit/story.html", context)
