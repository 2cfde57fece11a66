"""Jobs: look, decide, retry, cancel, download. One domain call each."""

from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from jobs import delivering, drafting, generating, overriding, reviewing, revising
from jobs.api.auth import person
from jobs.api.schemas import (
    ApproveIn,
    ApproveOut,
    CancelIn,
    DraftIn,
    DraftOut,
    JobOut,
    JobsOut,
    OverrideIn,
    OverrideOut,
    ReportOut,
    ReturnOut,
    StatusOut,
)
from jobs.api.sending import FILE, sent
from jobs.models import Job
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.statuses import Stage, Status
from jobs.wording import counted
from jobs.workflow import JobNotFound, TransitionRefused

router = Router(tags=["jobs"])
PAGE_SIZE = 50
NO_NUL = r"^[^\x00]*$"  # PostgreSQL takes none
STAGES = range(len(Stage))
PEOPLE = [f"stage{stage}_completed_by" for stage in STAGES]


class JobFilter(Schema):
    """Which jobs to list."""

    stage: int | None = Field(None, ge=0, le=6)
    status: Status | None = None
    client: str = Field("", pattern=NO_NUL)
    q: str = Field("", pattern=NO_NUL)
    page: int = Field(1, ge=1)


def _line(job: Job) -> dict[str, Any]:
    plain = ("job_id", "status", "current_stage", "output_name", "client_name", "project_name")
    more = ("priority", "notes", "error", "archived", "created_at", "updated_at")
    batch_id = str(job.batch_id)
    ids = {"batch": batch_id, "batch_id": batch_id}
    return {name: getattr(job, name) for name in plain + more} | ids


def _detail(job: Job) -> dict[str, Any]:
    more = ("stage4_override_reason", "stage4_skipped", "stage6_downloaded_at", "revision")
    shown = _line(job) | {name: getattr(job, name) for name in DOCUMENT_FIELDS + more}
    shown |= {"psd_file": job.psd_file.name, "template_file": job.template_file.name}
    shown |= {"revision_of": job.revision_of.job_id if job.revision_of else None, "stages": {}}
    for stage in STAGES:
        by = getattr(job, f"stage{stage}_completed_by")
        name = by.get_username() if by else None
        moment = getattr(job, f"stage{stage}_completed_at")
        shown |= {f"stage{stage}_completed_at": moment, f"stage{stage}_completed_by": name}
        shown["stages"][str(stage)] = {"completed_at": moment, "completed_by": name}
    return shown


def _found(job_id: str) -> Job:
    jobs = Job.objects.select_related("psd_file", "template_file", "revision_of", *PEOPLE)
    jobs = jobs.defer(*[f"revision_of__{name}" for name in DOCUMENT_FIELDS])
    job: Job | None = jobs.filter(job_id=job_id).first()
    if job is None:
        raise JobNotFound(f"There is no job “{job_id}”.")
    return job


@router.get("jobs", response=JobsOut)
def job_list(request: HttpRequest, wanted: Query[JobFilter]) -> dict[str, Any]:
    """One page of jobs, newest first; past the last page there are none. Three queries."""
    person(request, "jobs.view_job")
    jobs = Job.objects.without_documents()
    if wanted.stage is not None:
        jobs = jobs.in_stage(wanted.stage)
    if wanted.status is not None:
        jobs = jobs.filter(status=wanted.status)
    if wanted.client:
        jobs = jobs.filter(client_name=wanted.client)
    if wanted.q:
        jobs = jobs.matching_text(wanted.q)
    pages = Paginator(jobs, PAGE_SIZE)
    page = pages.page(wanted.page) if wanted.page <= pages.num_pages else ()
    return {
        "jobs": [_line(job) for job in page],
        "page": wanted.page,
        "pages": pages.num_pages,
        "total": pages.count,
    }


@router.get("job/{job_id:job_id}", response=JobOut)
def job_detail(request: HttpRequest, job_id: str) -> dict[str, Any]:
    """One job with its documents."""
    person(request, "jobs.view_job")
    return {"job": _detail(_found(job_id))}


@router.post("job/{job_id:job_id}/approve-stage2", response=ApproveOut, exclude_unset=True)
def approve_stage2(request: HttpRequest, job_id: str, payload: ApproveIn) -> dict[str, Any]:
    """Approve the matches; they are validated at once."""
    by = person(request, "jobs.review_job")
    job = reviewing.approve_matches(
        job_id, matches=payload.approved_matches, by=by, draft_version=payload.draft_version
    )
    answer: dict[str, Any] = {"success": True, "job_id": job_id}
    if job.status == Status.AWAITING_VALIDATION_REVIEW:
        return answer | {
            "requires_validation": True,
            "validation_url": reverse("validate", args=[job_id]),
            "critical_count": job.critical_count,
            "message": "Critical validation issues found. Review required.",
        }
    wants_next = payload.next_action == "next_job"
    return answer | {
        "requires_validation": False,
        "next_job_id": drafting.claim_next(by=by) if wants_next else None,
        "message": "Validation passed. The script is being generated.",
    }


