"""The validation page: what was found, with pictures, and what people decide about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jobs import overriding, reviewing, substituting
from jobs.models import OverrideReason
from jobs.statuses import Status
from jobs.views.access import job_or_404, needs, signed_in
from jobs.views.issues import severities
from jobs.views.lines import line
from jobs.wording import counted
from jobs.workflow import PermissionRefused, WorkflowError

if TYPE_CHECKING:
    from jobs.models import Job


@require_http_methods(["GET", "HEAD", "POST"])
@needs("jobs.view_job", to="see the jobs")
def validate(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Show the report, or take a decision."""
    job = job_or_404(job_id)
    if request.method == "POST":
        return _decided(request, job)
    person = signed_in(request)
    shown = line(job, seen_by=person)
    if job.status != Status.AWAITING_VALIDATION_REVIEW:
        context = {"line": shown, "wanted": "validation review"}
        return render(request, "jobs/elsewhere.html", context)
    found = severities(job)
    standing = [one.standing for severity in found for one in severity.issues if one.standing]
    context = {
        "line": shown,
        "job": job,
        "severities": found,
        "reasons": OverrideReason.objects.filter(is_offered=True),
        "open_count": sum(not one.is_settled for one in standing),
        "for_managers": any(one.for_managers and not one.is_settled for one in standing),
        "asked_by_me": any(one.request and one.request.asked_by == person for one in standing),
        "fonts": substituting.fonts_offered(job),
        "agreed_fonts": substituting.agreed_fonts(job),
        "min_reason": reviewing.MIN_REASON,
        "max_reason": reviewing.MAX_REASON,
    }
    return render(request, "jobs/validate.html", context)


def _decided(request: HttpRequest, job: "Job") -> HttpResponseBase:
    decide = DECISIONS.get(request.POST.get("action", ""), _override)
    try:
        return decide(request, job)
    except PermissionRefused as error:
        raise PermissionDenied(str(error)) from error
    except (WorkflowError, reviewing.ReasonMissing) as error:
        messages.error(request, str(error))
        return redirect("validate", job.job_id)


def _return(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    """Back to the matches, at the row where the issue is."""
    reviewing.return_to_matching(job.job_id, by=signed_in(request))
    placeholder = request.POST.get("placeholder", "")
    fragment = f"#placeholder-{placeholder}" if placeholder else ""
    return HttpResponseRedirect(reverse("review-matching", args=[job.job_id]) + fragment)


def _override(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    issue = request.POST.get("issue", "")
    job = overriding.override_validation(
        job.job_id,
        reason=request.POST.get("override_reason", ""),
        code=request.POST.get("reason_code", ""),
        only=[issue] if issue else None,
        by=signed_in(request),
    )
    return _onwards(request, job)


def _ask(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    overriding.ask_manager(
        job.job_id,
        issue_hash=request.POST.get("issue", ""),
        reason=request.POST.get("override_reason", ""),
        code=request.POST.get("reason_code", ""),
        by=signed_in(request),
    )
    messages.success(request, "Asked. A manager decides on this page.")
    return redirect("validate", job.job_id)


def _decide(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    number = request.POST.get("request", "")
    job = overriding.decide_request(
        int(number) if number.isascii() and number.isdecimal() else 0,
        grant=request.POST.get("grant") == "yes",
        answer=request.POST.get("answer", ""),
        by=signed_in(request),
    )
    return _onwards(request, job)


def _agree(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    """Another font stands in; what is left to decide is shown anew."""
    job = substituting.agree_to_font(
        job.job_id,
        placeholder_id=request.POST.get("placeholder", ""),
        substitute=request.POST.get("substitute", ""),
        by=signed_in(request),
    )
    return _onwards(request, job)


def _take_back(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    font = request.POST.get("font", "")
    return _onwards(
        request, substituting.take_back_font(job.job_id, font=font, by=signed_in(request))
    )


def _go_on(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    return _onwards(request, overriding.go_on(job.job_id, by=signed_in(request)))


def _onwards(request: HttpRequest, job: "Job") -> HttpResponseRedirect:
    """To the next job once this one goes on; until then, back to what is left of it."""
    person = signed_in(request)
    if job.status == Status.AWAITING_VALIDATION_REVIEW:
        left = counted(overriding.open_count(job), "critical issue")
        messages.success(request, f"Kept. {left} left to decide.")
        return redirect("validate", job.job_id)
    messages.success(request, f"{job.job_id} goes on to ExtendScript generation.")
    return redirect("review-next" if person.has_perm("jobs.review_job") else "dashboard")


DECISIONS: dict[str, Callable[[HttpRequest, "Job"], HttpResponseRedirect]] = {
    "return": _return,
    "override": _override,
    "ask": _ask,
    "decide": _decide,
    "agree": _agree,
    "take-back": _take_back,
    "continue": _go_on,
}
