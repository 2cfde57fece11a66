"""The validation page: what was found, and the two ways on from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jobs import reviewing
from jobs.extracting import documents_of, pictures_of
from jobs.statuses import Status
from jobs.views.access import job_or_404, needs, signed_in
from jobs.views.lines import line
from jobs.workflow import PermissionRefused, WorkflowError

if TYPE_CHECKING:
    from jobs.models import Job

SEVERITIES = (
    ("critical", "Critical", "critical_issues"),
    ("warning", "Warnings", "warnings"),
    ("info", "Notes", "info"),
)


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """An issue with names in place of ids; empty names where it is about neither."""

    message: str
    hint: str
    code: str
    layer_id: str
    layer: str
    placeholder: str
    has_picture: bool


@dataclass(frozen=True, slots=True)
class Severity:
    """All issues of one weight."""

    key: str
    label: str
    issues: tuple[ShownIssue, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("jobs.view_job", to="see the jobs")
def validate(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Show the report; without JavaScript, also take the decision."""
    job = job_or_404(job_id)
    if request.method == "POST":
        return _decide(request, job)
    shown = line(job, seen_by=signed_in(request))
    if job.status != Status.AWAITING_VALIDATION_REVIEW:
        context = {"line": shown, "wanted": "validation review"}
        return render(request, "jobs/elsewhere.html", context)
    context = {
        "line": shown,
        "job": job,
        "severities": severities(job),
        "min_reason": reviewing.MIN_REASON,
        "max_reason": reviewing.MAX_REASON,
    }
    return render(request, "jobs/validate.html", context)


def _decide(request: HttpRequest, job: "Job") -> HttpResponseBase:
    person = signed_in(request)
    try:
        if request.POST.get("action") == "return":
            reviewing.return_to_matching(job.job_id, by=person)
            return redirect("review-matching", job.job_id)
        reason = request.POST.get("override_reason", "")
        reviewing.override_validation(job.job_id, reason=reason, by=person)
    except PermissionRefused as error:
        raise PermissionDenied(str(error)) from error
    except (WorkflowError, reviewing.ReasonMissing) as error:
        messages.error(request, str(error))
        return redirect("validate", job.job_id)
    messages.success(request, f"{job.job_id} goes on to ExtendScript generation.")
    return redirect("review-next" if person.has_perm("jobs.review_job") else "dashboard")


def severities(job: "Job") -> tuple[Severity, ...]:
    """The stored report, heaviest first; weights without issues are left out."""
    report = job.stage3_validation_results or {}
    names = _Names.of(job)
    found = (
        Severity(key, label, tuple(names.shown(issue) for issue in report.get(stored, [])))
        for key, label, stored in SEVERITIES
    )
    return tuple(severity for severity in found if severity.issues)


@dataclass(frozen=True, slots=True)
class _Names:
    layers: Mapping[str, str]
    placeholders: Mapping[str, str]
    pictures: Mapping[str, Any]

    @classmethod
    def of(cls, job: "Job") -> "_Names":
        psd, template = documents_of(job)
        return cls(
            {layer.id: layer.path or layer.name for layer in psd.layers},
            {hole.id: f"{hole.layer} in {hole.composition}" for hole in template.placeholders},
            pictures_of(job)["layers"],
        )

    def shown(self, issue: Mapping[str, Any]) -> ShownIssue:
        layer_id = str(issue.get("layer_id") or "")
        placeholder_id = str(issue.get("placeholder_id") or "")
        return ShownIssue(
            message=str(issue.get("message", "")),
            hint=str(issue.get("hint") or ""),
            code=str(issue.get("code", "")),
            layer_id=layer_id,
            layer=self.layers.get(layer_id, layer_id),
            placeholder=self.placeholders.get(placeholder_id, placeholder_id),
            has_picture=bool(self.pictures.get(layer_id)),
        )
