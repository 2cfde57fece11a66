"""All ready jobs of a batch are handed over at once, in one package that is kept."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from jobs import tasks
from jobs.batch_delivering import ask_for_package, download_batch, standing_of
from jobs.delivering import Download
from jobs.models import AuditEntry, Batch, BatchPackage, Job
from jobs.retrying import MAX_ATTEMPTS
from jobs.statuses import Status
from jobs.storage import package_name
from jobs.workflow import PermissionRefused, TransitionRefused
from tests.factories import make_batch, make_job, make_stored_file
from tests.jobs.api.conftest import token_for

pytestmark = pytest.mark.django_db


def _ready(batch: Batch, job_id: str, **data: Any) -> Job:
    """A job with a package of its own."""
    status = data.pop("status", Status.AWAITING_DOWNLOAD)
    job = make_job(job_id=job_id, batch=batch, status=status, **data)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{job_id}/card.jsx", f"// {job_id}")
    job.package = package_name(job)
    job.stage5_completed_at = timezone.now()
    job.save()
    default_storage.save(package_name(job), ContentFile(file.getvalue()))
    return job


@pytest.fixture
def batch() -> Batch:
    """Two cards that are ready, one that was downloaded before, and one still in review."""
    batch = make_batch(name="cup final.csv", total_jobs=4)
    for name in ("a", "b"):
        _ready(batch, name)
    _ready(batch, "c", status=Status.COMPLETED)
    make_job(job_id="d", batch=batch, status=Status.AWAITING_REVIEW)
    return batch


def _downloaded(batch: Batch, by: User, part: str = "") -> Download:
    """As a worker makes it and the person then takes it."""
    ask_for_package(batch, by=by)
    tasks.pack(batch.pk)
    return download_batch(batch, by=by, part=part)


def _names(batch: Batch, by: User) -> list[str]:
    with _downloaded(batch, by).file as file:
        return zipfile.ZipFile(file).namelist()


def test_every_ready_job_is_in_it_with_the_script_that_runs_them(batch: Batch, rui: User) -> None:
    download = _downloaded(batch, rui)
    with download.file as file:
        archive = zipfile.ZipFile(file)
        assert archive.testzip() is None
        names = archive.namelist()
        assert '"job": "c"' in archive.read("run all.jsx").decode("ascii")

    assert download.name == "cup-final.zip"
    assert [name for name in names if name.endswith("card.jsx")] == [
        f"{name}/card.jsx" for name in "abc"
    ]


def test_it_completes_each_job_and_records_who_took_it(batch: Batch, rui: User) -> None:
    _downloaded(batch, rui, "bytes=7-").file.close()

    assert set(batch.jobs.filter(status=Status.COMPLETED).values_list("job_id", flat=True)) == {
        *"abc"
    }
    assert Job.objects.get(job_id="a").stage6_completed_by == rui
    entries = AuditEntry.objects.filter(action="downloaded").order_by("id")
    assert [one.job_key for one in entries] == ["a", "b", "c"]
    assert {(one.username, one.data["range"]) for one in entries} == {("rui", "bytes=7-")}


def test_it_is_made_once_and_again_when_a_job_changed(batch: Batch, rui: User) -> None:
    first, again = (_downloaded(batch, rui) for _ in range(2))
    Job.objects.filter(job_id="a").update(stage5_completed_at=timezone.now() + timedelta(hours=1))
    changed = _downloaded(batch, rui)
    for download in (first, again, changed):
        download.file.close()

    assert first.file.name == again.file.name
    assert first.etag == again.etag
    assert changed.etag != first.etag
    kept = default_storage.listdir(f"packages/{batch.pk}/all")[1]
    assert kept == [Path(str(changed.file.name)).name]


def test_a_corrected_job_gives_way_to_its_ready_revision(batch: Batch, rui: User) -> None:
    _ready(batch, "c-r2", revision=2, revision_of=Job.objects.get(job_id="c"))

    assert "c/card.jsx" not in _names(batch, rui)
    assert "c-r2/card.jsx" in _names(batch, rui)


def test_a_template_is_in_it_once_under_a_safe_name(batch: Batch, rui: User) -> None:
    other = make_stored_file("template", b"other")
    other.name = '../"evil".aepx'
    other.save()
    _ready(batch, "e", template_file=other)

    templates = [name for name in _names(batch, rui) if name.startswith("all templates/")]
    assert templates == ["all templates/x.template", "all templates/evil-2"]


def test_a_batch_without_a_ready_job_has_none(rui: User) -> None:
    for take in (ask_for_package, download_batch):
        with pytest.raises(TransitionRefused, match="No job of this batch is ready"):
            take(make_batch(), by=rui)


def test_it_is_not_made_before_somebody_asks(batch: Batch, rui: User) -> None:
    tasks.pack(batch.pk)

    assert standing_of(batch).status == ""
    with pytest.raises(TransitionRefused, match="is not made yet"):
        download_batch(batch, by=rui)
    assert batch.jobs.filter(status=Status.COMPLETED).count() == 1


def test_whoever_asks_while_it_is_made_waits_for_the_same_one(batch: Batch, rui: User) -> None:
    ask_for_package(batch, by=rui)
    BatchPackage.objects.update(packed=2)
    asked = ask_for_package(batch, by=rui)

    assert (asked.status, asked.packed, asked.ready) == ("packing", 2, 3)


def test_it_is_asked_for_again_when_a_job_changed(batch: Batch, rui: User) -> None:
    _downloaded(batch, rui).file.close()
    assert standing_of(batch).status == "packed"
    _ready(batch, "e")

    assert (standing_of(batch).status, standing_of(batch).ready) == ("", 4)


def test_it_is_asked_for_again_when_its_file_is_gone(batch: Batch, rui: User) -> None:
    first = _downloaded(batch, rui)
    first.file.close()
    default_storage.delete(str(first.file.name))

    assert standing_of(batch).status == ""
    with pytest.raises(TransitionRefused, match="is not made yet"):
        download_batch(batch, by=rui)
    assert "a/card.jsx" in _names(batch, rui)


def test_who_may_not_download_changes_nothing(batch: Batch, rui: User, olga: User) -> None:
    with pytest.raises(PermissionRefused):
        ask_for_package(batch, by=olga)
    assert not BatchPackage.objects.exists()
    ask_for_package(batch, by=rui)
    tasks.pack(batch.pk)
    with pytest.raises(PermissionRefused):
        download_batch(batch, by=olga)

    assert batch.jobs.filter(status=Status.COMPLETED).count() == 1


def test_jobs_that_cannot_lie_side_by_side_are_named(batch: Batch, rui: User) -> None:
    _ready(batch, "A")
    ask_for_package(batch, by=rui)
    tasks.pack(batch.pk)

    standing = standing_of(batch)
    assert standing.status == "failed"
    assert "“a” and “A” would unpack to the same folder" in standing.error


def test_a_damaged_package_is_told_and_completes_nothing(batch: Batch, rui: User) -> None:
    stored = package_name(Job.objects.get(job_id="a"))
    with default_storage.open(stored) as file:
        good = file.read()
    default_storage.save(stored, ContentFile(b"PK damaged"))
    ask_for_package(batch, by=rui)
    tasks.pack(batch.pk)

    assert "package of one of the jobs is damaged" in standing_of(batch).error
    with pytest.raises(TransitionRefused, match="is not made yet"):
        download_batch(batch, by=rui)
    assert batch.jobs.filter(status=Status.COMPLETED).count() == 1

    default_storage.save(stored, ContentFile(good))
    assert "a/card.jsx" in _names(batch, rui)


def test_a_job_package_that_is_gone_is_told_in_words_and_to_the_log(
    batch: Batch, rui: User
) -> None:
    default_storage.delete(package_name(Job.objects.get(job_id="a")))
    ask_for_package(batch, by=rui)
    with pytest.raises(FileNotFoundError):
        tasks.pack(batch.pk)

    assert standing_of(batch).status == "failed"
    assert standing_of(batch).error.endswith(".")


def test_a_worker_that_always_dies_at_it_is_not_sent_again(batch: Batch, rui: User) -> None:
    ask_for_package(batch, by=rui)
    BatchPackage.objects.update(attempts=MAX_ATTEMPTS)
    tasks.pack(batch.pk)

    assert standing_of(batch).error == f"The worker stopped {MAX_ATTEMPTS} times at it."


def test_the_call_sends_it_and_goes_on_where_it_stopped(batch: Batch, rui: User) -> None:
    client = Client(headers={"Authorization": f"Bearer {token_for(rui)}"})
    path = f"/api/batch/{batch.pk}/download-package"
    asked = client.post(f"/api/batch/{batch.pk}/package")
    tasks.pack(batch.pk)
    standing = client.get(f"/api/batch/{batch.pk}/package").json()
    whole = client.get(path)
    content = whole.getvalue()
    rest = client.get(path, headers={"Range": "bytes=100-", "If-Range": whole["ETag"]})

    assert (asked.status_code, asked.json()["status"]) == (202, "packing")
    assert standing == {"success": True, "status": "packed", "jobs": 3, "packed": 3, "error": ""}
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert (rest.status_code, rest.getvalue()) == (206, content[100:])
    assert 'filename="cup-final.zip"' in whole["Content-Disposition"]


def test_the_call_says_when_nothing_is_ready(rui: User) -> None:
    client = Client(headers={"Authorization": f"Bearer {token_for(rui)}"})
    answer = client.get(f"/api/batch/{make_batch().pk}/download-package")

    assert answer.status_code == 409
    assert answer.json()["error"] == "No job of this batch is ready to download."
