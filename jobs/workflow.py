"""The only place where a job changes its status: rights, guards, change and record in one step."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django_fsm
from django.db import transaction
from django.utils import timezone

from jobs.auditing import record
from jobs.models import Job
from jobs.models.audit import ACTIONS
from jobs.notifying import notify
from jobs.statuses import STAGE_OF, Status
from jobs.transitions import Step

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class WorkflowError(Exception):
    """A step was not taken; nothing was changed. The text is fit for the user."""


class JobNotFound(WorkflowError):
    """There is no job of that id."""


class TransitionRefused(WorkflowError):
    """The job is not in the right state, or something stands against the step."""


class PermissionRefused(TransitionRefused):
    """That person may not take the step."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the audit entry of a step says beyond the step itself."""

    message: str = ""
    data: dict[str, Any] | None = None


def find_step(name: str) -> django_fsm.Transition | None:
    """Any declaration of the step of that name, whatever its source."""
    steps = Job().get_all_status_transitions()
    return next((found for found in steps if found.name == name), None)


def _stages_between(job: Job, name: str) -> str:
    known = find_step(name)
    target = STAGE_OF[Status(str(known.target))].value if known else "?"
    return f"Invalid transition from stage {job.current_stage} to {target}"


def _step_from(job: Job, name: str) -> Step | None:
    for found in job.get_all_status_transitions():
        if (found.name, found.source) == (name, job.status):
            declared: Step = found.custom["step"]
            return declared
    return None


def refusals(job: Job, name: str, *, by: "User | None") -> list[str]:
    """Every reason why `by` (None: the system) can't take the step now; empty when it can."""
    declared = _step_from(job, name)
    if declared is None:
        return [f"{_stages_between(job, name)}: the job is “{job.get_status_display()}”."]
    reasons = [guard(job) for guard in declared.guards]
    if not declared.may_be_taken_by(by):
        reasons.append("You do not have the right to do this.")
    return [reason for reason in reasons if reason]


def check(job: Job, name: str, *, by: "User | None") -> Step:
    """The step, when nothing stands against it.

    Raises: PermissionRefused; TransitionRefused, with every reason at once.
    """
    declared = _step_from(job, name)
    reasons = " ".join(refusals(job, name, by=by))
    if declared is None:
        raise TransitionRefused(reasons)
    if not declared.may_be_taken_by(by):
        raise PermissionRefused(reasons)
    if reasons:
        raise TransitionRefused(reasons)
    return declared


def available_steps(job: Job, *, by: "User | None") -> dict[str, Step]:
    """The steps that `by` can take now, by name, for buttons."""
    steps: dict[str, Step] = {}
    for found in job.get_all_status_transitions():
        if found.source == job.status and not refusals(job, found.name, by=by):
            steps[found.name] = found.custom["step"]
    return steps


def locked_job(job_id: str) -> Job:
    """The job, its row locked until the transaction ends. Raises: JobNotFound."""
    found = Job.objects.select_for_update(of=("self",)).filter(job_id=job_id)
    job: Job | None = found.first()
    if job is None:
        raise JobNotFound(f"There is no job “{job_id}”.")
    return job


def _complete_stage(job: Job, declared: Step, by: "User | None") -> None:
    if declared.completes is not None:
        prefix = f"stage{declared.completes.value}_completed"
        setattr(job, f"{prefix}_at", timezone.now())
        setattr(job, f"{prefix}_by", by)


@transaction.atomic
def advance(
    job_id: str, name: str, *, by: "User | None", note: Record | None = None, **arguments: Any
) -> Job:
    """Take one step and record it, or change nothing. `by` None is the system itself.

    `arguments` go to the transition method. One locking query, one update, one audit entry.

    Raises: JobNotFound; PermissionRefused; TransitionRefused.
    """
    job = locked_job(job_id)
    declared = check(job, name, by=by)
    source_status, source_stage = job.status, job.current_stage
    getattr(job, name)(**arguments)
    _complete_stage(job, declared, by)
    job.status_since = timezone.now()
    try:
        job.save()
    except django_fsm.ConcurrentTransition as error:
        raise TransitionRefused("Somebody else changed this job meanwhile.") from error
    note = note or Record()
    data = {"from": source_status, "to": job.status, **(note.data or {})}
    record(
        declared.action,
        note.message or ACTIONS[declared.action],
        by=by,
        job=job,
        stage=source_stage,
        data=data,
    )
    notify(job)
    return job
