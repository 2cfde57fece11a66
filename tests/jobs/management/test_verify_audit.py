"""The audit log proves itself, and the command finds where it was broken."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from jobs import audit_triggers
from jobs.models import AuditEntry
from jobs.reviewing import cancel
from tests.factories import make_job
from tests.jobs.management.conftest import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(olga: User) -> list[AuditEntry]:
    """Three, whose triggers somebody with access to the database has taken away."""
    for reason in ("first", "second", "third"):
        cancel(make_job().job_id, reason=reason, by=olga)
    audit_triggers.remove(connection)
    return list(AuditEntry.objects.order_by("id"))


def test_an_empty_log_is_whole(run: Run) -> None:
    ran = run("verify_audit")

    assert (ran.code, ran.document) == (0, {"entries": 0, "intact": True})


def test_a_log_that_nobody_touched_is_whole(run: Run, entries: list[AuditEntry]) -> None:
    ran = run("verify_audit")

    assert (ran.code, ran.document) == (0, {"entries": 3, "intact": True})


def test_the_first_broken_link_is_named(run: Run, entries: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk__gte=entries[1].pk).update(message="forged")

    ran = run("verify_audit")

    assert ran.code == 3
    assert ran.document == {
        "entries": 1,
        "intact": False,
        "first_broken": entries[1].pk,
        "problem": "was changed after it was written",
    }


def test_a_tail_that_was_cut_off_is_missed(run: Run, entries: list[AuditEntry]) -> None:
    entries[2].delete()

    ran = run("verify_audit")

    assert (ran.code, ran.document["intact"]) == (3, False)
    assert ran.document["problem"] == "entries are missing at the end"
