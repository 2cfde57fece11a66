"""Work that went wrong is tried again after growing pauses, and given up with the reason."""

import errno
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from django.conf import LazySettings
from django.db import OperationalError
from django.utils import timezone

from jobs import tasks
from jobs.models import Job
from jobs.retrying import MAX_ATTEMPTS, passing_trouble
from jobs.statuses import Status
from jobs.sweep import sweep
from tests.factories import make_job

pytestmark = pytest.mark.django_db
NO_ROOM = "There is no room left on the server’s disk."


@pytest.fixture
def job() -> Job:
    """A job that waits for its files to be read."""
    return make_job(status=Status.PROCESSING)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no room"),
        (ConnectionResetError(), "ConnectionResetError"),
        (OperationalError("terminating connection"), "database"),
        (EndpointConnectionError(endpoint_url="http://files"), "EndpointConnectionError"),
        (ClientError({"Error": {"Code": "503"}}, "GetObject"), "file store"),
    ],
)
def test_these_troubles_may_pass(error: Exception, words: str) -> None:
    assert words in passing_trouble(error)


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "gone"),
        FileNotFoundError("gone from the file store"),
        OSError(errno.EFBIG, "large"),
        ValueError(),
    ],
)
def test_these_do_not(error: Exception) -> None:
    assert passing_trouble(error) == ""


def test_trouble_that_may_pass_is_waited_for_longer_each_time(
    job: Job, settings: LazySettings
) -> None:
    def unlucky(_job: Job) -> Job:
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.RETRY_SECONDS = 10
    pauses = []
    for _ in range(MAX_ATTEMPTS - 1):
        before = timezone.now()
        tasks.run(job.pk, Status.PROCESSING, unlucky, give_up="fail_extraction")
        job.refresh_from_db()
        assert (job.status, job.error) == (Status.PROCESSING, NO_ROOM)
        assert job.try_again_at is not None
        pauses.append(round((job.try_again_at - before).total_seconds(), -1))

    assert pauses == [10, 30, 90, 270]
    with pytest.raises(OSError, match="No space"):
        tasks.run(job.pk, Status.PROCESSING, unlucky, give_up="fail_extraction")
    job = Job.objects.get()
    assert job.status == Status.EXTRACTION_FAILED
    assert job.error == f"Tried 5 times. {NO_ROOM}"


def test_work_that_pauses_is_not_rung_for_before_its_time(job: Job, queue: str) -> None:
    now = timezone.now()
    Job.objects.update(updated_at=now - timedelta(hours=1), try_again_at=now + timedelta(minutes=1))
    assert sweep() == 0

    Job.objects.update(try_again_at=now - timedelta(seconds=1))
    assert sweep() == 1


def test_a_file_that_grows_too_large_fails_its_job_with_that_reason(job: Job) -> None:
    def endless(_job: Job) -> Job:
        raise OSError(errno.EFBIG, "File too large")

    with pytest.raises(OSError, match="too large"):
        tasks.run(job.pk, Status.PROCESSING, endless, give_up="fail_extraction")

    assert Job.objects.get().error == "The files need more than 16384 MB in one file on the disk."
