"""What people decide: approve matches, return, retry, cancel, and which job is next."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from extraction import (
    InvalidDocument,
    MatchDocument,
    PsdDocument,
    to_json,
)
from extraction.approval import approved_from_json
from jobs import drafting, learning, queueing, workflow
from jobs.auditing import record
from jobs.extracting import documents_of
from jobs.models import Job, ReviewDraft
from jobs.statuses import FAILED, Status
from jobs.substituting import agreed_fonts
from jobs.validating import run_validation
from jobs.wording import counted
from jobs.workflow import Record, TransitionRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MIN_REASON = 10  # characters, once trimmed
MAX_REASON = 4000
SURE_FROM = 0.9  # confidence; matches below are to be checked, and keep a card from the grid
NOTHING_CHOSEN = (
    "No placeholder is filled, so there would be nothing to generate."
    " Choose a layer for at least one, or have the job cancelled."
)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # no database takes these


class ReasonMissing(Exception):
    """The reason that was asked for is empty, too short or too long."""


def checked_reason(reason: object, *, minimum: int = MIN_REASON) -> str:
    """The reason, trimmed. Raises: ReasonMissing."""
    text = reason.strip() if isinstance(reason, str) else ""
    if not text:
        raise ReasonMissing("Please give a reason.")
    if len(text) < minimum:
        raise ReasonMissing(f"The reason must have at least {minimum} characters.")
    if len(text) > MAX_REASON:
        raise ReasonMissing(f"The reason must have at most {MAX_REASON} characters.")
    if _NO_TEXT.search(text):
        raise ReasonMissing("The reason has characters that can't be kept; type it anew.")
    return text


@transaction.atomic
def approve_matches(
    job_id: str, *, matches: object, by: "User", draft_version: int | None = None
) -> Job:
    """Freeze the matches, learn from them, validate, and go where the report says; all or nothing.

    `matches` is a list of objects with `layer_id`, `placeholder_id` and optionally `fit`, `focus`,
    `text` and `shrink`. With `draft_version`, only when no other draft was saved since.

    Raises: InvalidDocument; JobNotFound; TransitionRefused.
    """
    job = workflow.locked_job(job_id)
    workflow.check(job, "approve_matches", by=by)
    drafting.check_version(job, version=draft_version, by=by)
    psd, template = documents_of(job)
    document = replace(
        approved_from_json(psd, template, matches),
        # Whoever approves again agrees to these again.
        font_substitutes=agreed_fonts(job),
    )
    if not document.matches:
        raise InvalidDocument(NOTHING_CHOSEN)
    job = workflow.advance(
        job_id, "approve_matches", by=by, note=_noted(psd, document), matches=to_json(document)
    )
    ReviewDraft.objects.filter(job=job).delete()
    learning.remember(job, psd, template, document)
    return run_validation(job)


def _noted(psd: PsdDocument, document: MatchDocument) -> Record:
    """What the audit log says of an approval, with every text that was put right by hand."""
    count = len(document.matches)
    by_hand = []
    for match in document.matches:
        layer = psd.layer(match.layer_id)
        if match.text is not None and layer is not None and layer.text is not None:
            change = {"before": layer.text.content, "after": match.text}
            by_hand.append({"placeholder_id": match.placeholder_id} | change)
    data: dict[str, Any] = {"matches": count}
    message = f"{counted(count, 'match')} approved"
    if by_hand:
        data["texts_by_hand"] = by_hand
        message += f", {counted(len(by_hand), 'text')} put right by hand"
    return Record(message, data)


def return_to_matching(job_id: str, *, by: "User") -> Job:
    """Send the job back to match review."""
    return workflow.advance(job_id, "return_to_matching", by=by)


@transaction.atomic
def retry(job_id: str, *, by: "User") -> Job:
    """Start again what failed. Raises: TransitionRefused when nothing did."""
    job = workflow.locked_job(job_id)
    name = "retry_generation" if job.status == Status.GENERATION_FAILED else "retry_extraction"
    if job.status not in FAILED:
        raise TransitionRefused(f"Nothing failed: the job is “{job.get_status_display()}”.")
    job = workflow.advance(job_id, name, by=by)
    queueing.enqueue(job)
    return job


def cancel(job_id: str, *, reason: object, by: "User") -> Job:
    """End the job. Raises: ReasonMissing; TransitionRefused."""
    text = checked_reason(reason, minimum=1)
    return workflow.advance(job_id, "cancel", by=by, note=Record(text, {"reason": text}))


@transaction.atomic
def archive(job_id: str, *, by: "User") -> Job:
    """Take an ended job off the dashboard. Raises: PermissionRefused; TransitionRefused."""
    if not by.has_perm("jobs.change_job"):
        raise workflow.PermissionRefused("You do not have the right to do this.")
    job = workflow.locked_job(job_id)
    if not job.has_ended:
        raise TransitionRefused("Only a job that has ended can be archived.")
    if not job.archived:
        Job.objects.filter(pk=job.pk).update(archived=True)
        record("job_archived", "Archived", by=by, job=job, stage=job.current_stage)
    return job


def proposed_or_approved(job: Job) -> dict[str, Any]:
    """The match document to show: the reviewer's last one, else the proposal."""
    empty: dict[str, Any] = {"matches": [], "unmatched_layers": [], "unfilled_placeholders": []}
    return job.stage2_approved_matches or (job.stage1_results or {}).get("matches") or empty
