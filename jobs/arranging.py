"""How staff arrange the work: how soon a job is reviewed and by whom. No status changes here."""

from typing import TYPE_CHECKING

from django.db import transaction

from jobs import workflow
from jobs.auditing import record
from jobs.models import Job
from jobs.workflow import PermissionRefused, TransitionRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def reprioritise(job_id: str, *, priority: str, by: "User") -> Job:
    """Give the job another priority. Raises: JobNotFound; PermissionRefused; TransitionRefused."""
    job = _open_job(job_id, by)
    if priority not in Job.Priority.values:
        raise TransitionRefused("Choose a priority.")
    if job.priority != priority:
        Job.objects.filter(pk=job.pk).update(priority=priority)
        data = {"priority": {"from": job.priority, "to": priority}}
        record("job_changed", "Changed: priority", by=by, job=job, data=data)
    return job


@transaction.atomic
def assign(job_id: str, *, to: "User | None", by: "User") -> Job:
    """Say who is to review the job; None: whoever comes first.

    Raises: JobNotFound; PermissionRefused; TransitionRefused.
    """
    job = _open_job(job_id, by)
    if to is not None and not (to.is_active and to.has_perm("jobs.review_job")):
        raise TransitionRefused(f"{to} does not review matches.")
    if job.assigned_to != to:
        Job.objects.filter(pk=job.pk).update(assigned_to=to)
        names = {"from": _name(job.assigned_to), "to": _name(to)}
        message = f"Assigned to {to}" if to else "Assigned to nobody"
        record("job_assigned", message, by=by, job=job, stage=job.current_stage, data=names)
    return job


def _name(person: "User | None") -> str:
    return person.get_username() if person else ""


def _open_job(job_id: str, by: "User") -> Job:
    if not by.has_perm("jobs.change_job"):
        raise PermissionRefused("You do not have the right to do this.")
    job = workflow.locked_job(job_id)
    if job.has_ended:
        raise TransitionRefused(f"The job is “{job.get_status_display()}”.")
    return job
