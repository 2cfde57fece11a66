"""What the queue lost is found by the command as by the worker."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError
from django.utils import timezone

from jobs.models import Batch, BatchPackage, Job
from jobs.queueing import known_tasks, task_id
from jobs.statuses import Status
from tests.factories import make_batch, make_job
from tests.jobs.management.conftest import Run

pytestmark = pytest.mark.django_db


def lost() -> Job:
    job = make_job(status=Status.PROCESSING)
    Job.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    return job


def test_lost_work_is_rung_for_again(run: Run, queue: str) -> None:
    job = lost()

    ran = run("sweep")

    assert (ran.code, ran.out, ran.err) == (0, "", "rung again for 1 job\n")
    assert task_id(job) in known_tasks()


def test_a_package_that_the_queue_lost_is_rung_for_again(run: Run, queue: str) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    package = BatchPackage.objects.create(batch=make_batch(), asked_at=hour_ago)
    BatchPackage.objects.create(batch=make_batch(), asked_at=hour_ago, status="failed")

    assert run("sweep").code == 0
    assert known_tasks() == {task_id(package)}


def test_batches_are_taken_out_of_the_inbox(
    run: Run, queue: str, folder: Path, settings: LazySettings, tmp_path: Path
) -> None:
    settings.INBOX_FOLDER = str(tmp_path / "inbox")
    settings.INBOX_SETTLED_SECONDS = 0
    (tmp_path / "inbox").mkdir()
    folder.rename(tmp_path / "inbox" / "friday")

    assert run("sweep").code == 0
    assert Batch.objects.get().name == "friday"


def test_without_a_queue_nothing_breaks(run: Run, no_queue: None) -> None:
    lost()

    assert run("sweep").code == 0


@pytest.mark.parametrize("seconds", ["0", "-1", "x", "1.5"])
def test_a_pause_that_is_none_is_refused(run: Run, seconds: str) -> None:
    with pytest.raises(CommandError, match="whole number"):
        run("sweep", f"--every={seconds}")
