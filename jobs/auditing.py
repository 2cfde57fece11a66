"""Writes and checks the audit log: each entry carries the hash of the one before."""

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jobs.models.audit import ACTIONS, AuditEntry, AuditHead

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import User

    from jobs.models import Batch, Job

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What `verify_chain` found: how many entries hold, and the first that does not."""

    entries: int
    broken_at: int | None = None
    problem: str = ""
    broken_name: str = ""

    @property
    def intact(self) -> bool:
        """Whether the whole log holds."""
        return not self.problem

    @property
    def sentence(self) -> str:
        """What is wrong and with which entry, for people; empty when nothing is."""
        return f"{self.broken_name or 'The log'}: {self.problem}." if self.problem else ""


def digest_of(entry: AuditEntry) -> str:
    """The hash that the entry must have: SHA-256, in hex, of its content as compact JSON."""
    return hashlib.sha256(canonical(content_of(entry)).encode()).hexdigest()


def content_of(entry: AuditEntry) -> list[Any]:
    """What the hash covers, in its order."""
    moment: datetime = entry.created_at
    return [
        entry.previous_hash,
        entry.stage,
        entry.action,
        entry.message,
        entry.user_id,
        entry.username,
        entry.job_key,
        entry.batch_key,
        moment.isoformat(timespec="microseconds"),
        entry.data,
    ]


def canonical(content: object) -> str:
    """The one way in which content is written to be hashed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def lock_head() -> AuditHead:
    """Lock the chain's end until the transaction ends: one writer of the log at a time."""
    AuditHead.objects.get_or_create(pk=1)
    return AuditHead.objects.select_for_update().get(pk=1)


def record(
    action: str,
    message: str,
    *,
    by: "User | None",
    job: "Job | None" = None,
    batch: "Batch | None" = None,
    stage: int | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry; must be called in the transaction of the change that it tells of.

    Locks the chain's head, so entries of transactions side by side stand in one order.

    Raises: KeyError for an action that is not in ACTIONS.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Audit entries belong to a change.")
    ACTIONS[action]
    entry = AuditEntry(
        stage=stage,
        action=action,
        message=message,
        user_id=by.pk if by else None,
        username=by.get_username() if by else SYSTEM,
        job_key=job.job_id if job else "",
        batch_key=_batch_key(job, batch),
        data=json.loads(json.dumps(data or {})),
    )
    return _append(entry)


def _batch_key(job: "Job | None", batch: "Batch | None") -> str:
    if batch is not None:
        return str(batch.batch_id)
    return str(job.batch_id) if job else ""


def _append(entry: AuditEntry) -> AuditEntry:
    head = lock_head()
    entry.created_at = timezone.now()
    entry.previous_hash = head.hash
    entry.hash = digest_of(entry)
    entry.save(force_insert=True)
    head.entries, head.hash = head.entries + 1, entry.hash
    head.save(update_fields=["entries", "hash"])
    return entry


def verify_chain() -> ChainCheck:
    """Recompute the whole chain, entry by entry, and compare its end with the head.

    Entries that are appended meanwhile do no harm.
    """
    head, previous, count = _head(), "", 0
    hash_at_head = ""
    for entry in AuditEntry.objects.order_by("id").iterator(chunk_size=2000):
        if entry.previous_hash != previous:
            return _broken(count, entry, "does not follow the entry before it")
        if entry.hash != digest_of(entry):
            return _broken(count, entry, "was changed after it was written")
        previous, count = entry.hash, count + 1
        if count == head.entries:
            hash_at_head = previous
    if count < head.entries or hash_at_head != head.hash:
        return ChainCheck(count, None, "entries are missing at the end")
    if count > _head().entries:
        return ChainCheck(count, None, "entries at the end were not written by Sixstage")
    return ChainCheck(count)


def _head() -> AuditHead:
    return AuditHead.objects.filter(pk=1).first() or AuditHead()


def _broken(count: int, entry: AuditEntry, problem: str) -> ChainCheck:
    """Name the entry as it reads now, so that people can look for it in a backup."""
    about = [entry.label, entry.job_key, entry.username, f"{entry.created_at:%Y-%m-%d %H:%M:%S}"]
    name = f"Entry {entry.pk} ({', '.join(filter(None, about))})"
    return ChainCheck(count, entry.pk, problem, name)
