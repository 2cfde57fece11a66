"""Completed jobs can be found again."""

import re

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.views.conftest import As


def test_lists_completed_jobs_alone_last_download_first(rui: User, signed_in: As) -> None:
    now = timezone.now()
    make_job(job_id="early", status=Status.COMPLETED, stage6_downloaded_at=now)
    make_job(
        job_id="late",
        status=Status.COMPLETED,
        stage6_downloaded_at=timezone.now(),
        stage6_completed_by=rui,
        stage4_override_reason="It is fine like that.",
    )
    make_job(job_id="open", status=Status.AWAITING_DOWNLOAD)
    make_job(job_id="filed", status=Status.COMPLETED, archived=True)
    html = signed_in(rui).get("/completed-jobs").content.decode()
    assert re.findall(r'class="code" href="/preview/(\w+)"', html) == ["late", "early"]
    assert "Overridden" in html
    assert "by rui" in html


def test_what_was_archived_is_found_apart(rui: User, signed_in: As) -> None:
    make_job(job_id="filed", status=Status.COMPLETED, archived=True)
    make_job(job_id="cancelled", status=Status.CANCELLED, archived=True)
    make_job(job_id="open", status=Status.COMPLETED)
    html = signed_in(rui).get("/completed-jobs?archived=yes&q=fil").content.decode()
    assert re.findall(r'class="code" href="/preview/(\w+)"', html) == ["filed"]


def test_searches(rui: User, signed_in: As) -> None:
    make_job(job_id="red", status=Status.COMPLETED, project_name="Derby")
    make_job(job_id="blue", status=Status.COMPLETED)
    html = signed_in(rui).get("/completed-jobs?q=derby").content.decode()
    assert re.findall(r'class="code" href="/preview/(\w+)"', html) == ["red"]


def test_makes_as_many_queries_for_twenty_jobs_as_for_one(rui: User, signed_in: As) -> None:
    browser = signed_in(rui)
    make_job(status=Status.COMPLETED, stage6_completed_by=rui)
    with CaptureQueriesContext(connection) as few:
        browser.get("/completed-jobs")
    for _ in range(19):
        make_job(status=Status.COMPLETED, stage6_completed_by=rui)
    with CaptureQueriesContext(connection) as many:
        browser.get("/completed-jobs")
    assert len(many) == len(few)
