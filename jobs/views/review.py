"""The match review page, and the way to the next job that needs it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from extraction import InvalidDocument
from jobs import drafting, reviewing
from jobs.drafting import ClaimedByAnother
from jobs.models import Job
from jobs.statuses import Status
from jobs.views.access import job_or_404, needs, signed_in
from jobs.views.lines import line
from jobs.views.sheet import FITS, sheet_of
from jobs.views.why import why_matched
from jobs.wording import counted
from jobs.workflow import WorkflowError

HTMX_STOP_POLLING = 286  # a status of htmx's own
# Before a placeholder's id in the names of the form's fields:
LAYER, FIT, FOCUS, TEXT, SHRINK = "layer ", "fit ", "focus ", "text ", "shrink "


@require_http_methods(["GET", "HEAD", "POST"])
@needs("jobs.review_job", to="review matches")
def review_matching(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Show the matches to a reviewer; without JavaScript, also take the approval."""
    job = job_or_404(job_id)
    if request.method == "POST" and "take_over" not in request.POST:
        return _approve(request, job)
    by = signed_in(request)
    shown = line(job, seen_by=by)
    if job.status != Status.AWAITING_REVIEW:
        return render(request, "jobs/elsewhere.html", {"line": shown, "wanted": "match review"})
    try:
        draft = drafting.claim(job, by=by, take_over=request.method == "POST")
    except ClaimedByAnother as claimed:
        return render(request, "jobs/review_claimed.html", {"line": shown, "draft": claimed.draft})
    if request.method == "POST":
        return redirect("review-matching", job.job_id)
    context = {"line": shown, "job": job, "sheet": sheet_of(job, draft), "fits": FITS}
    return render(request, "jobs/review.html", context | {"draft": draft})


@require_safe
@needs("jobs.review_job", to="review matches")
def review_why(request: HttpRequest, job_id: str, placeholder_id: str) -> HttpResponseBase:
    """Why one placeholder got its layer: into the row, or as a page where there is no script."""
    job = job_or_404(job_id)
    why = why_matched(job, placeholder_id)
    if why is None:
        raise Http404("Nothing was proposed for this placeholder.")
    template = "partials/review_why" if request.headers.get("HX-Request") else "review_why"
    response = render(request, f"jobs/{template}.html", {"why": why, "job": job})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@needs("jobs.review_job", to="review matches")
def review_claim(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Asked by an open page now and then: nothing while the job is in hand, else why it is not."""
    job = job_or_404(job_id, Job.objects.without_documents())
    sentence = drafting.why_lost(job, by=signed_in(request))
    if not sentence:
        return HttpResponse(status=204)
    context = {"sentence": sentence, "job": job}
    return render(request, "jobs/partials/review_lost.html", context, status=HTMX_STOP_POLLING)


@require_safe
@needs("jobs.review_job", to="review matches")
def review_next(request: HttpRequest) -> HttpResponseRedirect:
    """Claim the most urgent free job and go to it, or to the dashboard when none does."""
    job_id = drafting.claim_next(by=signed_in(request), after=request.GET.get("after"))
    if job_id is None:
        messages.info(request, "No job needs match review now. Excellent work!")
        return redirect("dashboard")
    return redirect("review-matching", job_id)


def _approve(request: HttpRequest, job: Job) -> HttpResponseRedirect:
    try:
        job = reviewing.approve_matches(
            job.job_id,
            matches=_chosen(request),
            by=signed_in(request),
            draft_version=_version(request),
        )
    except (WorkflowError, InvalidDocument) as error:
        messages.error(request, str(error))
        return redirect("review-matching", job.job_id)
    if job.status == Status.AWAITING_VALIDATION_REVIEW:
        messages.warning(
            request, f"{counted(job.critical_count, 'critical issue')} found. Review required."
        )
        return redirect("validate", job.job_id)
    messages.success(request, f"{job.job_id} approved.")
    return redirect("review-next" if request.POST.get("next") == "next_job" else "dashboard")


def _version(request: HttpRequest) -> int | None:
    """The draft that the form shows, or None where it says nothing of one."""
    sent = request.POST.get("draft_version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() else None


def _chosen(request: HttpRequest) -> list[dict[str, object]]:
    """The form's choices as the contract's `approved_matches`."""
    chosen: list[dict[str, object]] = []
    for name, layer_id in request.POST.items():
        if name.startswith(LAYER) and layer_id:
            hole = name.removeprefix(LAYER)
            match: dict[str, object] = {"placeholder_id": hole, "layer_id": str(layer_id)}
            if fit := request.POST.get(f"{FIT}{hole}"):
                match["fit"] = fit
            if focus := request.POST.get(f"{FOCUS}{hole}"):
                match["focus"] = focus.split()
            if text := request.POST.get(f"{TEXT}{hole}"):
                match["text"] = text
            if f"{SHRINK}{hole}" in request.POST:
                match["shrink"] = True
            chosen.append(match)
    return chosen
