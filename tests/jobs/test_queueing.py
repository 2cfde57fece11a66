"""The queue holds each task once, and takes it again when the earlier one has ended."""

import time
from datetime import timedelta

import django_rq
import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rq import SimpleWorker
from rq.job import Job as QueuedTask
from rq.job import JobStatus

from jobs import queueing
from jobs.log_context import telling
from jobs.models import Job
from jobs.statuses import Status
from jobs.sweep import sweep
from tests.factories import make_batch, make_job, make_stored_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]


@pytest.fixture
def job() -> Job:
    """A job that should be with a worker, and that nobody has touched for an hour."""
    made = make_job(status=Status.PROCESSING)
    Job.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    return made


def queued() -> list[str]:
    ids: list[str] = django_rq.get_queue("default").get_job_ids()
    return ids


def work() -> None:
    queue = django_rq.get_queue("default")
    SimpleWorker([queue], connection=queue.connection).work(burst=True, logging_level="CRITICAL")


def task_of(job: Job) -> QueuedTask:
    connection = django_rq.get_connection("default")
    return QueuedTask.fetch(queueing.task_id(job), connection=connection)


def begun_by_a_worker_that_died(job: Job) -> None:
    """Leave the task as a killed worker does: taken, and its heartbeat long ago."""
    queue = django_rq.get_queue("default")
    task = task_of(job)
    queue.remove(task)
    task.set_status(JobStatus.STARTED)
    registry = queue.started_job_registry
    registry.connection.zadd(registry.key, {f"{task.id}:gone": 1})
    registry.connection.zadd(task.execution_registry.key, {"gone": time.time() + 60})


def test_a_task_that_waits_is_not_queued_again(job: Job) -> None:
    assert queueing.ring(job) is True
    assert queueing.ring(job) is False

    assert queued() == [f"processing-{job.pk}"]


def test_a_task_that_is_being_worked_on_is_not_queued_again(job: Job) -> None:
    queueing.ring(job)
    django_rq.get_queue("default").remove(task_of(job))
    task_of(job).set_status(JobStatus.STARTED)

    assert queueing.ring(job) is False
    assert queued() == []


def test_a_task_that_failed_makes_room_for_the_next(job: Job) -> None:
    default_storage.delete(str(job.psd_file.file.name))
    queueing.ring(job)
    work()
    assert task_of(job).get_status() == JobStatus.FAILED

    assert queueing.ring(job) is True
    assert queued() == [f"processing-{job.pk}"]
    assert django_rq.get_queue("default").failed_job_registry.count == 0


def test_a_task_that_was_done_leaves_no_trace(job: Job) -> None:
    queueing.ring(job)
    work()

    assert queued() == []
    assert queueing.known_tasks() == set()


def test_each_stage_has_a_task_of_its_own(job: Job) -> None:
    generating = make_job(status=Status.GENERATING)

    assert queueing.ring(job)
    assert queueing.ring(generating)
    assert queued() == [f"processing-{job.pk}", f"generating_extendscript-{generating.pk}"]


def test_the_sweep_takes_up_what_a_dead_worker_left(job: Job) -> None:
    queueing.ring(job)
    begun_by_a_worker_that_died(job)
    assert queued() == []

    assert sweep() == 1
    assert queued() == [f"processing-{job.pk}"]


def test_a_task_that_a_worker_took_and_never_began_is_taken_up(
    job: Job, settings: LazySettings
) -> None:
    settings.WORKER_SILENT_SECONDS = 60
    queueing.ring(job)
    queue = django_rq.get_queue("default")
    queue.connection.lmove(queue.key, queue.intermediate_queue_key)
    assert sweep() == 0  # a worker may be about to begin

    settings.WORKER_SILENT_SECONDS = 0
    assert sweep() == 1
    assert queued() == [f"processing-{job.pk}"]
    assert queue.intermediate_queue.get_job_ids() == []


def test_a_clock_that_is_put_back_hides_no_dead_worker(job: Job, settings: LazySettings) -> None:
    queueing.ring(job)
    begun_by_a_worker_that_died(job)
    started = django_rq.get_queue("default").started_job_registry
    in_an_hour = time.time() + 3600
    started.connection.zadd(started.key, {f"{queueing.task_id(job)}:gone": in_an_hour})
    later = timezone.now() + timedelta(hours=1)
    Job.objects.update(updated_at=later, try_again_at=later)
    assert sweep() == 0  # its worker has a minute to say that it lives

    settings.WORKER_SILENT_SECONDS = -2  # as if that minute were over
    assert sweep() == 1
    assert queued() == [f"processing-{job.pk}"]


def test_the_queue_is_filled_so_far_and_by_urgency(settings: LazySettings) -> None:
    settings.QUEUE_LENGTH = 3
    batch, psd = make_batch(), make_stored_file("psd")
    for number in range(5):
        make_job(status=Status.PROCESSING, batch=batch, psd_file=psd, job_id=f"low-{number}")
    Job.objects.update(updated_at=timezone.now() - timedelta(hours=1), priority="low")
    urgent = make_job(status=Status.PROCESSING, priority="high")
    Job.objects.update(updated_at=timezone.now() - timedelta(hours=1))

    assert sweep() == 3
    assert sweep() == 0
    assert queued()[0] == f"processing-{urgent.pk}"
    assert queueing.ring(Job.objects.get(job_id="low-4")) is False


def test_a_sweep_asks_the_queue_and_the_database_little(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(30):
        queueing.ring(make_job(status=Status.PROCESSING))
    Job.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    connection = django_rq.get_connection("default")
    before = connection.info("commandstats")["cmdstat_hgetall"]["calls"]

    with django_assert_num_queries(2):
        assert sweep() == 0
    assert connection.info("commandstats")["cmdstat_hgetall"]["calls"] == before


def test_a_queue_that_can_not_be_reached_is_no_error(job: Job, settings: LazySettings) -> None:
    settings.RQ_QUEUES = {"default": {"URL": "unix:///nowhere/valkey.sock"}}

    assert queueing.ring(job) is False


def test_a_task_carries_the_id_of_the_request_that_rang(job: Job) -> None:
    with telling(request_id="0123456789abcdef"):
        queueing.ring(job)

    task = QueuedTask.fetch(queueing.task_id(job), connection=django_rq.get_connection("default"))
    assert task.meta == {"request_id": "0123456789abcdef"}
