"""A token for a machine, printed once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from jobs.models import ApiToken
from tests.jobs.management.conftest import Run

pytestmark = pytest.mark.django_db


def test_the_token_works_and_is_kept_as_a_hash(run: Run, rui: User) -> None:
    ran = run("create_token", "rui", "render farm")

    token = ran.document["token"]
    assert (ran.code, ran.document["user"], ran.document["name"]) == (0, "rui", "render farm")
    assert token not in ApiToken.objects.get().digest
    client = Client(headers={"Authorization": f"Bearer {token}"})
    assert client.get("/api/jobs").status_code == 200
    assert ApiToken.objects.get().last_used_at is not None


def test_a_stranger_gets_none(run: Run) -> None:
    ran = run("create_token", "nobody", "render farm")

    assert (ran.code, ran.out) == (2, "")
    assert ran.error == "There is no user “nobody”."


@pytest.mark.parametrize("words", [("rui", "farm\udcff"), ("ru\udcff", "farm")])
def test_what_is_no_text_is_one_line(run: Run, rui: User, words: tuple[str, str]) -> None:
    ran = run("create_token", *words)

    assert (ran.code, ran.out) == (2, "")
    assert "no readable text" in ran.error


@pytest.mark.parametrize("name", ["", "x" * 101])
def test_a_name_has_to_be_kept_whole(run: Run, rui: User, name: str) -> None:
    ran = run("create_token", "rui", name)

    assert (ran.code, ran.error) == (2, "The name must have 1 to 100 characters.")
    assert not ApiToken.objects.exists()


def test_a_token_for_looking_may_be_good_for_some_days(run: Run, rui: User) -> None:
    ran = run("create_token", "rui", "wall screen", "--look", "--days", "30")

    assert ran.code == 0
    token = ApiToken.objects.get()
    assert token.scope == ApiToken.Scope.LOOK
    assert token.expires_at is not None
    assert timedelta(days=29) < token.expires_at - timezone.now() < timedelta(days=31)


@pytest.mark.parametrize("days", ["0", "-1", "3651"])
def test_days_have_to_make_sense(run: Run, rui: User, days: str) -> None:
    ran = run("create_token", "rui", "wall screen", "--days", days)

    assert (ran.code, ran.error) == (2, "A token may be good for 1 to 3650 days.")
    assert not ApiToken.objects.exists()
