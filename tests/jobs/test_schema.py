"""Migrations on the database in use, whichever it is: back and forth with history in the tables."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError, transaction

from jobs import migrations, workflow
from jobs.auditing import verify_chain
from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from tests.factories import make_job

pytestmark = pytest.mark.usefixtures("own_database")

FOLDER = Path(next(iter(migrations.__path__)))
NEWEST_FIRST = sorted((path.stem for path in FOLDER.glob("0*.py")), reverse=True)


def test_each_migration_goes_back_and_forth_and_loses_nothing() -> None:
    job = make_job()
    workflow.advance(job.job_id, "start_extraction", by=None)
    rights = Group.objects.values_list("name", "permissions__codename").order_by("name", "pk")
    before = set(rights)

    for earlier in NEWEST_FIRST[1:]:
        call_command("migrate", "jobs", earlier, verbosity=0)
    call_command("migrate", verbosity=0)

    assert Job.objects.matching_text(job.job_id).get().status == Status.PROCESSING
    assert set(rights.all()) == before
    assert verify_chain().intact
    assert verify_chain().entries == 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.update(message="forged")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all()._raw_delete("default")


def test_all_goes_back_to_nothing_and_can_begin_again() -> None:
    studio = Group.objects.filter(name__in=["coordinators", "reviewers", "managers"])
    call_command("migrate", "jobs", "zero", verbosity=0)
    assert not studio.exists()

    call_command("migrate", verbosity=0)
    assert studio.count() == 3
