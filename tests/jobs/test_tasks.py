"""Stages 1 and 5 in a real worker on a real queue: done once, or failed with the reason."""

import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import django_rq
import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks
from rq import SimpleWorker

from jobs import queueing, reviewing, tasks
from jobs.extracting import documents_of, opacity_in
from jobs.generating import changes_of, regenerate
from jobs.intake import ingest, start_batch
from jobs.manifest import read_manifest
from jobs.models import AuditEntry, Job, Template
from jobs.retrying import MAX_ATTEMPTS
from jobs.reviewing import proposed_or_approved
from jobs.statuses import Status
from jobs.sweep import sweep, sweep_quietly
from jobs.upload_set import from_folder
from tests.factories import make_job
from tests.samples.batches import PSD, make_folder, one_row

pytestmark = pytest.mark.django_db
NO_QUEUE = {"default": {"URL": "unix:///nowhere/valkey.sock"}}


def work() -> None:
    """Let a worker do all that is queued."""
    queue = django_rq.get_queue("default")
    SimpleWorker([queue], connection=queue.connection).work(burst=True, logging_level="CRITICAL")


def queued() -> int:
    count: int = django_rq.get_queue("default").count
    return count


@pytest.fixture
def started(
    tmp_path: Path, queue: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Job:
    """One job of the demo, started: its task is queued."""
    return start(make_folder(tmp_path / "batch"), one_row(), django_capture_on_commit_callbacks)


def start(manifest: Path, content: bytes, on_commit: DjangoCaptureOnCommitCallbacks) -> Job:
    batch = ingest(
        read_manifest(content), from_folder(manifest.parent), name="batch.csv", by=None
    ).batch
    assert batch is not None
    with on_commit(execute=True):
        start_batch(batch, by=None)
    job: Job = batch.jobs.get()
    return job


def fresh(job: Job) -> Job:
    found: Job = Job.objects.select_related("psd_file").get(pk=job.pk)
    return found


def test_a_worker_reads_both_files_and_proposes_matches(started: Job) -> None:
    assert queued() == 1
    work()

    job = fresh(started)
    assert job.status == Status.AWAITING_REVIEW
    assert job.stage1_completed_at is not None
    assert job.stage1_results is not None
    assert len(job.stage1_results["matches"]["matches"]) == 4
    assert job.psd_file.pictures is not None
    assert len(job.psd_file.wording) == len(job.psd_file.look) == 64
    folder = f"pictures/{job.psd_file.sha256}"
    assert default_storage.exists(f"{folder}/{job.psd_file.pictures['canvas']}")
    cutout = next(one for one in documents_of(job)[0].layers if one.name == "cutout")
    quarter = Fraction(1, 4)
    assert 0 < opacity_in(job)[cutout.id].lost_across(quarter, quarter) < 2 * quarter
    assert list(AuditEntry.objects.values_list("action", flat=True))[-1] == "extraction_completed"


def test_three_jobs_read_their_template_once(
    tmp_path: Path, queue: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    manifest = make_folder(tmp_path / "batch")
    batch = ingest(
        read_manifest(manifest.read_bytes()), from_folder(manifest.parent), name="b", by=None
    ).batch
    assert batch is not None
    with django_capture_on_commit_callbacks(execute=True):
        start_batch(batch, by=None)
    work()

    assert Job.objects.filter(status=Status.AWAITING_REVIEW).count() == 3
    assert Template.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "damage", "reason"),
    [
        (PSD, lambda content: content[: len(content) // 2], "cut off"),
        (PSD, lambda content: content[:30] + b"\xff" * (len(content) - 30), "PSD"),
        ("lineup-template.aepx", lambda content: content[: len(content) // 2], "XML"),
    ],
)
def test_a_damaged_file_fails_its_job_with_the_reason(
    name: str,
    damage: Callable[[bytes], bytes],
    reason: str,
    tmp_path: Path,
    queue: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    manifest = make_folder(tmp_path / "batch")
    path = manifest.parent / name
    path.write_bytes(damage(path.read_bytes()))
    job = start(manifest, one_row(), django_capture_on_commit_callbacks)
    work()

    job = fresh(job)
    assert job.status == Status.EXTRACTION_FAILED
    assert reason in job.error
    assert AuditEntry.objects.get(action="extraction_failed").message == job.error
    assert job.stage1_results is None


def test_the_same_task_delivered_twice_is_done_once(started: Job) -> None:
    tasks.extract(started.pk)
    tasks.extract(started.pk)
    work()

    assert AuditEntry.objects.filter(action="extraction_completed").count() == 1
    assert fresh(started).attempts == 1


def test_a_job_that_was_cancelled_meanwhile_stays_so(started: Job, olga: User) -> None:
    reviewing.cancel(started.job_id, reason="sent twice", by=olga)
    work()

    assert fresh(started).status == Status.CANCELLED


def test_an_unexpected_error_fails_the_job_and_is_loud(started: Job) -> None:
    default_storage.delete(str(started.psd_file.file.name))

    with pytest.raises(FileNotFoundError):
        tasks.extract(started.pk)

    job = fresh(started)
    assert job.status == Status.EXTRACTION_FAILED
    assert job.error == "Unexpected error (FileNotFoundError); the server's log has it."


def test_a_job_that_asks_for_too_much_memory_fails_with_that_reason(
    started: Job, settings: LazySettings
) -> None:
    def greedy(job: Job) -> Job:
        raise AssertionError(f"{len(bytearray(1 << 62))} bytes were there for {job}")

    settings.TASK_MEMORY_BYTES = 2 * 1024**3
    tasks.run(started.pk, Status.PROCESSING, greedy, give_up="fail_extraction")

    assert fresh(started).status == Status.EXTRACTION_FAILED
    assert fresh(started).error == "The files need more than 2048 MB of memory."


def test_a_job_at_which_workers_die_is_set_aside(started: Job) -> None:
    Job.objects.update(attempts=MAX_ATTEMPTS)  # as after so many kills
    work()

    job = fresh(started)
    assert job.status == Status.EXTRACTION_FAILED
    assert job.error == "The worker stopped 5 times while it was at this job."


def test_what_the_queue_lost_is_rung_for_again(started: Job) -> None:
    django_rq.get_connection("default").flushall()
    Job.objects.update(updated_at="2020-01-01T00:00:00Z")

    assert sweep() == 1
    assert sweep() == 0  # it is queued now
    work()
    assert fresh(started).status == Status.AWAITING_REVIEW
    assert sweep() == 0


def test_what_has_just_been_queued_is_left_alone(started: Job) -> None:
    django_rq.get_connection("default").flushall()

    assert sweep() == 0


def test_a_dead_queue_stops_neither_requests_nor_the_sweep(
    tmp_path: Path,
    settings: LazySettings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.RQ_QUEUES = NO_QUEUE

    job = start(make_folder(tmp_path / "batch"), one_row(), django_capture_on_commit_callbacks)

    assert job.status == Status.PROCESSING
    assert sweep_quietly() == 0
    assert not queueing.worker_is_listening()


@pytest.fixture
def approved(
    started: Job,
    rui: User,
    queue: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Job:
    """The job as read and approved: its generation is queued."""
    work()
    matches = proposed_or_approved(fresh(started))
    with django_capture_on_commit_callbacks(execute=True):
        return reviewing.approve_matches(started.job_id, matches=matches, by=rui)


def test_a_worker_writes_script_and_package(approved: Job) -> None:
    work()

    job = fresh(approved)
    assert job.status == Status.AWAITING_DOWNLOAD, job.error
    with default_storage.open(str(job.package.name)) as file:
        package = zipfile.ZipFile(io.BytesIO(file.read()))
    assert package.read("card-1/one.jsx").decode() == job.stage5_extendscript
    assert "BEN FORMAN" in job.stage5_extendscript
    changed = {one.placeholder_id: (one.before, one.after) for one in changes_of(job)}
    assert ("player1fullname", "BEN FORMAN") in changed.values()
    assert [name for name in package.namelist() if name.startswith("card-1/assets/")]
    report = package.read("card-1/report.html").decode()
    assert "BEN FORMAN" in report
    assert "<script" not in report
    assert "://" not in report
    assert 'src="layout.png"' in report
    assert package.read("card-1/layout.png").startswith(b"\x89PNG")
    filled = {"card-1/one-populated.aep", "card-1/one-populated.aepx"}
    assert filled <= {*package.namelist()}


def test_what_is_made_again_of_the_same_matches_has_the_same_script_and_pictures(
    approved: Job, rui: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    work()
    first = packed(approved)
    with django_capture_on_commit_callbacks(execute=True):
        regenerate(approved.job_id, by=rui)
    assert fresh(approved).status == Status.GENERATING
    work()

    assert fresh(approved).status == Status.AWAITING_DOWNLOAD
    again = packed(approved)
    same = [name for name in first if name.endswith((".jsx", ".png"))]
    assert len(same) == 3
    assert all(again[name] == first[name] for name in same)


def packed(job: Job) -> dict[str, bytes]:
    """The files of a job's package."""
    with default_storage.open(str(fresh(job).package.name)) as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_generation_that_fails_can_be_tried_again(
    approved: Job, olga: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    matches = proposed_or_approved(approved)
    broken = {**matches, "matches": []}
    Job.objects.filter(pk=approved.pk).update(stage2_approved_matches=broken)
    work()
    assert fresh(approved).status == Status.GENERATION_FAILED
    assert fresh(approved).error.startswith("No placeholder is filled")

    Job.objects.filter(pk=approved.pk).update(stage2_approved_matches=matches)
    with django_capture_on_commit_callbacks(execute=True):
        reviewing.retry(approved.job_id, by=olga)
    work()

    assert fresh(approved).status == Status.AWAITING_DOWNLOAD
    assert fresh(approved).error == ""


def test_a_job_of_another_state_is_no_business_of_the_worker() -> None:
    job = make_job(status=Status.AWAITING_REVIEW)

    tasks.extract(job.pk)
    tasks.generate(job.pk)

    assert fresh(job).status == Status.AWAITING_REVIEW
