"""The nightly check: when it runs, that it keeps what it finds, and that it finds tampering."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from jobs import audit_triggers, overriding
from jobs.audit_checks import check_and_keep, check_if_due, last_due, stray_override
from jobs.auditing import record, verify_chain
from jobs.models import AuditCheck, AuditEntry, AuditHead, Override
from jobs.statuses import Status
from tests.factories import make_job

pytestmark = pytest.mark.django_db

REASON = "The client has seen it."


@pytest.fixture
def overridden(queue: str, rui: User) -> Override:
    """A job that went on in spite of one issue: two entries, one override."""
    job = make_job(job_id="red", status=Status.AWAITING_VALIDATION_REVIEW)
    overriding.override_validation(job.job_id, reason=REASON, by=rui)
    return Override.objects.select_related("entry").get()


def test_a_row_changed_behind_the_programs_back_is_found_and_named(overridden: Override) -> None:
    audit_triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE jobs_auditentry SET message = 'It was fine.' WHERE id = %s",
            [overridden.entry_id],
        )
    audit_triggers.install(connection)

    kept = check_and_keep()

    entry = overridden.entry
    assert kept.problem == (
        f"Entry {entry.pk} (Issue overridden, red, rui, {entry.created_at:%Y-%m-%d %H:%M:%S}):"
        " was changed after it was written."
    )
    assert AuditCheck.objects.get().entries == 0


@pytest.mark.parametrize(
    "change",
    [
        {"username": "nina"},
        {"rule": "upscaled"},
        {"client_name": "Another"},
        {"matches_hash": "0" * 64},
        {"issue_hash": "0" * 64},
    ],
)
def test_an_override_that_the_log_tells_otherwise_is_found(
    overridden: Override, change: dict[str, str]
) -> None:
    assert stray_override() == ""
    Override.objects.update(**change)
    assert f"is not what entry {overridden.entry_id} tells of" in check_and_keep().problem


def test_an_override_that_points_at_another_entry_is_found(overridden: Override) -> None:
    Override.objects.update(entry=AuditEntry.objects.get(action="validation_overridden"))
    assert "is not what entry" in stray_override()


def test_an_override_that_was_taken_away_is_found(overridden: Override) -> None:
    Override.objects.all().delete()
    assert stray_override() == f"The override that entry {overridden.entry_id} tells of is gone."


def test_entries_that_were_appended_meanwhile_are_no_fault_and_foreign_ones_are(
    overridden: Override,
) -> None:
    head = AuditHead.objects.get()
    with transaction.atomic():
        record("job_changed", "meanwhile", by=None)
    assert verify_chain().intact
    AuditHead.objects.update(entries=head.entries, hash=head.hash)
    assert verify_chain().problem == "entries at the end were not written by Sixstage"


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 5, 2, 3, 0, tzinfo=UTC), datetime(2026, 5, 2, 3, 0, tzinfo=UTC)),
        (datetime(2026, 5, 2, 2, 59, tzinfo=UTC), datetime(2026, 5, 1, 3, 0, tzinfo=UTC)),
        (datetime(2026, 5, 2, 23, 59, tzinfo=UTC), datetime(2026, 5, 2, 3, 0, tzinfo=UTC)),
    ],
)
def test_the_check_is_due_at_its_hour(now: datetime, due: datetime) -> None:
    assert last_due(now) == due


def test_checks_once_and_again_when_a_day_has_gone_by(settings: LazySettings) -> None:
    settings.AUDIT_CHECK_HOUR = timezone.localtime().hour
    assert check_if_due() is not None
    assert check_if_due() is None
    yesterday = last_due(timezone.now()) - timedelta(minutes=1)
    AuditCheck.objects.update(checked_at=yesterday)
    assert check_if_due() is not None