@router.post("job/{job_id:job_id}/draft", response=DraftOut)
def save_draft(request: HttpRequest, job_id: str, payload: DraftIn) -> dict[str, Any]:
    """Keep choices that aren't approved yet, and hear what validation would find in them."""
    by = person(request, "jobs.review_job")
    wanted = payload.dict(exclude={"user_id"})
    return {"job_id": job_id, **drafting.save(job_id, by=by, **wanted)}


@router.get("job/{job_id:job_id}/validation-results", response=ReportOut)
def validation_results(request: HttpRequest, job_id: str) -> dict[str, Any]:
    """The report of the latest validation."""
    person(request, "jobs.view_job")
    report = _found(job_id).stage3_validation_results
    if report is None:
        raise TransitionRefused("Validation has not run on this job yet.")
    return {"job_id": job_id, **report}


@router.post("job/{job_id:job_id}/return-to-matching", response=ReturnOut)
def return_to_matching(request: HttpRequest, job_id: str) -> dict[str, Any]:
    """Back to match review, to settle what validation found."""
    reviewing.return_to_matching(job_id, by=person(request, "jobs.review_job"))
    return {
        "job_id": job_id,
        "redirect_url": reverse("review-matching", args=[job_id]),
        "message": "Returned to matching.",
    }


@router.post("job/{job_id:job_id}/override-validation", response=OverrideOut)
def override_validation(request: HttpRequest, job_id: str, payload: OverrideIn) -> dict[str, Any]:
    """Let one critical issue pass, or all, with a reason of at least ten characters."""
    by = person(request, "jobs.override_validation")
    job = _overridden(job_id, payload, by=by)
    if job.status == Status.AWAITING_VALIDATION_REVIEW:
        left = overriding.open_count(job)
        message = f"Kept. {counted(left, 'critical issue')} left to decide."
        return {"job_id": job_id, "message": message, "open_issues": left, "next_job_id": None}
    return {
        "job_id": job_id,
        "message": "Validation overridden. The script is being generated.",
        "open_issues": 0,
        "next_job_id": drafting.claim_next(by=by) if by.has_perm("jobs.review_job") else None,
    }


def _overridden(job_id: str, payload: OverrideIn, *, by: User) -> Job:
    reason, code = payload.override_reason, payload.reason_code
    if payload.issue is None:
        return overriding.override_validation(job_id, reason=reason, code=code, by=by)
    name = overriding.IssueName(**payload.issue.dict())
    return overriding.override_issue(job_id, name=name, reason=reason, code=code, by=by)


@router.post("job/{job_id:job_id}/retry", response=StatusOut)
def retry(request: HttpRequest, job_id: str) -> dict[str, Any]:
    """Start again what failed."""
    job = reviewing.retry(job_id, by=person(request, "jobs.start_job"))
    return {"job_id": job_id, "status": job.status, "message": "Started again."}


@router.post("job/{job_id:job_id}/cancel", response=StatusOut)
def cancel(request: HttpRequest, job_id: str, payload: CancelIn) -> dict[str, Any]:
    """End the job before its time."""
    job = reviewing.cancel(job_id, reason=payload.reason, by=person(request, "jobs.cancel_job"))
    return {"job_id": job_id, "status": job.status, "message": "Cancelled."}


@router.post("job/{job_id:job_id}/revise", response=StatusOut)
def revise(request: HttpRequest, job_id: str) -> dict[str, Any]:
    """Correct a completed job by a new revision; `job_id` in the answer is the new job's."""
    job = revising.revise(job_id, by=person(request, "jobs.view_job"))
    return {"job_id": job.job_id, "status": job.status, "message": f"Revision {job.revision} made."}


@router.post("job/{job_id:job_id}/regenerate", response=StatusOut)
def regenerate(request: HttpRequest, job_id: str) -> dict[str, Any]:
    """Have script and package made once more, as long as nobody has downloaded them."""
    job = generating.regenerate(job_id, by=person(request, "jobs.download_job"))
    return {"job_id": job_id, "status": job.status, "message": "The script is being generated."}


@router.get("job/{job_id:job_id}/download-extendscript", openapi_extra=FILE)
def download_extendscript(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """The script. The first download completes the job."""
    by, part = person(request, "jobs.download_job"), request.headers.get("Range", "")
    return sent(request, delivering.download_script(job_id, by=by, part=part))


@router.get("job/{job_id:job_id}/download-package", openapi_extra=FILE)
def download_package(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """The script with its images, zipped. The first download completes the job."""
    by, part = person(request, "jobs.download_job"), request.headers.get("Range", "")
    return sent(request, delivering.download_package(job_id, by=by, part=part))
