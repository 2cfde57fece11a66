"""Batches by machine: uploaded whole or not at all, started, counted."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jobs.models import AuditEntry, Batch, Job, StoredFile
from jobs.queueing import known_tasks, task_id
from jobs.statuses import Status
from tests.factories import make_batch, make_job
from tests.jobs.api.conftest import Answer, Call, token_for
from tests.samples.batches import PNG, make_folder

pytestmark = pytest.mark.django_db

HEADER = "job_id,psd_path,aepx_path,output_name\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demo batch on disk."""
    return make_folder(tmp_path / "batch").parent


def send(user: User, *files: Path, manifest: str | None = None, **form: str) -> Answer:
    """Post files, and a manifest with that text, as a machine does."""
    client = Client(
        headers={"Authorization": f"Bearer {token_for(user)}"},
        enforce_csrf_checks=True,
        raise_request_exception=False,
    )
    data: dict[str, Any] = {**form}
    data["files"] = [SimpleUploadedFile(path.name, path.read_bytes()) for path in files]
    if manifest is not None:
        data["manifest"] = SimpleUploadedFile("saturday.csv", manifest.encode())
    return Answer(client.post("/api/batch/upload", data))


def test_an_upload_becomes_a_batch_whose_jobs_wait(olga: User, folder: Path) -> None:
    answer = send(olga, *folder.iterdir())

    batch = Batch.objects.get()
    assert answer.status == 200
    assert answer.json == {
        "success": True,
        "batch_id": str(batch.pk),
        "total_jobs": 3,
        "valid_jobs": 3,
        "invalid_jobs": 0,
        "errors": [],
    }
    assert batch.created_by == olga
    assert {job.status for job in Job.objects.all()} == {Status.PENDING}
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.username) == ("batch_ingested", "olga")


def test_a_bad_row_keeps_the_whole_upload_out(olga: User, folder: Path) -> None:
    (folder / "not-a-card.psd").write_bytes(PNG)
    rows = "one,card-1-clean.psd,lineup-template.aepx,one.aep\n"
    rows += "two,not-a-card.psd,lineup-template.aepx,two.aep\n"

    files = ("card-1-clean.psd", "not-a-card.psd", "lineup-template.aepx")
    answer = send(olga, *[folder / name for name in files], manifest=HEADER + rows)

    assert answer.status == 400
    assert answer.json["success"] is False
    assert answer.json["error"].startswith("Nothing was kept")
    assert answer.json["batch_id"] is None
    assert (answer.json["total_jobs"], answer.json["valid_jobs"]) == (2, 1)
    (error,) = answer.json["errors"]
    assert (error["row"], error["job_id"]) == (3, "two")
    assert "PNG" in error["error"]
    assert not Batch.objects.exists()
    assert not StoredFile.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_good_rows_are_kept_when_asked_for(olga: User, folder: Path) -> None:
    rows = "one,card-1-clean.psd,lineup-template.aepx,one.aep\n"
    rows += "two,gone.psd,lineup-template.aepx,two.aep\n"
    files = folder / "card-1-clean.psd", folder / "lineup-template.aepx"

    answer = send(olga, *files, manifest=HEADER + rows, good_rows_only="true")

    assert answer.status == 200
    assert (answer.json["valid_jobs"], answer.json["invalid_jobs"]) == (1, 1)
    assert [error["row"] for error in answer.json["errors"]] == [3]
    assert [job.job_id for job in Job.objects.all()] == ["one"]


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ("", "empty"),
        ("job_id,psd_path\none,card.psd\n", "aepx_path"),
        (None, "neither a manifest"),
    ],
)
def test_an_upload_without_a_usable_manifest_is_refused(
    olga: User, manifest: str | None, reason: str
) -> None:
    answer = send(olga, manifest=manifest)

    assert answer.status == 400
    assert answer.json["success"] is False
    assert reason in answer.json["error"]
    assert not Batch.objects.exists()


def test_reviewers_upload_nothing(rui: User, folder: Path) -> None:
    assert send(rui, *folder.iterdir()).status == 403
    assert not Batch.objects.exists()


def test_starting_hands_the_waiting_jobs_to_the_workers(
    call: Call,
    olga: User,
    queue: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    batch = make_batch(total_jobs=3)
    jobs = [make_job(batch=batch), make_job(batch=batch)]
    make_job(batch=batch, status=Status.CANCELLED)
    path = f"/api/batch/{batch.pk}/start-processing"

    with django_capture_on_commit_callbacks(execute=True):
        answer = call(olga, "POST", path)
    again = call(olga, "POST", path)

    assert answer.json["started"] == 2
    assert answer.json["counts"]["processing"] == 2
    assert answer.json["counts"]["cancelled"] == 1
    assert again.json["started"] == 0
    assert {task_id(Job.objects.get(pk=job.pk)) for job in jobs} <= known_tasks()
    assert AuditEntry.objects.filter(action="extraction_started").count() == 2


def test_reviewers_start_nothing(call: Call, rui: User) -> None:
    job = make_job()

    assert call(rui, "POST", f"/api/batch/{job.batch.pk}/start-processing").status == 403
    assert Job.objects.get().status == Status.PENDING


def test_a_batch_is_counted_by_status(call: Call, rui: User) -> None:
    batch = make_batch(total_jobs=3, invalid_jobs=1)
    make_job(batch=batch)
    make_job(batch=batch, status=Status.AWAITING_REVIEW)
    make_job()  # of another batch

    shown = call(rui, "GET", f"/api/batch/{batch.pk}").json

    assert shown["success"] is True
    assert (shown["batch_id"], shown["name"]) == (str(batch.pk), "cards.csv")
    assert (shown["total_jobs"], shown["valid_jobs"], shown["invalid_jobs"]) == (3, 2, 1)
    counted = {status: count for status, count in shown["counts"].items() if count}
    assert counted == {"pending": 1, "awaiting_review": 1}
    assert len(shown["counts"]) == len(Status)
