"""The metrics that Prometheus scrapes, and who may read them."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from jobs import queueing
from jobs.auditing import record
from jobs.metrics import metrics_text
from jobs.models import AuditCheck, Job
from jobs.statuses import Status
from tests.factories import make_batch, make_job

pytestmark = pytest.mark.django_db
TOKEN = {"Authorization": "Bearer let-me-see"}


def values(text: bytes) -> dict[str, float]:
    """Every sample by its name, with its one label's value where it has one."""
    found = {}
    for family in text_string_to_metric_families(text.decode()):
        for sample in family.samples:
            label = "".join(sample.labels.values())
            found[f"{sample.name}:{label}" if label else sample.name] = sample.value
    return found


def test_jobs_are_counted_by_status(queue: str) -> None:
    batch = make_batch()
    for name, status in (
        ("a", Status.PROCESSING),
        ("b", Status.PROCESSING),
        ("c", Status.COMPLETED),
    ):
        make_job(job_id=name, batch=batch, status=status)

    found = values(metrics_text())

    assert found["sixstage_jobs:processing"] == 2
    assert found["sixstage_jobs:completed"] == 1
    assert found["sixstage_jobs:cancelled"] == 0


def test_failures_are_counted_and_never_fall(queue: str) -> None:
    job = make_job(job_id="a")
    record("extraction_failed", "The file is damaged.", by=None, job=job)
    job.delete()

    found = values(metrics_text())

    assert found["sixstage_failures_total:extraction"] == 1
    assert found["sixstage_failures_total:generation"] == 0


def test_the_age_of_the_oldest_work_is_told(queue: str) -> None:
    job = make_job(job_id="a", status=Status.GENERATING)
    Job.objects.filter(pk=job.pk).update(updated_at=timezone.now() - timedelta(seconds=90))

    assert 90 <= values(metrics_text())["sixstage_oldest_work_seconds"] < 120


def test_durations_are_of_the_last_hour(queue: str) -> None:
    now = timezone.now()
    for name, ended, took in (("a", now, 10), ("b", now, 30), ("c", now - timedelta(hours=2), 99)):
        make_job(
            job_id=name,
            status=Status.AWAITING_REVIEW,
            stage0_completed_at=ended - timedelta(seconds=took),
            stage1_completed_at=ended,
        )

    found = values(metrics_text())

    assert found["sixstage_work_seconds_mean:extract"] == pytest.approx(20)
    assert found["sixstage_work_seconds_max:extract"] == pytest.approx(30)
    assert found["sixstage_work_done:extract"] == 2
    assert found["sixstage_work_done:generate"] == 0


def test_the_queues_length_and_workers_are_told(queue: str) -> None:
    queueing.ring(make_job(job_id="a", status=Status.PROCESSING))

    found = values(metrics_text())

    assert found["sixstage_queue_up"] == 1
    assert found["sixstage_queue_tasks"] == 1
    assert found["sixstage_workers"] == 0


def test_a_queue_that_does_not_answer_is_told_and_the_rest_still_stands(
    settings: LazySettings,
) -> None:
    settings.RQ_QUEUES = {"default": {"URL": "unix:///nowhere/valkey.sock"}}

    found = values(metrics_text())

    assert found["sixstage_queue_up"] == 0
    assert "sixstage_queue_tasks" not in found
    assert found["sixstage_jobs:completed"] == 0


@pytest.mark.parametrize(("problem", "intact"), [("", 1), ("Entry 7 was changed.", 0)])
def test_what_the_audit_logs_check_found_is_told(queue: str, problem: str, intact: int) -> None:
    AuditCheck.objects.create(entries=9, problem=problem, seconds=0.1)

    assert values(metrics_text())["sixstage_audit_chain_intact"] == intact


def test_more_jobs_take_no_more_queries(queue: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            metrics_text()
        return len(queries)

    make_job(job_id="a", status=Status.PROCESSING)
    before = asked()
    for name in "bcdef":
        make_job(job_id=name, status=Status.GENERATING)

    assert asked() == before


@pytest.mark.parametrize("given", ["Bearer let-me-see", "Bearer ", ""])
def test_without_a_token_set_nobody_reads_them(client: Client, given: str) -> None:
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 401


def test_only_who_brings_the_token_reads_them(
    client: Client, settings: LazySettings, queue: str
) -> None:
    settings.METRICS_TOKEN = "let-me-see"  # noqa: S105 - a test's

    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer ä"}).status_code == 401
    read = client.get("/metrics", headers=TOKEN)
    assert read.status_code == 200
    assert read.headers["Content-Type"].startswith("text/plain")
    assert b"sixstage_jobs" in read.content
