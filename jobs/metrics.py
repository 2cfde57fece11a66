"""The installation's state as Prometheus metrics, asked from the database and the queue.

Nothing is counted in the processes themselves, so any web process gives the same answer.
"""

from collections.abc import Iterator
from datetime import timedelta

import django_rq
import redis
from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Max, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from rq.worker import Worker

from jobs.models import AuditCheck, AuditEntry, Job
from jobs.statuses import WITH_A_WORKER, Stage

FAILURES = ("extraction_failed", "generation_failed")
LATELY = timedelta(hours=1)
BEFORE = {Stage.EXTRACTION: Stage.INGESTION, Stage.GENERATION: Stage.VALIDATION}


def metrics_text() -> bytes:
    """The text that Prometheus scrapes. A few queries, whatever the number of jobs."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Installation())
    return generate_latest(registry)


class _Installation(Collector):
    def collect(self) -> Iterator[Metric]:
        yield _jobs_by_status()
        yield _failures()
        yield _oldest_with_a_worker()
        yield from _durations()
        yield from _queue()
        yield from _audit()


def _jobs_by_status() -> Metric:
    family = GaugeMetricFamily("sixstage_jobs", "Jobs by status.", labels=["status"])
    for status, count in Job.objects.counts_by_status().items():
        family.add_metric([status], count)
    return family


def _failures() -> Metric:
    family = CounterMetricFamily("sixstage_failures", "Work that failed.", labels=["step"])
    counts = dict.fromkeys(FAILURES, 0) | dict(
        AuditEntry.objects.filter(action__in=FAILURES)
        .order_by()
        .values_list("action")
        .annotate(Count("pk"))
    )
    for action, count in counts.items():
        family.add_metric([action.removesuffix("_failed")], count)
    return family


def _oldest_with_a_worker() -> Metric:
    oldest = Job.objects.filter(status__in=WITH_A_WORKER).aggregate(at=Min("updated_at"))["at"]
    waited = (timezone.now() - oldest).total_seconds() if oldest else 0
    return GaugeMetricFamily(
        "sixstage_oldest_work_seconds", "For how long the oldest work has waited.", value=waited
    )


def _durations() -> Iterator[Metric]:
    """From the step before to the work's end, waiting included, of the last hour."""
    mean = GaugeMetricFamily("sixstage_work_seconds_mean", "Waiting and work.", labels=["stage"])
    longest = GaugeMetricFamily("sixstage_work_seconds_max", "Waiting and work.", labels=["stage"])
    done = GaugeMetricFamily("sixstage_work_done", "Done in the last hour.", labels=["stage"])
    for stage, before in BEFORE.items():
        end = f"stage{stage.value}_completed_at"
        took = ExpressionWrapper(
            F(end) - F(f"stage{before.value}_completed_at"), output_field=DurationField()
        )
        recent = Job.objects.filter(**{f"{end}__gte": timezone.now() - LATELY})
        found = recent.aggregate(mean=Avg(took), longest=Max(took), done=Count("pk"))
        label = [stage.label.lower()]
        mean.add_metric(label, _seconds(found["mean"]))
        longest.add_metric(label, _seconds(found["longest"]))
        done.add_metric(label, found["done"])
    yield from (mean, longest, done)


def _seconds(duration: timedelta | None) -> float:
    return duration.total_seconds() if duration else 0.0


def _queue() -> Iterator[Metric]:
    """Length and workers; without them, and `up` 0, when the queue does not answer."""
    up = GaugeMetricFamily("sixstage_queue_up", "Whether the queue answers.")
    queue = django_rq.get_queue("default")
    try:
        length, workers = queue.count, Worker.count(queue=queue)
    except (redis.RedisError, OSError):
        up.add_metric([], 0)
        yield up
        return
    up.add_metric([], 1)
    yield up
    yield GaugeMetricFamily("sixstage_queue_tasks", "Tasks that wait in the queue.", value=length)
    yield GaugeMetricFamily("sixstage_workers", "Workers that take tasks.", value=workers)


def _audit() -> Iterator[Metric]:
    newest = AuditCheck.objects.first()
    if newest is None:
        return
    age = (timezone.now() - newest.checked_at).total_seconds()
    yield GaugeMetricFamily(
        "sixstage_audit_chain_intact", "What the last check found.", value=not newest.problem
    )
    yield GaugeMetricFamily("sixstage_audit_check_age_seconds", "Since the last check.", value=age)
