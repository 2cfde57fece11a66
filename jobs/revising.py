"""Corrects a finished job by a new revision of it, which `extracting` begins where it was left."""

from typing import TYPE_CHECKING

from django.db import transaction

from jobs import intake, workflow
from jobs.auditing import record
from jobs.models import Job
from jobs.models.job import LONGEST_JOB_ID
from jobs.statuses import Status
from jobs.workflow import PermissionRefused, TransitionRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAY_REVISE = ("jobs.review_job", "jobs.start_job")
COPIED = (
    *("batch", "psd_file", "template_file", "output_name"),
    *("client_name", "project_name", "priority", "notes"),
)


def may_revise(by: "User") -> bool:
    """Whether that person may correct finished jobs: reviewers and coordinators."""
    return any(by.has_perm(permission) for permission in MAY_REVISE)


@transaction.atomic
def revise(job_id: str, *, by: "User") -> Job:
    """Make a new job that corrects a completed one, and start it; the old one stays as it is.

    Raises: JobNotFound; PermissionRefused; TransitionRefused when the job isn't completed or has
    a later revision that wasn't cancelled.
    """
    old = workflow.locked_job(job_id)
    if not may_revise(by):
        raise PermissionRefused("You do not have the right to do this.")
    if old.status != Status.COMPLETED:
        raise TransitionRefused("Only a completed job can be corrected by a new revision.")
    if old.psd_file.pixels_removed_at is not None:
        raise TransitionRefused("The Photoshop file was removed since; upload the card again.")
    later = old.job_set.exclude(status=Status.CANCELLED).values_list("job_id", flat=True).first()
    if later:
        raise TransitionRefused(f"The revision “{later}” corrects this job already.")
    new = _made(old)
    data = {"revision": new.revision, "revision_of": old.job_id, "made": new.job_id}
    record("job_revised", f"Corrected by {new.job_id}", by=by, job=old, data=data)
    record("job_revised", f"Corrects {old.job_id}", by=by, job=new, data=data)
    return intake.start_job(new.job_id, by=None)


def _made(old: Job) -> Job:
    first = old.job_id.removesuffix(_ending(old.revision))
    number = old.revision + 1
    while Job.objects.filter(job_id=_named(first, number)).exists():
        number += 1
    job: Job = Job.objects.create(
        job_id=_named(first, number),
        revision=number,
        revision_of=old,
        **{name: getattr(old, name) for name in COPIED},
    )
    return job


def _ending(revision: int) -> str:
    return f"-r{revision}" if revision > 1 else ""


def _named(first: str, revision: int) -> str:
    ending = _ending(revision)
    return first[: LONGEST_JOB_ID - len(ending)] + ending
