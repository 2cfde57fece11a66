"""The demo: a batch to look at and people to sign in as, at the first start and not again."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from jobs.demo.people import CAST
from jobs.models import Batch, Job
from jobs.statuses import Status
from tests.jobs.management.conftest import Ran, Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_queue")]


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Where the demo keeps its passwords."""
    settings.VAR_DIR = tmp_path / "var"
    return tmp_path / "var"


def shown_passwords(ran: Ran) -> dict[str, str]:
    lines = [line.split() for line in ran.err.splitlines()]
    return {words[0]: words[1] for words in lines if words[0] in CAST}


def test_three_cards_are_loaded_and_started(run: Run) -> None:
    ran = run("demo")

    assert ran.code == 0
    assert ran.document["batch_id"] == str(Batch.objects.get().pk)
    assert (ran.document["total_jobs"], ran.document["errors"]) == (3, [])
    assert {job.status for job in Job.objects.all()} == {Status.PROCESSING}
    assert Batch.objects.get().created_by == User.objects.get(username="olga")


def test_everybody_can_sign_in_with_the_password_that_is_shown(run: Run, client: Client) -> None:
    passwords = shown_passwords(run("demo"))

    assert set(passwords) == set(CAST)
    for name, password in passwords.items():
        answer = client.post("/accounts/login/", {"username": name, "password": password})
        assert answer["Location"] == "/dashboard", name
    assert len(set(passwords.values())) == len(CAST)


def test_passwords_lie_where_nobody_else_reads_them(run: Run, own_folder: Path) -> None:
    run("demo")

    assert (own_folder / "demo_passwords.json").stat().st_mode & 0o077 == 0


def test_at_a_second_start_nothing_is_loaded_and_the_same_passwords_are_shown(run: Run) -> None:
    first = run("demo", "--once")
    second = run("demo", "--once")

    assert first.document["batch_id"] is not None
    assert second.document == {"batch_id": None, "people": list(CAST)}
    assert shown_passwords(second) == shown_passwords(first)
    assert (Batch.objects.count(), Job.objects.count()) == (1, 3)
    assert User.objects.count() == len(CAST)


def test_loading_the_same_cards_again_is_refused_in_one_line(run: Run) -> None:
    run("demo")

    ran = run("demo")

    assert (ran.code, ran.out) == (2, "")
    assert "exists already" in ran.err.splitlines()[-1]
    assert Job.objects.count() == 3
