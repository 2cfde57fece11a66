"""Retention: pixels of jobs that ended long ago go, records stay, nothing in use is touched."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from jobs import revising
from jobs.auditing import verify_chain
from jobs.models import AuditEntry, Job, StoredFile
from jobs.retention import Removed, apply_retention
from jobs.statuses import Status
from jobs.storage import batch_packages_folder, layout_name, pictures_folder
from jobs.workflow import TransitionRefused
from tests.factories import make_job, make_stored_file

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=31)


@pytest.fixture(autouse=True)
def thirty_days(settings: LazySettings) -> None:
    settings.PIXELS_KEPT_DAYS = 30


def old_job(status: Status = Status.COMPLETED, **data: object) -> Job:
    """A job in that state for a month, with a picture, a package and a layout picture."""
    job = make_job(status=status, status_since=timezone.now() - LONG_AGO, **data)
    stored = job.psd_file
    stored.pictures = {"canvas": "canvas.webp", "layers": {"2": "2.webp"}}
    stored.save()
    for name in ("canvas.webp", "2.webp"):
        default_storage.save(f"{pictures_folder(stored)}/{name}", ContentFile(b"pixels"))
    default_storage.save(layout_name(job, "after"), ContentFile(b"pixels"))
    default_storage.save(f"{batch_packages_folder(job.batch_id)}/x.zip", ContentFile(b"PK"))
    return job


def pixels_of(job: Job) -> list[str]:
    stored = job.psd_file
    names = [f"{pictures_folder(stored)}/{name}" for name in ("canvas.webp", "2.webp")]
    names += [str(stored.file.name), layout_name(job, "after"), "packages/ready.zip"]
    return [*names, f"{batch_packages_folder(job.batch_id)}/x.zip"]


def test_pixels_go_and_records_stay() -> None:
    job = old_job(job_id="one")
    names = pixels_of(job)
    assert all(default_storage.exists(name) for name in names)

    assert apply_retention() == Removed(1, len(b"content"), ("one",))

    assert not [name for name in names if default_storage.exists(name)]
    assert default_storage.exists(str(job.template_file.file.name))
    kept = Job.objects.get()
    assert kept.stage1_results
    assert kept.stage5_extendscript
    assert kept.psd_file.pixels_removed_at is not None
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.job_key, entry.username) == ("pixels_removed", "one", "system")
    assert verify_chain().intact
    assert apply_retention() == Removed(0, 0, ())


def test_a_dry_run_tells_the_same_and_changes_nothing() -> None:
    job = old_job(job_id="one")
    out = StringIO()
    call_command("apply_retention", dry_run=True, stdout=out)
    assert json.loads(out.getvalue()) == {"dry_run": True, "files": 1, "bytes": 7, "jobs": ["one"]}
    assert all(default_storage.exists(name) for name in pixels_of(job))
    assert not AuditEntry.objects.exists()
    out = StringIO()
    call_command("apply_retention", stdout=out)
    assert json.loads(out.getvalue())["jobs"] == ["one"]
    assert not default_storage.exists(str(job.psd_file.file.name))


@pytest.mark.parametrize(
    "status", [status for status in Status if status not in {Status.COMPLETED, Status.CANCELLED}]
)
def test_an_open_job_keeps_its_pixels_however_old(status: Status) -> None:
    old_job(status)
    assert apply_retention().files == 0


def test_a_file_stays_while_another_job_uses_it() -> None:
    job = old_job()
    other = make_job(psd_file=job.psd_file, status=Status.COMPLETED)
    assert apply_retention().files == 0
    Job.objects.filter(pk=other.pk).update(status_since=timezone.now() - LONG_AGO)
    assert set(apply_retention().jobs) == {job.job_id, other.job_id}


def test_without_a_number_of_days_all_is_kept(settings: LazySettings) -> None:
    settings.PIXELS_KEPT_DAYS = 0
    old_job()
    assert apply_retention().files == 0


def test_such_a_job_gives_its_script_and_is_neither_packed_nor_revised(
    ada: User, client: Client
) -> None:
    old_job(job_id="one")
    apply_retention()
    client.force_login(ada)
    assert client.get("/preview/one").status_code == 200
    assert client.get("/jobs/one/pictures/canvas").status_code == 404
    assert client.get("/api/job/one/download-package").status_code == 409
    assert client.get("/api/job/one/download-extendscript").status_code == 200
    with pytest.raises(TransitionRefused, match="was removed"):
        revising.revise("one", by=ada)


def test_the_same_content_can_be_kept_again() -> None:
    old_job()
    apply_retention()
    again = make_stored_file("psd")
    assert StoredFile.objects.kept().filter(kind="psd").get() == again
    assert default_storage.exists(str(again.file.name))
    job = make_job(psd_file=again)
    assert apply_retention().files == 0
    assert default_storage.exists(str(job.psd_file.file.name))
