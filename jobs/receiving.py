"""Receipts come back: what After Effects did is kept, and a mismatch reopens the job.

The file lies in the storage under its hash; the audit entry of its upload points to it.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from extraction import MatchDocument, from_json
from jobs import auditing, font_list, known_fonts, revising, storage, workflow
from jobs.extracting import documents_of
from jobs.generating import changes_of
from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from jobs.wording import counted
from scripting import (
    Measured,
    Receipt,
    UnreadableReceipt,
    compared,
    is_of_script,
    mismatches,
    read_receipt,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UPLOADED = "receipt_uploaded"


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt that was kept; `reopened` is the new revision that its mismatches made."""

    mismatches: tuple[Measured, ...]
    reopened: Job | None

    @property
    def message(self) -> str:
        """The outcome in one sentence."""
        if not self.mismatches:
            return "The receipt was kept: After Effects did what was expected."
        found = f"The receipt was kept: {counted(len(self.mismatches), 'place')} not as expected."
        return f"{found} {self.reopened.job_id} corrects it." if self.reopened else found


@dataclass(frozen=True, slots=True)
class Shown:
    """The latest receipt beside what was expected."""

    entry: AuditEntry
    receipt: Receipt
    places: list[Measured]


@transaction.atomic
def receive(job_id: str, content: bytes, *, by: "User") -> Received:
    """Keep a script's receipt; a mismatch makes a new revision, unless there is one already.

    A script that was copied off its page, and so never noted as downloaded, counts as downloaded.

    Raises: JobNotFound; PermissionRefused; TransitionRefused while there is no script;
    UnreadableReceipt for what is no receipt, or one of another script.
    """
    job = workflow.locked_job(job_id)
    if not by.has_perm("jobs.download_job"):
        raise workflow.PermissionRefused("You do not have the right to do this.")
    if job.status not in {Status.AWAITING_DOWNLOAD, Status.COMPLETED}:
        raise workflow.TransitionRefused("This job has no script that could write a receipt.")
    receipt = read_receipt(content)
    if (receipt.job, receipt.revision) != (job.job_id, job.revision):
        raise UnreadableReceipt("This is the receipt of another job or revision.")
    if not is_of_script(receipt, job.stage5_extendscript):
        raise UnreadableReceipt("Another script of this job wrote this receipt.")
    if job.status == Status.AWAITING_DOWNLOAD:
        note = workflow.Record("script in use, as its receipt shows", {"what": "script"})
        job = workflow.advance(job_id, "mark_downloaded", by=by, note=note)
    return _kept(job, content, receipt, by)


def _kept(job: Job, content: bytes, receipt: Receipt, by: "User") -> Received:
    wrong = mismatches(receipt, compared(changes_of(job), receipt))
    sha256 = hashlib.sha256(content).hexdigest()
    name = storage.receipt_name(job, sha256)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    found = counted(len(wrong), "place") if wrong else "no place"
    data = {"sha256": sha256, "mode": receipt.mode, "mismatches": len(wrong)}
    message = f"Receipt of After Effects: {found} not as expected"
    auditing.record(UPLOADED, message, by=by, job=job, stage=6, data=data)
    _learn_fonts(job, receipt, by)
    return Received(tuple(wrong), _reopened(job, by) if wrong else None)


def _learn_fonts(job: Job, receipt: Receipt, by: "User") -> None:
    """Keep which of the job's own fonts After Effects had; a receipt can't tell of others."""
    psd, template = documents_of(job)
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    named = known_fonts.fonts_named(psd, template, matches)
    font_list.learn_from_receipt(
        [font for font in receipt.fonts if font in named],
        [font for font in receipt.missing_fonts if font in named],
        job=job,
        by=by,
    )


def _reopened(job: Job, by: "User") -> Job | None:
    try:
        return revising.revise(job.job_id, by=by)
    except workflow.TransitionRefused:  # corrected already, or a manager: reviewers correct
        return None


def latest_receipt(job: Job) -> Shown | None:
    """The receipt that came last; None without one, or when it can't be read any more."""
    entries = AuditEntry.objects.filter(job_key=job.job_id, action=UPLOADED)
    entry = entries.order_by("-id").first()
    if entry is None:
        return None
    try:
        with default_storage.open(storage.receipt_name(job, entry.data["sha256"])) as file:
            receipt = read_receipt(file.read())
        return Shown(entry, receipt, compared(changes_of(job), receipt))
    except (FileNotFoundError, UnreadableReceipt):
        return None
