"""The dashboard that many watch: rendered once for those who may see the same, and never old."""

import re
import time
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from jobs.models import Job
from jobs.statuses import Status
from jobs.views import shared
from tests.factories import make_job
from tests.jobs.views.conftest import As

POLL = {"HX-Request": "true"}
ACCOUNT_QUERIES = 4  # session, person, and the rights of person and roles


def test_a_second_person_with_the_same_rights_costs_no_look_at_the_jobs(
    olga: User, signed_in: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_job(job_id="one")
    first = signed_in(olga).get("/dashboard", headers=POLL).content
    oscar = User.objects.create_user("oscar", is_staff=True)
    oscar.groups.set(olga.groups.all())
    browser = signed_in(oscar)

    with django_assert_num_queries(ACCOUNT_QUERIES):
        second = browser.get("/dashboard", headers=POLL).content

    assert second == first


def test_other_rights_get_their_own(olga: User, rui: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.EXTRACTION_FAILED)

    assert b"Retry" in signed_in(olga).get("/dashboard", headers=POLL).content
    assert b"Retry" not in signed_in(rui).get("/dashboard", headers=POLL).content


def test_another_choice_of_jobs_is_another_page(olga: User, signed_in: As) -> None:
    make_job(job_id="one", client_name="Northside")
    browser = signed_in(olga)

    assert b"/preview/one" in browser.get("/dashboard", headers=POLL).content
    assert b"/preview/one" not in browser.get("/dashboard?client=x", headers=POLL).content


def test_it_lags_behind_by_less_than_pages_wait_before_they_ask(olga: User, signed_in: As) -> None:
    page = signed_in(olga).get("/dashboard").content.decode()
    asked = re.search(r'hx-trigger="every (\d+)s', page)

    assert asked and int(asked[1]) > shared.SECONDS


def test_a_moment_later_it_is_rendered_anew(
    olga: User, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "SECONDS", 0.01)
    browser = signed_in(olga)
    browser.get("/dashboard", headers=POLL)
    make_job(job_id="one")
    time.sleep(0.02)

    assert b"/preview/one" in browser.get("/dashboard", headers=POLL).content


def test_the_whole_page_is_of_this_moment(olga: User, signed_in: As) -> None:
    job = make_job(job_id="one")
    browser = signed_in(olga)
    browser.get("/dashboard", headers=POLL)
    Job.objects.filter(pk=job.pk).update(archived=True)

    assert b"/preview/one" not in browser.get("/dashboard").content


@pytest.mark.parametrize("query", ["", "view=board&", "stage=1&"])
def test_nothing_in_it_is_one_persons_own(query: str, ada: User, signed_in: As) -> None:
    failed = make_job(status=Status.EXTRACTION_FAILED)
    make_job(batch=failed.batch, status=Status.AWAITING_DOWNLOAD)
    address = f"/dashboard?{query}batch={failed.batch.pk}"
    part = signed_in(ada).get(address, headers=POLL).content

    assert b"Pack 1 ready" in part
    assert shared.OWN not in part
    assert b"ada" not in part


def test_what_is_one_persons_own_is_kept_for_nobody(rf: RequestFactory, olga: User) -> None:
    request = rf.get("/")
    request.user = olga
    bodies = [b'<input name="csrfmiddlewaretoken">', b"for all", b"anew"]
    told = [shared.shared(request, partial(HttpResponse, body)) for body in bodies]

    assert [answer.content for answer in told] == [bodies[0], b"for all", b"for all"]
