"""Stage 0: a batch is kept whole or not at all, and every content once."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.storage import FileSystemStorage

from jobs.intake import Ingested, ingest, start_batch
from jobs.manifest import read_manifest
from jobs.models import AuditEntry, Batch, Job, StoredFile
from jobs.statuses import Status
from jobs.upload_set import from_folder
from jobs.workflow import PermissionRefused
from tests.factories import make_batch, make_job
from tests.samples.batches import ENTITY_BOMB, HTML, PNG, PSD, make_folder, one_row

pytestmark = pytest.mark.django_db


class DiskFull(FileSystemStorage):
    """Has room for two files."""

    def _save(self, name: str, content: Any) -> str:
        kept = [path for path in Path(self.location).rglob("*") if path.is_file()]
        if len(kept) >= 2:
            raise OSError(28, "No space left on device")
        saved: str = super()._save(name, content)  # type: ignore[misc]  # left out of the stubs
        return saved


class Overtaken(FileSystemStorage):
    """While it keeps the first file, another upload takes the job id."""

    def _save(self, name: str, content: Any) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]  # left out of the stubs
        if not Batch.objects.exists():
            batch = make_batch(name="overtaking.csv")
            make_job(job_id="card-1", batch=batch, client_name="the other upload")
        return saved


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "batch")


def take(manifest: Path, content: bytes | None = None, **more: Any) -> Ingested:
    rows = read_manifest(manifest.read_bytes() if content is None else content)
    files = from_folder(manifest.parent)
    return ingest(rows, files, name=manifest.name, by=more.pop("by", None), **more)


def use_storage(settings: LazySettings, folder: Path, kind: type[FileSystemStorage]) -> None:
    options = {"location": folder, "allow_overwrite": True}
    storage = {"BACKEND": f"{__name__}.{kind.__name__}", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


def assert_nothing_was_kept(storage: Path) -> None:
    assert not Batch.objects.exists()
    assert not StoredFile.objects.exists()
    assert not AuditEntry.objects.exists()
    assert [path for path in storage.rglob("*") if path.is_file()] == []


def test_every_row_becomes_a_job_that_waits(manifest: Path, olga: User) -> None:
    ingested = take(manifest, by=olga)

    assert ingested.batch is not None
    assert ingested.to_json() == {
        "batch_id": str(ingested.batch.batch_id),
        "total_jobs": 3,
        "valid_jobs": 3,
        "invalid_jobs": 0,
        "errors": [],
    }
    assert {job.status for job in Job.objects.all()} == {"pending"}
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.username) == ("batch_ingested", "olga")
    assert entry.data["jobs"] == ["card-1-clean", "card-2-critical", "card-3-warning"]


def test_a_template_is_kept_once_for_all_its_jobs(manifest: Path, own_files: Path) -> None:
    take(manifest)

    assert StoredFile.objects.filter(kind="template").count() == 1
    assert StoredFile.objects.filter(kind="psd").count() == 3
    assert len([path for path in own_files.rglob("*") if path.is_file()]) == 4


def test_the_same_content_in_another_batch_is_not_kept_again(manifest: Path) -> None:
    take(manifest)
    take(manifest, manifest.read_bytes().replace(b"\ncard-", b"\nagain-card-"))

    assert Job.objects.count() == 6
    assert StoredFile.objects.count() == 4


def test_one_bad_row_keeps_everything_out(manifest: Path, own_files: Path) -> None:
    bad = manifest.read_bytes() + b"card-4,missing.psd,lineup-template.aepx,four.aep,\n"

    ingested = take(manifest, bad)

    assert ingested.batch is None
    (error,) = ingested.errors
    assert (error.row, error.job_id) == (5, "card-4")
    assert error.error == "The Photoshop file “missing.psd” is not in the upload."
    assert_nothing_was_kept(own_files)


def test_the_good_rows_alone_are_kept_when_asked_for(manifest: Path) -> None:
    bad = manifest.read_bytes() + b"card-4,missing.psd,lineup-template.aepx,four.aep,\n"

    ingested = take(manifest, bad, good_rows_only=True)

    assert ingested.batch is not None
    assert Job.objects.count() == 3
    assert (ingested.batch.total_jobs, ingested.batch.invalid_jobs) == (4, 1)
    assert ingested.batch.errors[0]["row"] == 5


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.psd", PNG, "it is a PNG picture"),
        ("bad.psd", b"", "The file is empty"),
        ("bad.psd", HTML, "an HTML page"),
        ("bad.psd", b"8BPS\0\1", "cut off"),
        ("bad.aepx", HTML, "HTML"),
        ("bad.aepx", b"", "empty"),
        ("bad.aepx", PNG, "PNG"),
        ("bad.aepx", ENTITY_BOMB, "has a DTD"),
    ],
)
def test_a_file_that_is_something_else_is_named_at_once(
    manifest: Path, own_files: Path, name: str, content: bytes, message: str
) -> None:
    (manifest.parent / name).write_bytes(content)
    row = one_row(psd=name) if name.endswith(".psd") else one_row(template=name)

    ingested = take(manifest, row)

    assert ingested.batch is None
    (error,) = ingested.errors
    assert error.error.startswith(f"“{name}”: ")
    assert message in error.error
    assert_nothing_was_kept(own_files)


def test_an_entity_bomb_behind_a_long_comment_is_found(manifest: Path, own_files: Path) -> None:
    template = manifest.parent / "lineup-template.aepx"
    head, body = template.read_bytes().split(b"?>", 1)
    padding = b"<!-- " + b"x" * 100_000 + b" -->"
    doctype = b'<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    template.write_bytes(head + b"?>" + padding + doctype + body)

    ingested = take(manifest, one_row())

    assert ingested.batch is None
    assert "AEPX" in ingested.errors[0].error
    assert_nothing_was_kept(own_files)


def test_a_job_id_that_exists_already_is_reported(manifest: Path) -> None:
    make_job(job_id="card-1")

    ingested = take(manifest, one_row())

    assert [error.error for error in ingested.errors] == [
        "A job “card-1” exists already; choose another job_id."
    ]


def test_a_job_id_taken_in_the_same_moment_keeps_everything_out(
    manifest: Path, own_files: Path, settings: LazySettings
) -> None:
    use_storage(settings, own_files, Overtaken)

    ingested = take(manifest, one_row())

    assert ingested.batch is None
    assert "Another upload took" in ingested.errors[0].error
    assert Job.objects.get().client_name == "the other upload"
    assert Batch.objects.get().name == "overtaking.csv"
    assert StoredFile.objects.count() == 2
    assert len([path for path in own_files.rglob("*") if path.is_file()]) == 2
    assert not AuditEntry.objects.exists()


def test_the_same_manifest_twice_is_one_batch(manifest: Path) -> None:
    take(manifest)

    again = take(manifest)

    assert again.batch is None
    assert [error.row for error in again.errors] == [2, 3, 4]
    assert all("exists already" in error.error for error in again.errors)
    assert (Batch.objects.count(), Job.objects.count()) == (1, 3)
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("job_id", ["a\0b", "a\x1bb", "\x7f"])
def test_control_signs_in_a_left_out_row_are_kept_as_text(manifest: Path, job_id: str) -> None:
    rows = one_row() + f"{job_id},{PSD},lineup-template.aepx,x.aep\n".encode()

    batch = take(manifest, rows, good_rows_only=True).batch

    assert batch is not None
    (error,) = Batch.objects.get(pk=batch.pk).errors
    assert error["error"] == "job_id has control characters in it."
    assert error["job_id"].isprintable()


def test_a_batch_is_started_by_those_with_the_right_only(manifest: Path, nina: User) -> None:
    batch = take(manifest).batch
    assert batch is not None

    with pytest.raises(PermissionRefused):
        start_batch(batch, by=nina)
    assert {job.status for job in Job.objects.all()} == {Status.PENDING}


def test_a_full_disk_leaves_nothing_behind(
    manifest: Path, own_files: Path, settings: LazySettings
) -> None:
    use_storage(settings, own_files, DiskFull)

    with pytest.raises(OSError, match="No space left"):
        take(manifest)

    assert_nothing_was_kept(own_files)


def test_taking_back_spares_what_another_batch_uses(
    manifest: Path, own_files: Path, settings: LazySettings
) -> None:
    take(manifest, one_row())
    before = {path for path in own_files.rglob("*") if path.is_file()}
    use_storage(settings, own_files, DiskFull)

    with pytest.raises(OSError, match="No space left"):
        take(manifest)

    assert {path for path in own_files.rglob("*") if path.is_file()} == before


def test_a_batch_is_started_as_a_whole_and_once(manifest: Path, olga: User) -> None:
    batch = take(manifest, by=olga).batch
    assert batch is not None

    assert start_batch(batch, by=olga) == 3
    assert start_batch(batch, by=olga) == 0
    assert Job.objects.filter(status=Status.PROCESSING).count() == 3
    assert Job.objects.filter(stage0_completed_by=olga).count() == 3


def test_hostile_names_stay_text(manifest: Path, own_files: Path) -> None:
    row = f'card-1,{PSD},lineup-template.aepx,"<script>.aep","=HYPERLINK(1)"\n'
    header = b"job_id,psd_path,aepx_path,output_name,client_name\n"

    ingested = take(manifest, header + row.encode())

    assert ingested.batch is not None
    assert Job.objects.get().client_name == "=HYPERLINK(1)"
    names = [path.name for path in own_files.rglob("*") if path.is_file()]
    assert all(name.split(".")[0].isalnum() for name in names)
