"""The figures: what became ready each day, how long stages take, told in tables too."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.figures import DAYS, figures
from jobs.statuses import Stage, Status
from tests.factories import make_job
from tests.jobs.views.conftest import As


def test_counts_each_day_and_leaves_earlier_ones_out(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    for days in (0, 0, 2, DAYS + 1):
        make_job(status=Status.AWAITING_DOWNLOAD, stage5_completed_at=now - timedelta(days=days))
    make_job()
    with django_assert_num_queries(1):
        found = figures()
    numbers = [number for _, number in found.ready]
    assert len(numbers) == DAYS
    assert numbers[-3:] == [1, 0, 2]
    assert sum(numbers) == 3


def test_tells_the_mean_time_of_a_stage_and_leaves_skipped_ones_out(db: None) -> None:
    now = timezone.now()
    for minutes in (10, 30):
        make_job(
            status=Status.AWAITING_DOWNLOAD,
            stage1_completed_at=now - timedelta(minutes=60),
            stage2_completed_at=now - timedelta(minutes=60 - minutes),
            stage3_completed_at=now - timedelta(minutes=5),
            stage4_completed_at=now,
            stage4_skipped=True,
            stage5_completed_at=now,
        )
    stages = dict(figures().stages)
    assert stages[Stage.MATCHING] == timedelta(minutes=20)
    assert stages[Stage.VALIDATION_REVIEW] is None
    assert stages[Stage.DOWNLOAD] is None


def test_the_page_tells_plots_as_tables_too(olga: User, signed_in: As) -> None:
    now = timezone.now()
    make_job(
        status=Status.AWAITING_DOWNLOAD,
        stage1_completed_at=now - timedelta(hours=2),
        stage2_completed_at=now - timedelta(hours=1),
        stage5_completed_at=now,
    )
    html = signed_in(olga).get("/dashboard/figures").content.decode()
    assert html.count("<rect") == DAYS + 6
    assert "<td>1</td></tr>" in html
    assert "1\xa0hour" in html


def test_the_page_stands_without_any_job(olga: User, signed_in: As) -> None:
    assert "0 in all" in signed_in(olga).get("/dashboard/figures").content.decode()
