"""The nightly check of the audit log: its chain, and that the overrides' rows say what it says."""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobs.auditing import verify_chain
from jobs.models import AuditCheck, AuditEntry, Override

logger = logging.getLogger(__name__)

OVERRIDDEN = "issue_overridden"


def check_if_due() -> AuditCheck | None:
    """Check once a day, at the hour that the settings name; None while that is not due."""
    latest = AuditCheck.objects.first()
    if latest is not None and latest.checked_at >= last_due(timezone.now()):
        return None
    return check_and_keep()


def last_due(now: datetime) -> datetime:
    """The latest moment, not after `now`, at which a check had to begin."""
    due = timezone.localtime(now).replace(
        hour=settings.AUDIT_CHECK_HOUR, minute=0, second=0, microsecond=0
    )
    return due if due <= now else due - timedelta(days=1)


def check_and_keep() -> AuditCheck:
    """Recompute everything and keep what was found; what is wrong is an error in the log, too."""
    started = time.monotonic()
    chain = verify_chain()
    problem = chain.sentence or stray_override()
    if problem:
        logger.error("the audit log does not hold: %s", problem)
    seconds = time.monotonic() - started
    return AuditCheck.objects.create(entries=chain.entries, problem=problem, seconds=seconds)


def _told(*keys: str) -> Coalesce:
    """The text at that place in the entry's data, or none."""
    *way, last = keys
    place: Any = "entry__data"
    for key in way:
        place = KeyTransform(key, place)
    return Coalesce(KeyTextTransform(last, place), Value("", TextField()))


def stray_override() -> str:
    """The first override that the log does not tell of in the same words, in a sentence.

    Empty when there is none. Three queries at most.
    """
    told = Override.objects.annotate(
        told_matches=_told("matches_hash"),
        told_issue=_told("issue_hash"),
        told_rule=_told("issue", "code"),
        told_client=_told("client"),
    )
    same = Q(
        entry__action=OVERRIDDEN,
        entry__job_key=F("job__job_id"),
        entry__username=F("username"),
        told_matches=F("matches_hash"),
        told_issue=F("issue_hash"),
        told_rule=F("rule"),
        told_client=F("client_name"),
    )
    stray = told.exclude(same).order_by("entry_id").values("entry_id", "rule").first()
    if stray:
        return f"The override of {stray['rule']} is not what entry {stray['entry_id']} tells of."
    missing = AuditEntry.objects.filter(action=OVERRIDDEN, override=None).first()
    return f"The override that entry {missing.pk} tells of is gone." if missing else ""
