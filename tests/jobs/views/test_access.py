"""Who may open which page, and what others are told."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.views.conftest import As

EVERYBODY = {"olga", "rui", "mona", "ada"}
PAGES = {
    "/dashboard": EVERYBODY,
    "/batches/upload": {"olga", "ada"},
    "/review-matching": {"rui", "ada"},
    "/review-matching/one": {"rui", "ada"},
    "/validate/one": EVERYBODY,
    "/preview/one": EVERYBODY,
    "/completed-jobs": EVERYBODY,
    "/audit": {"mona", "ada"},
    "/templates": EVERYBODY,
}
POSTS = {
    "/jobs/one/retry": {"olga", "ada"},
    "/jobs/one/cancel": {"olga", "mona", "ada"},
    "/jobs/one/revise": {"olga", "rui", "ada"},
}


@pytest.fixture
def cast(olga: User, rui: User, mona: User, ada: User, nina: User) -> dict[str, User]:
    return {person.username: person for person in (olga, rui, mona, ada, nina)}


@pytest.mark.parametrize("name", [*sorted(EVERYBODY), "nina"])
@pytest.mark.parametrize("page", PAGES)
def test_opens_for_those_who_may_and_refuses_others_in_plain_words(
    page: str, name: str, cast: dict[str, User], signed_in: As
) -> None:
    make_job(job_id="one", status=Status.AWAITING_REVIEW)
    answer = signed_in(cast[name]).get(page, follow=True)
    if name in PAGES[page]:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 403
        assert "You do not have the right to" in answer.content.decode()


@pytest.mark.parametrize("page", [*PAGES, "/jobs/one/pictures/canvas"])
def test_asks_strangers_to_sign_in_and_remembers_where_they_wanted_to_go(
    page: str, db: None, client: Client
) -> None:
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('login')}?next={page}"


@pytest.mark.parametrize("name", [*sorted(EVERYBODY), "nina"])
@pytest.mark.parametrize("page", POSTS)
def test_what_changes_a_job_is_for_those_who_may(
    page: str, name: str, cast: dict[str, User], signed_in: As
) -> None:
    make_job(job_id="one", status=Status.AWAITING_REVIEW)
    answer = signed_in(cast[name]).post(page, {"reason": "a duplicate"})
    assert answer.status_code == (302 if name in POSTS[page] else 403)


@pytest.mark.parametrize(
    "page", ["/review-matching/none", "/validate/none", "/preview/none", "/jobs/none/pictures/1"]
)
def test_says_that_there_is_no_such_job(page: str, ada: User, signed_in: As) -> None:
    answer = signed_in(ada).get(page)
    assert answer.status_code == 404
    assert "There is no job “none”." in answer.content.decode()


def test_no_cache_keeps_what_a_person_saw(olga: User, signed_in: As) -> None:
    answer = signed_in(olga).get("/dashboard")
    assert "no-store" in answer["Cache-Control"]


def test_signs_in_and_out_and_lands_where_one_wanted_to_go(rui: User, client: Client) -> None:
    answer = client.post(
        "/accounts/login/?next=/completed-jobs",
        {"username": "rui", "password": "rui", "next": "/completed-jobs"},
    )
    assert answer["Location"] == "/completed-jobs"
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(
    rui: User, client: Client
) -> None:
    answer = client.post("/accounts/login/", {"username": "rui", "password": "no"})
    assert "Please enter a correct username and password" in answer.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/password_reset/",
        "/accounts/password_reset/done/",
        "/accounts/reset/done/",
        "/accounts/reset/MQ/not-a-token/",
    ],
)
def test_password_pages_are_of_the_same_product(page: str, db: None, client: Client) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert 'class="top__brand"' in answer.content.decode()


def test_pages_carry_no_inline_script_or_style(olga: User, signed_in: As) -> None:
    make_job(status=Status.EXTRACTION_FAILED)
    for page in ("/dashboard", "/batches/upload", "/completed-jobs"):
        html = signed_in(olga).get(page).content.decode()
        assert " style=" not in html
        assert "<script>" not in html
        assert "onclick" not in html


@pytest.mark.parametrize("job_id", ["a%00b", "a%0Ab", "x" * 51, "%F0%9F%98%80", "a%20b"])
@pytest.mark.parametrize("page", ["/preview", "/review-matching", "/validate"])
def test_what_can_not_be_a_job_id_is_nowhere(
    page: str, job_id: str, rui: User, signed_in: As
) -> None:
    assert signed_in(rui).get(f"{page}/{job_id}").status_code == 404
