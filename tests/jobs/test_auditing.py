"""The audit log can only grow, and shows whatever was done to it."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from jobs import audit_triggers, workflow
from jobs.auditing import record, verify_chain
from jobs.models import AuditEntry, AuditHead
from tests.factories import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_entries(olga: User) -> list[AuditEntry]:
    job = make_job()
    for number in range(3):
        with transaction.atomic():
            record("job_changed", f"Änderung {number} ✓", by=olga, job=job, data={"n": number})
    return list(AuditEntry.objects.all())


def test_the_database_refuses_to_change_an_entry(three_entries: list[AuditEntry]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=three_entries[1].pk).update(message="nothing happened")


def test_the_database_refuses_to_delete_an_entry(three_entries: list[AuditEntry]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        three_entries[2].delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all()._raw_delete("default")


@pytest.mark.usefixtures("three_entries")
def test_an_untouched_chain_is_intact() -> None:
    assert verify_chain().intact
    assert verify_chain().entries == 3


@pytest.mark.parametrize(
    ("column", "value"),
    [("message", "other"), ("username", "nina"), ("action", "downloaded"), ("data", '{"n": 7}')],
)
def test_a_changed_entry_breaks_the_chain(
    three_entries: list[AuditEntry], column: str, value: str
) -> None:
    audit_triggers.remove(connection)
    with connection.cursor() as cursor:
        statement = f"UPDATE jobs_auditentry SET {column} = %s WHERE id = %s"  # noqa: S608 - a name of ours
        cursor.execute(statement, [value, three_entries[1].pk])
    audit_triggers.install(connection)

    check = verify_chain()

    assert not check.intact
    assert check.broken_at == three_entries[1].pk


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_a_removed_entry_breaks_the_chain(three_entries: list[AuditEntry], removed: int) -> None:
    audit_triggers.remove(connection)
    three_entries[removed].delete()
    audit_triggers.install(connection)

    assert not verify_chain().intact


def test_two_entries_can_not_follow_the_same_one(three_entries: list[AuditEntry]) -> None:
    AuditHead.objects.update(hash=three_entries[0].hash)

    with pytest.raises(DatabaseError), transaction.atomic():
        record("job_changed", "a fork", by=None)


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(KeyError), transaction.atomic():
        record("something_else", "…", by=None)


def test_an_entry_goes_with_the_change_it_tells_of(olga: User) -> None:
    job = make_job()
    with transaction.atomic():
        workflow.advance(job.job_id, "start_extraction", by=olga)
        transaction.set_rollback(True)

    assert not AuditEntry.objects.exists()


def test_history_outlives_people(olga: User) -> None:
    job = make_job()
    workflow.advance(job.job_id, "start_extraction", by=olga)
    olga.delete()

    assert AuditEntry.objects.get().username == "olga"
    assert verify_chain().intact
