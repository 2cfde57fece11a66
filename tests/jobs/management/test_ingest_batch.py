"""A manifest from the command line becomes a batch, or nothing and the reason."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User

from jobs.models import AuditEntry, Batch, Job, StoredFile
from jobs.statuses import Status
from tests.jobs.management.conftest import Run
from tests.samples.batches import HEADER, PNG, one_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_queue")]


def test_the_batch_is_kept_and_started(run: Run, folder: Path, olga: User) -> None:
    ran = run("ingest_batch", folder / "demo.csv", "--user", "olga")

    batch = Batch.objects.get()
    assert ran.code == 0
    assert ran.document == {
        "batch_id": str(batch.pk),
        "total_jobs": 3,
        "valid_jobs": 3,
        "invalid_jobs": 0,
        "errors": [],
    }
    assert (batch.name, batch.created_by) == ("demo.csv", olga)
    assert {job.status for job in Job.objects.all()} == {Status.PROCESSING}
    assert set(AuditEntry.objects.values_list("username", flat=True)) == {"olga"}


def test_waiting_without_a_worker_reads_the_files_here(run: Run, folder: Path) -> None:
    (folder / "one.csv").write_bytes(one_row())

    ran = run("ingest_batch", folder / "one.csv", "--wait")

    assert ran.code == 0
    assert ran.document["valid_jobs"] == 1
    assert "Reading 1 job …" in ran.err
    job = Job.objects.get()
    assert job.status == Status.AWAITING_REVIEW
    assert job.stage1_results["matches"]["matches"]


def test_waiting_ends_when_a_file_can_not_be_read(run: Run, folder: Path) -> None:
    card = folder / "card-1-clean.psd"
    card.write_bytes(card.read_bytes()[:-200])
    (folder / "one.csv").write_bytes(one_row())

    run("ingest_batch", folder / "one.csv", "--wait")

    assert not Job.objects.filter(status=Status.PROCESSING).exists()


def test_a_bad_row_keeps_the_whole_batch_out(run: Run, folder: Path, own_files: Path) -> None:
    (folder / "card-2-critical.psd").write_bytes(PNG)

    ran = run("ingest_batch", folder / "demo.csv")

    assert ran.code == 2
    assert ran.document["batch_id"] is None
    assert (ran.document["valid_jobs"], ran.document["invalid_jobs"]) == (2, 1)
    assert ran.document["errors"][0]["job_id"] == "card-2-critical"
    assert ran.error.startswith("Nothing was kept: 1 of 3 rows can't be used; row 3: ")
    assert not Batch.objects.exists()
    assert not StoredFile.objects.exists()
    assert not AuditEntry.objects.exists()
    assert not own_files.exists() or not any(path.is_file() for path in own_files.rglob("*"))


@pytest.mark.parametrize("path", ["../secret.psd", "/etc/passwd", "..\\secret.psd"])
def test_a_path_that_leaves_the_folder_is_refused(run: Run, folder: Path, path: str) -> None:
    (folder.parent / "secret.psd").write_bytes((folder / "card-1-clean.psd").read_bytes())
    (folder / "one.csv").write_bytes(one_row(psd=path))

    ran = run("ingest_batch", folder / "one.csv")

    assert ran.code == 2
    assert not Batch.objects.exists()


def test_files_may_lie_in_the_ingest_folder(
    run: Run, folder: Path, tmp_path: Path, settings: LazySettings
) -> None:
    settings.INGEST_FOLDER = str(folder)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "one.csv").write_bytes(one_row())

    assert run("ingest_batch", elsewhere / "one.csv").code == 0


@pytest.mark.parametrize("content", ["", HEADER, "job_id,psd_path\none,card.psd\n", "\0\0\0"])
def test_a_manifest_that_is_none_is_one_line(run: Run, folder: Path, content: str) -> None:
    (folder / "bad.csv").write_text(content)

    ran = run("ingest_batch", folder / "bad.csv")

    assert (ran.code, ran.out) == (2, "")
    assert ran.error
    assert not Batch.objects.exists()


def test_a_manifest_may_be_called_anything(run: Run, folder: Path) -> None:
    strange = folder / os.fsdecode(b"caf\xe9.csv")
    (folder / "demo.csv").rename(strange)

    ran = run("ingest_batch", strange)

    assert ran.code == 0, ran.err
    assert Batch.objects.get().name == "caf?.csv"


def test_a_manifest_that_is_not_there_is_named(run: Run, folder: Path) -> None:
    ran = run("ingest_batch", folder / "gone.csv")

    assert (ran.code, ran.out) == (2, "")
    assert "gone.csv" in ran.error


def test_only_those_who_may_upload_are_named(run: Run, folder: Path, rui: User) -> None:
    refused = run("ingest_batch", folder / "demo.csv", "--user", "rui")
    unknown = run("ingest_batch", folder / "demo.csv", "--user", "nobody")

    assert (refused.code, unknown.code) == (2, 2)
    assert refused.error == "“rui” does not have the right to upload and start a batch."
    assert unknown.error == "There is no user “nobody”."
    assert not Batch.objects.exists()
