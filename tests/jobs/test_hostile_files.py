"""Files that somebody made to do harm go through stage 1, or fail it with a reason."""

import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jobs import tasks
from jobs.auditing import verify_chain
from jobs.demo.psd_builder import GroupSpec, ImageLayerSpec, LayerSpec, TextLayerSpec, build_psd
from jobs.intake import ingest, start_job
from jobs.manifest import read_manifest
from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from jobs.upload_set import from_folder
from tests.samples.batches import ENTITY_BOMB, HTML, PNG, PSD, make_folder, one_row
from tests.samples.psd import RED

pytestmark = pytest.mark.django_db
LONE = b"\xd8\x00"  # half a surrogate pair


def started(folder: Path) -> Job:
    batch = ingest(read_manifest(one_row()), from_folder(folder), name="b.csv", by=None).batch
    assert batch is not None
    return start_job(batch.jobs.get().job_id, by=None)


def read(job: Job) -> Job:
    tasks.extract(job.pk)
    found: Job = Job.objects.get(pk=job.pk)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "batch").parent


@pytest.mark.parametrize(
    "name",
    [
        "a\0b",
        "\0",
        "<script>alert(1)</script>",
        "=HYPERLINK('x')",
        "'; DROP TABLE jobs_job; --",
        "\u202egnp.exe",
        "\U0001f600 \ufeff\u2028",
        "../../etc/passwd",
        "x" * 250,
    ],
)
def test_any_name_of_a_layer_is_kept_as_text(folder: Path, name: str) -> None:
    layers: list[LayerSpec] = [
        TextLayerSpec(name, f"text {name}"[:60], 10, 10, 20),
        GroupSpec(name, [ImageLayerSpec(name, RED)]),
    ]
    build_psd(200, 200, layers, folder / PSD)

    job = read(started(folder))

    assert job.status == Status.AWAITING_REVIEW, job.error
    psd = (job.stage1_results or {})["psd"]
    assert {layer["name"] for layer in psd["layers"]} == {name.replace("\0", "")}
    assert verify_chain().intact


def test_half_a_sign_in_a_name_or_text_keeps_no_card_from_its_review(folder: Path) -> None:
    layers: list[LayerSpec] = [ImageLayerSpec("ab", RED), TextLayerSpec("name", "ab", 10, 10, 20)]
    build_psd(200, 200, layers, folder / PSD)
    content = (folder / PSD).read_bytes()
    half = content.replace("ab".encode("utf-16-be"), LONE + b"\0b")
    assert half != content
    (folder / PSD).write_bytes(half)

    job = read(started(folder))

    assert job.status == Status.AWAITING_REVIEW, job.error
    assert "\\ud800" not in json.dumps(job.stage1_results)


@pytest.mark.parametrize(
    ("content", "words"), [(ENTITY_BOMB, "DTD"), (HTML, "HTML"), (PNG, "PNG"), (b"", "empty")]
)
def test_a_template_that_turns_out_to_be_none_fails_its_job(
    folder: Path, content: bytes, words: str
) -> None:
    job = started(folder)
    default_storage.save(str(job.template_file.file.name), ContentFile(content))

    job = read(job)

    assert job.status == Status.EXTRACTION_FAILED
    assert words in job.error
    entry = AuditEntry.objects.get(action="extraction_failed")
    assert (entry.message, entry.data["error"]) == (job.error, job.error)
