"""Stage 4: critical issues are let pass one by one, each for exactly the matches it was found in.

An issue that only managers may settle is asked for by one person and decided by another.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jobs import queueing, workflow
from jobs.auditing import record
from jobs.models import AuditEntry, Job, Override, OverrideReason, OverrideRequest
from jobs.reviewing import MIN_REASON, ReasonMissing, checked_reason
from jobs.standing_issues import Standing, matches_hash, standing_issues
from jobs.statuses import Stage
from jobs.wording import counted
from jobs.workflow import PermissionRefused, Record, TransitionRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MANAGERS = "jobs.decide_override"
FEWEST_SIGNS = 3  # different ones, so that a reason is more than one key held down
OWN_REQUEST = "You asked for this yourself, so somebody else has to decide."


@dataclass(frozen=True, slots=True)
class IssueName:
    """What tells one issue of a report from the others; a part that is None tells nothing."""

    code: str
    placeholder_id: str | None = None
    layer_id: str | None = None

    def fits(self, issue: Mapping[str, Any]) -> bool:
        """Whether the issue has this code, and stands where this says."""
        place = (self.placeholder_id, self.layer_id)
        found = (issue.get("placeholder_id"), issue.get("layer_id"))
        return issue["code"] == self.code and all(
            wanted in (None, it) for wanted, it in zip(place, found, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: one of the managers' codes (or none), and the person's own words."""

    code: str
    text: str


def checked_override_reason(text: object, *, code: str = "") -> Reason:
    """A reason that says something, under an offered code or none. Raises: ReasonMissing."""
    checked = checked_reason(text, minimum=MIN_REASON)
    if len(set(checked.casefold()) - {" ", "\n", "\t"}) < FEWEST_SIGNS:
        raise ReasonMissing("The reason must be more than repeated characters.")
    if code and not OverrideReason.objects.filter(code=code, is_offered=True).exists():
        raise ReasonMissing("Choose one of the offered kinds of reason.")
    return Reason(code, checked)


@transaction.atomic
def override_validation(
    job_id: str, *, reason: object, by: "User", code: str = "", only: Collection[str] | None = None
) -> Job:
    """Let critical issues pass: all that are open, or those whose hashes are in `only`.

    The job goes on once none is left. All or nothing.

    Raises: ReasonMissing; JobNotFound; PermissionRefused; TransitionRefused.
    """
    why = checked_override_reason(reason, code=code)
    job = _locked(job_id, by)
    wanted = [
        one
        for one in standing_issues(job)
        if not one.is_settled and (only is None or one.issue_hash in only)
    ]
    if only is not None and len(wanted) < len(set(only)):
        raise TransitionRefused("The issues have changed since you looked; look again.")
    for one in wanted:
        _check_may_settle(one, by)
    for one in wanted:
        _let_pass(job, one, why, by=by)
    return _gone_on(job, by=by)


@transaction.atomic
def override_issue(
    job_id: str, *, name: IssueName, reason: object, by: "User", code: str = ""
) -> Job:
    """Let the one open issue pass that has this name.

    Raises: as `override_validation` does; TransitionRefused also when none or several have it.
    """
    job = _locked(job_id, by)
    issues = [one for one in standing_issues(job) if not one.is_settled and name.fits(one.issue)]
    if len(issues) != 1:
        found = "None" if not issues else "More than one"
        raise TransitionRefused(f"{found} of the open critical issues has this name.")
    only = [one.issue_hash for one in issues]
    return override_validation(job_id, reason=reason, by=by, code=code, only=only)


@transaction.atomic
def go_on(job_id: str, *, by: "User") -> Job:
    """Go on with overrides that were given before for the same matches.

    Raises: JobNotFound; PermissionRefused; TransitionRefused while an issue is open.
    """
    job = _locked(job_id, by)
    if left := open_count(job):
        raise TransitionRefused(f"A person has to decide on {counted(left, 'critical issue')}.")
    return _gone_on(job, by=by)


