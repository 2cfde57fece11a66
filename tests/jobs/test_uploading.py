"""Uploads as the page and the API hand them over: one ZIP, or a manifest with dropped files."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.manifest import ManifestUnreadable
from jobs.models import AuditEntry, Batch, Job, StoredFile
from jobs.statuses import Status
from jobs.upload_set import UploadRefused
from jobs.uploading import receive_upload
from jobs.workflow import PermissionRefused
from tests.jobs.test_spreadsheet import workbook

HEADER = "job_id,psd_path,aepx_path,output_name\n"
ROW = "one,card.psd,line.aepx,one.aep\n"


@pytest.fixture
def card(shared_data: Path) -> bytes:
    return (shared_data / "psd" / "lineup-card.psd").read_bytes()


@pytest.fixture
def template(shared_data: Path) -> bytes:
    return (shared_data / "aepx" / "test-after-effects-project.aepx").read_bytes()


def sent(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def zipped(members: Mapping[str, bytes | str], name: str = "saturday.zip") -> SimpleUploadedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return SimpleUploadedFile(name, made.getvalue())


def nothing_is_kept(folder: Path) -> bool:
    rows = Batch.objects.exists() or Job.objects.exists() or StoredFile.objects.exists()
    files = folder.exists() and any(path.is_file() for path in folder.rglob("*"))
    return not rows and not files and not AuditEntry.objects.exists()


def test_takes_a_manifest_with_dropped_files_and_starts_at_once(
    card: bytes, template: bytes, olga: User, queue: str
) -> None:
    manifest = sent("saturday.csv", HEADER + "one,cards/card.psd,line.aepx,one.aep\n")
    files = [sent("card.psd", card), sent("line.aepx", template)]
    ingested = receive_upload(manifest=manifest, files=files, by=olga)
    assert ingested.batch is not None
    assert ingested.batch.name == "saturday.csv"
    job = Job.objects.get(job_id="one")
    assert job.status == Status.PROCESSING
    assert default_storage.exists(job.psd_file.file.name)


def test_takes_a_zip_whose_manifest_lies_in_a_folder_and_waits_when_asked_to(
    card: bytes, template: bytes, olga: User
) -> None:
    members: dict[str, bytes | str] = {
        "batch/manifest.csv": HEADER + "one,cards/card.psd,line.aepx,one.aep\n",
        "batch/cards/card.psd": card,
        "batch/line.aepx": template,
        "batch/old/manifest.csv": "not,this\n",
    }
    ingested = receive_upload(manifest=None, files=[zipped(members)], by=olga, start=False)
    assert ingested.batch is not None
    assert ingested.batch.name == "saturday.zip"
    assert Job.objects.get(job_id="one").status == Status.PENDING


def test_a_zip_in_the_manifests_place_is_taken_as_well(
    card: bytes, template: bytes, olga: User
) -> None:
    members: dict[str, bytes | str] = {
        "manifest.csv": HEADER + ROW,
        "card.psd": card,
        "line.aepx": template,
    }
    ingested = receive_upload(manifest=zipped(members), files=[], by=olga, start=False)
    assert ingested.batch is not None


def test_a_manifest_sent_beside_the_zip_is_the_one_that_counts(
    card: bytes, template: bytes, olga: User
) -> None:
    archive = zipped({"card.psd": card, "line.aepx": template, "manifest.csv": "old\n"})
    manifest = sent("new.csv", HEADER + ROW)
    ingested = receive_upload(manifest=manifest, files=[archive], by=olga, start=False)
    assert ingested.batch is not None
    assert ingested.batch.name == "new.csv"


def test_finds_the_manifest_among_dropped_files(card: bytes, template: bytes, olga: User) -> None:
    files = [sent("card.psd", card), sent("m.csv", HEADER + ROW), sent("line.aepx", template)]
    ingested = receive_upload(manifest=None, files=files, by=olga, start=False)
    assert ingested.batch is not None


def test_a_bad_row_keeps_everything_out_unless_the_good_rows_are_asked_for(
    card: bytes, template: bytes, olga: User, own_files: Path
) -> None:
    table = HEADER + ROW + "two,missing.psd,line.aepx,two.aep\n"

    def send(*, good_rows_only: bool) -> object:
        files = [sent("card.psd", card), sent("line.aepx", template)]
        return receive_upload(
            manifest=sent("m.csv", table),
            files=files,
            by=olga,
            good_rows_only=good_rows_only,
            start=False,
        ).to_json()

    refused = send(good_rows_only=False)
    assert isinstance(refused, dict)
    assert refused["batch_id"] is None
    assert refused["errors"][0]["row"] == 3
    assert nothing_is_kept(own_files)
    kept = send(good_rows_only=True)
    assert isinstance(kept, dict)
    assert (kept["valid_jobs"], kept["invalid_jobs"]) == (1, 1)
    assert [job.job_id for job in Job.objects.all()] == ["one"]


def test_without_a_manifest_files_are_paired_by_their_names(
    card: bytes, template: bytes, olga: User, queue: str
) -> None:
    files = [sent("Ben Forman.psd", card), sent("line.aepx", template)]
    ingested = receive_upload(manifest=None, files=files, by=olga)

    assert ingested.batch is not None
    assert ingested.batch.name == "Files paired by name"
    job = Job.objects.get()
    assert (job.job_id, job.output_name) == ("Ben-Forman", "Ben Forman.aep")


def test_a_zip_without_a_manifest_is_paired_by_names(
    card: bytes, template: bytes, olga: User, queue: str
) -> None:
    archive = zipped({"cards/ben.psd": card, "lineup.aepx": template, "__MACOSX/._ben.psd": "x"})
    ingested = receive_upload(manifest=None, files=[archive], by=olga)

    assert ingested.batch is not None
    assert [job.job_id for job in ingested.batch.jobs.all()] == ["ben"]


def test_a_workbook_is_a_manifest(card: bytes, template: bytes, olga: User, queue: str) -> None:
    lines = [line.split(",") for line in (HEADER + ROW).splitlines()]
    files = [
        sent("saturday.xlsx", workbook(lines)),
        sent("card.psd", card),
        sent("line.aepx", template),
    ]
    ingested = receive_upload(manifest=None, files=files, by=olga)

    assert ingested.batch is not None
    assert (ingested.batch.name, Job.objects.get().job_id) == ("saturday.xlsx", "one")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "neither a manifest nor a Photoshop file"),
        ([sent("card.psd", b"8BPS")], "neither a manifest nor a template"),
        ([zipped({"line.aepx": "x"})], "neither a manifest nor a Photoshop file"),
    ],
)
def test_without_a_manifest_both_kinds_of_file_are_needed(
    files: list[SimpleUploadedFile], words: str, olga: User, own_files: Path
) -> None:
    with pytest.raises(ManifestUnreadable, match=words):
        receive_upload(manifest=None, files=files, by=olga)
    assert nothing_is_kept(own_files)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([sent("a.csv", HEADER + ROW), sent("b.xlsx", b"PK")], "several tables"),
        ([zipped({"a.csv": "x", "b.csv": "y"})], "2 tables side by side"),
        ([zipped({"m.csv": HEADER + ROW}), sent("card.psd", b"8BPS")], "one ZIP alone"),
        ([sent("saturday.zip", b"no zip at all")], "can't be unpacked"),
        ([zipped({"../m.csv": HEADER + ROW})], "leads out of it"),
        ([zipped({"m.csv": HEADER + ROW, "card.psd": b"\0" * 60_000_000})], "far more than"),
    ],
)
def test_refuses_what_is_no_upload_and_keeps_nothing(
    files: list[SimpleUploadedFile], words: str, olga: User, own_files: Path
) -> None:
    with pytest.raises(UploadRefused, match=words):
        receive_upload(manifest=None, files=files, by=olga)
    assert nothing_is_kept(own_files)


@pytest.mark.parametrize("table", ["", "job_id,psd_path\n", HEADER])
def test_refuses_a_manifest_that_says_nothing(table: str, olga: User, own_files: Path) -> None:
    with pytest.raises(ManifestUnreadable):
        receive_upload(manifest=sent("m.csv", table), files=[], by=olga)
    assert nothing_is_kept(own_files)


def test_refuses_more_than_the_installation_takes(olga: User, settings: LazySettings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    files = [sent("card.psd", b"\0" * 2_000_000)]
    with pytest.raises(UploadRefused, match="more than 1 MB together"):
        receive_upload(manifest=sent("m.csv", HEADER + ROW), files=files, by=olga)


def test_starting_needs_the_right_before_anything_is_kept(nina: User, own_files: Path) -> None:
    with pytest.raises(PermissionRefused):
        receive_upload(manifest=sent("m.csv", HEADER + ROW), files=[], by=nina)
    assert nothing_is_kept(own_files)


def test_the_ingest_folder_may_hold_what_was_not_sent(
    card: bytes, template: bytes, olga: User, settings: LazySettings, tmp_path: Path
) -> None:
    folder = tmp_path / "ingest"
    folder.mkdir()
    (folder / "line.aepx").write_bytes(template)
    settings.INGEST_FOLDER = str(folder)
    manifest = sent("m.csv", HEADER + ROW)
    files = [sent("card.psd", card)]
    ingested = receive_upload(manifest=manifest, files=files, by=olga, start=False)
    assert ingested.batch is not None
