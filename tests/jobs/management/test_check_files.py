"""Stored files and database agree, and the command finds where they do not."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jobs import storage
from jobs.models import Job, StoredFile
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.management.conftest import Run

pytestmark = pytest.mark.django_db
NOTHING: dict[str, list[str]] = {"missing": [], "damaged": [], "orphaned": []}


def keep(name: str, content: bytes = b"x") -> str:
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


@pytest.fixture
def job() -> Job:
    """A job that has everything: uploads, pictures, layout, package, receipt."""
    made = make_job(status=Status.COMPLETED)
    default_storage.delete("packages/ready.zip")
    package = io.BytesIO()
    zipfile.ZipFile(package, "w").close()
    made.package = keep(storage.package_name(made), package.getvalue())
    made.save()
    keep(storage.layout_name(made, "after"))
    keep(storage.receipt_name(made, "ab" * 32))
    keep(f"{storage.pictures_folder(made.psd_file)}/canvas.png")
    made.psd_file.pictures = {"canvas": "canvas.png", "layers": {}}
    made.psd_file.save()
    return made


def test_an_empty_storage_is_whole(run: Run) -> None:
    ran = run("check_files")

    assert (ran.code, ran.document) == (0, NOTHING)


def test_all_that_belongs_to_a_job_is_in_order(run: Run, job: Job) -> None:
    ran = run("check_files", "--contents", "--spare-minutes=0")

    assert (ran.code, ran.document) == (0, NOTHING)


def test_missing_files_are_named(run: Run, job: Job) -> None:
    gone = [str(job.psd_file.file.name), str(job.package.name)]
    gone.append(f"{storage.pictures_folder(job.psd_file)}/canvas.png")
    for name in gone:
        default_storage.delete(name)

    ran = run("check_files")

    assert (ran.code, ran.document) == (3, NOTHING | {"missing": sorted(gone)})


def test_a_cut_off_upload_and_a_cut_off_package_are_named(run: Run, job: Job) -> None:
    cut = [keep(str(job.psd_file.file.name), b"con"), keep(str(job.package.name), b"PK\x03\x04")]

    ran = run("check_files")

    assert (ran.code, ran.document) == (3, NOTHING | {"damaged": sorted(cut)})


def test_another_content_of_the_same_size_shows_when_contents_are_read(run: Run, job: Job) -> None:
    name = keep(str(job.psd_file.file.name), b"CONTENT")
    assert run("check_files").code == 0

    ran = run("check_files", "--contents")

    assert (ran.code, ran.document) == (3, NOTHING | {"damaged": [name]})


@pytest.mark.parametrize(
    "name",
    [
        "uploads/psd/ab/abcd.psd",
        "pictures/abcd/layer-0.png",
        "packages/0d1e/999.zip",
        "receipts/0d1e/999/ab.json",
        "else/where",
    ],
)
def test_what_is_nobodys_is_deleted_when_that_is_asked_for(run: Run, job: Job, name: str) -> None:
    keep(name)
    assert run("check_files").document == NOTHING  # it may belong to an upload under way

    assert run("check_files", "--spare-minutes=0").document == NOTHING | {"orphaned": [name]}
    assert run("check_files", "--spare-minutes=0", "--delete").code == 0
    assert not default_storage.exists(name)
    assert all(default_storage.exists(str(one.file.name)) for one in StoredFile.objects.all())