@transaction.atomic
def ask_manager(
    job_id: str, *, issue_hash: str, reason: object, by: "User", code: str = ""
) -> OverrideRequest:
    """Ask for an override that only managers may give. Raises: as `override_validation` does."""
    why = checked_override_reason(reason, code=code)
    job = _locked(job_id, by)
    one = next((one for one in standing_issues(job) if one.issue_hash == issue_hash), None)
    if one is None or one.is_settled or one.request is not None:
        raise TransitionRefused("The issues have changed since you looked; look again.")
    request = OverrideRequest.objects.create(
        job=job,
        matches_hash=matches_hash(job),
        issue_hash=issue_hash,
        issue=dict(one.issue),
        reason_code=why.code,
        reason=why.text,
        asked_by=by,
    )
    _record("override_requested", job, one, why, by=by)
    return request


@transaction.atomic
def decide_request(request_id: int, *, grant: bool, by: "User", answer: object = "") -> Job:
    """Grant or decline what somebody else asked for; declining needs a few words.

    Raises: JobNotFound; ReasonMissing; PermissionRefused; TransitionRefused.
    """
    asked = OverrideRequest.objects.select_related("job").filter(pk=request_id).first()
    if asked is None:
        raise workflow.JobNotFound("There is no such request.")
    job = _locked(asked.job.job_id, by)
    one = next((one for one in standing_issues(job) if _is_about(one, request_id)), None)
    if one is None:
        raise TransitionRefused("This request was decided, or the matches have changed since.")
    _check_may_settle(one, by)
    if not grant:
        _decline(job, one, Reason("", checked_reason(answer, minimum=1)), by=by)
        return job
    _let_pass(job, one, Reason(asked.reason_code, asked.reason), by=by)
    return _gone_on(job, by=by)


def open_count(job: Job) -> int:
    """How many critical issues still need a decision; two queries."""
    return sum(not one.is_settled for one in standing_issues(job))


def _is_about(one: Standing, request_id: int) -> bool:
    return one.request is not None and one.request.pk == request_id


def _locked(job_id: str, by: "User") -> Job:
    job = workflow.locked_job(job_id)
    workflow.check(job, "override_validation", by=by)
    return job


def _check_may_settle(one: Standing, by: "User") -> None:
    if one.request is not None and one.request.asked_by == by:
        raise PermissionRefused(OWN_REQUEST)
    if one.for_managers and not by.has_perm(MANAGERS):
        raise PermissionRefused(f"Only managers may override this: {one.issue['message']}")


def _let_pass(job: Job, one: Standing, why: Reason, *, by: "User") -> None:
    entry = _record("issue_overridden", job, one, why, by=by)
    Override.objects.create(
        entry=entry,
        job=job,
        matches_hash=entry.data["matches_hash"],
        issue_hash=one.issue_hash,
        rule=one.issue["code"],
        client_name=job.client_name,
        username=by.get_username(),
        day=timezone.localdate(entry.created_at),
    )
    _close(one, granted=True)


def _decline(job: Job, one: Standing, why: Reason, *, by: "User") -> None:
    _record("override_declined", job, one, why, by=by)
    _close(one, granted=False)


def _close(one: Standing, *, granted: bool) -> None:
    if one.request is not None:
        OverrideRequest.objects.filter(pk=one.request.pk).update(granted=granted)


def _record(action: str, job: Job, one: Standing, why: Reason, *, by: "User") -> AuditEntry:
    """Keep the issue as it stood, its rule's version and threshold, and what it is bound to."""
    asked_by = one.request.asked_by if one.request else None
    data = {
        "issue": one.issue,
        "issue_hash": one.issue_hash,
        "matches_hash": matches_hash(job),
        "client": job.client_name,
        "rule_version": one.rule_version,
        "threshold": one.issue.get("details", {}).get("limit"),
        "reason_code": why.code,
        "reason": why.text,
        "asked_by": asked_by.get_username() if asked_by else "",
    }
    stage = Stage.VALIDATION_REVIEW.value
    return record(action, why.text, by=by, job=job, stage=stage, data=data)


def _gone_on(job: Job, *, by: "User") -> Job:
    """Generate once every critical issue is let pass; else the job stays where it is."""
    standing = standing_issues(job)
    if not all(one.is_settled for one in standing):
        return job
    entries = [one.override.entry for one in standing if one.override]
    reasons = "\n".join(dict.fromkeys(entry.message for entry in entries))
    codes = [one.issue["code"] for one in standing]
    data = {"reason": reasons, "issues": codes, "entries": [entry.pk for entry in entries]}
    note = Record(reasons, data)
    job = workflow.advance(job.job_id, "override_validation", by=by, note=note, reason=reasons)
    queueing.enqueue(job)
    return job
