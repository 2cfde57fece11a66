"""What the dashboard finds, and in which order; what a quick search leaves out, it says."""

from html import unescape

import pytest
from django.contrib.auth.models import User

from jobs.models import querysets
from jobs.statuses import Status
from jobs.views import dashboard
from tests.factories import make_job
from tests.jobs.views.conftest import As
from tests.jobs.views.test_dashboard import shown


def test_a_search_that_finds_very_many_says_so(
    olga: User, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (querysets, dashboard):
        monkeypatch.setattr(module, "MOST_FOUND", 2)
    for name in ("red-1", "red-2", "red-3", "blue"):
        make_job(job_id=name, status=Status.CANCELLED)
    many = signed_in(olga).get("/dashboard?q=red").content.decode()
    few = signed_in(olga).get("/dashboard?q=blue").content.decode()
    assert shown(many) == ["red-3", "red-2"]
    assert "the newest 2 are counted and listed" in unescape(many)
    assert "the newest" not in few


def test_a_search_among_jobs_of_a_stage_looks_past_those_of_others(
    olga: User, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(querysets, "MOST_FOUND", 1)
    make_job(job_id="red-1", status=Status.AWAITING_REVIEW)
    make_job(job_id="red-2", status=Status.PENDING)
    assert shown(signed_in(olga).get("/dashboard?q=red&stage=2").content.decode()) == ["red-1"]


def test_the_most_urgent_come_first_and_what_has_ended_last(olga: User, signed_in: As) -> None:
    make_job(job_id="done", priority="high", status=Status.COMPLETED)
    for priority in ("low", "high", "medium"):
        make_job(job_id=priority, priority=priority, status=Status.AWAITING_REVIEW)
    html = signed_in(olga).get("/dashboard?sort=priority").content.decode()
    assert shown(html) == ["high", "medium", "low", "done"]
