"""Claims of jobs in match review and the drafts of their matches: nobody overwrites another.

Approving is `reviewing`'s; no function here changes a job's status.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from extraction import to_json
from extraction.approval import approved_from_json
from jobs import workflow
from jobs.auditing import record
from jobs.extracting import documents_of
from jobs.models import Job, ReviewDraft
from jobs.models.querysets import JobQuerySet
from jobs.statuses import Status
from jobs.validating import report_on
from jobs.workflow import TransitionRefused

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

CLAIM_LASTS = timedelta(minutes=30)  # without a sign of life
MOST_SKIPPED = 10_000
MOST_TRIES = 20  # to claim a job while others claim theirs


class ClaimedByAnother(TransitionRefused):
    """Somebody else has the job in hand: `draft` says who and since when."""

    def __init__(self, draft: ReviewDraft) -> None:
        since = timezone.localtime(draft.claimed_at)
        super().__init__(
            f"{draft.claimed_by} took this job in hand at {since:%H:%M}. What you had saved by then"
            " is kept; what you changed after that is not saved."
        )
        self.draft = draft


class DraftChanged(TransitionRefused):
    """The draft was saved elsewhere since it was shown."""


def waiting_for(by: "User") -> JobQuerySet:
    """Jobs in match review that nobody else has in hand or is to review, the most urgent first."""
    taken = living_claims().exclude(claimed_by=by)
    for_them = Q(assigned_to=None) | Q(assigned_to=by)
    waiting = Job.objects.open().filter(for_them, status=Status.AWAITING_REVIEW)
    free: JobQuerySet = waiting.exclude(pk__in=taken.values("job")).most_urgent_first()
    return free


def claim_next(*, by: "User", after: str | None = None) -> str | None:
    """Claim the most urgent free job and return its id; None when there is none.

    Two who ask at once never get the same: on PostgreSQL each passes over rows that another is
    claiming, and everywhere the claim itself is one conditional update.
    """
    for _ in range(MOST_TRIES):
        with transaction.atomic():
            waiting = waiting_for(by).without_documents().exclude(job_id=after or "")
            job = waiting.select_for_update(of=("self",), skip_locked=True).first()
            if job is None:
                return None
            if _claimed(job, by):
                return str(job.job_id)
    return None


@transaction.atomic
def claim(job: Job, *, by: "User", take_over: bool = False) -> ReviewDraft:
    """Take the job in hand, or keep it. Raises: ClaimedByAnother unless it is to be taken over."""
    if not _claimed(job, by):
        draft = draft_of(job)
        if not take_over:
            raise ClaimedByAnother(draft)
        record(
            "review_taken_over",
            f"Taken over from {draft.claimed_by}",
            by=by,
            job=job,
            stage=job.current_stage,
            data={"from": str(draft.claimed_by), "version": draft.version},
        )
        now = timezone.now()
        mine = {"claimed_by": by, "claimed_at": now, "seen_at": now, "version": F("version") + 1}
        ReviewDraft.objects.filter(job=job).update(**mine)
    return draft_of(job)


def draft_of(job: Job) -> ReviewDraft:
    """The job's draft with who has claimed it. Raises: ReviewDraft.DoesNotExist."""
    return ReviewDraft.objects.select_related("claimed_by").get(job=job)


@transaction.atomic
def save(
    job_id: str, *, matches: object, skipped: list[str], version: int, by: "User"
) -> dict[str, Any]:
    """Keep choices that aren't approved yet; returns the new version and what validation says.

    Raises: JobNotFound; InvalidDocument; TransitionRefused; ClaimedByAnother; DraftChanged.
    """
    job = workflow.locked_job(job_id)
    workflow.check(job, "approve_matches", by=by)
    psd, template = documents_of(job)
    document = approved_from_json(psd, template, matches)
    check_version(job, version=version, by=by)
    kept = {
        "matches": to_json(document)["matches"],
        "skipped": skipped[:MOST_SKIPPED],
        "seen_at": timezone.now(),
        "version": version + 1,
    }
    ReviewDraft.objects.filter(job=job).update(**kept)
    return {"version": version + 1, **to_json(report_on(job, psd, template, document))}


def check_version(job: Job, *, version: int | None, by: "User") -> None:
    """Refuse what was decided on a state that is no longer the newest; call it in a transaction.

    `version` None says nothing of a draft, as other programs do: a claim of somebody else stands
    against it all the same. Raises: ClaimedByAnother; DraftChanged.
    """
    draft = ReviewDraft.objects.select_related("claimed_by").filter(job=job).first()
    if draft is None and not version:
        return
    if draft is not None and draft.claimed_by not in (None, by) and _is_alive(draft):
        raise ClaimedByAnother(draft)
    if version is not None and (draft is None or draft.version != version):
        raise DraftChanged("This job was changed in another window meanwhile. Load it anew.")


def why_lost(job: Job, *, by: "User") -> str:
    """Why that person's open page can save no more, as a sentence; empty while it can."""
    if job.status != Status.AWAITING_REVIEW:
        return f"This job has left match review: it is “{job.get_status_display()}” now."
    try:
        check_version(job, version=None, by=by)
    except ClaimedByAnother as lost:
        return str(lost)
    return ""


def _claimed(job: Job, by: "User") -> bool:
    """Take what is free, mine, or long since left; one conditional update decides."""
    ReviewDraft.objects.get_or_create(job=job)
    now = timezone.now()
    mine = ReviewDraft.objects.filter(job=job, claimed_by=by)
    if mine.update(seen_at=now):
        return True
    free = Q(claimed_by__isnull=True) | Q(seen_at__lt=_claims_end())
    taken = ReviewDraft.objects.filter(free, job=job)
    new = {"claimed_by": by, "claimed_at": now, "seen_at": now, "version": F("version") + 1}
    return bool(taken.update(**new))


def _is_alive(draft: ReviewDraft) -> bool:
    return draft.seen_at is not None and draft.seen_at >= _claims_end()


def _claims_end() -> "datetime":
    return timezone.now() - CLAIM_LASTS


def living_claims() -> "QuerySet[ReviewDraft, ReviewDraft]":
    """Claims that still hold, each with who has it."""
    held = ReviewDraft.objects.filter(seen_at__gte=_claims_end(), claimed_by__isnull=False)
    return held.select_related("claimed_by")
