"""The audit page: filters, the overrides' view, and an export that no spreadsheet runs."""

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jobs.auditing import record
from jobs.statuses import Status
from jobs.views.audit import unformulated
from tests.factories import make_job
from tests.jobs.views.conftest import As


def happened(action: str, message: str, *, by: User | None, job_id: str, client: str) -> None:
    job = make_job(job_id=job_id, status=Status.COMPLETED, client_name=client)
    with transaction.atomic():
        record(action, message, by=by, job=job, stage=4)


@pytest.fixture
def log(rui: User, mona: User) -> None:
    happened("validation_overridden", "Signed off by phone", by=rui, job_id="red", client="North")
    happened("validation_overridden", "It is only a draft", by=mona, job_id="blue", client="South")
    happened("downloaded", "script downloaded", by=rui, job_id="green", client="North")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"red", "blue", "green"}),
        ("action=validation_overridden", {"red", "blue"}),
        ("user=RUI", {"red", "green"}),
        ("job=gre", {"green"}),
        ("client=north", {"red", "green"}),
        ("q=phone", {"red"}),
        ("action=nonsense&user=mona", {"blue"}),
    ],
)
def test_filters(query: str, shown: set[str], log: None, mona: User, signed_in: As) -> None:
    html = signed_in(mona).get(f"/audit?{query}").content.decode()
    assert {name for name in ("red", "blue", "green") if f"/preview/{name}" in html} == shown


def test_overrides_are_told_with_reason_person_client_and_how_often(
    log: None, mona: User, signed_in: As
) -> None:
    html = signed_in(mona).get("/audit?action=validation_overridden").content.decode()
    assert "<h1" in html
    for words in ("Overrides", "Signed off by phone", "For which client", "2 entries"):
        assert words in html
    assert "<dt>North</dt><dd>1</dd>" in html


def exported(browser: Client, query: str = "") -> list[list[str]]:
    answer = browser.get(f"/audit?format=csv&{query}")
    assert answer["Content-Disposition"] == 'attachment; filename="audit.csv"'
    return list(csv.reader(io.StringIO(answer.getvalue().decode(), newline="")))


def test_exports_what_the_filter_lets_through_oldest_first(
    log: None, mona: User, signed_in: As
) -> None:
    header, *rows = exported(signed_in(mona), "user=rui")
    assert header[:3] == ["time", "person", "action"]
    assert [row[header.index("job")] for row in rows] == ["red", "green"]
    assert [row[header.index("client")] for row in rows] == ["North", "North"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_starts_a_formula(start: str, mona: User, signed_in: As) -> None:
    reason = f"{start}cmd|' /C calc'!A0"
    assert unformulated(reason) == f"'{reason}"
    happened("validation_overridden", reason, by=mona, job_id="red", client=reason)
    rows = exported(signed_in(mona))
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t"}]


def test_a_hostile_reason_is_shown_as_text(mona: User, signed_in: As) -> None:
    happened("downloaded", "<script>alert(1)</script>", by=None, job_id="red", client="<i>")
    html = signed_in(mona).get("/audit").content.decode()
    assert "<script>alert" not in html
    assert "system" in html


def test_makes_as_many_queries_for_many_entries_as_for_few(
    log: None, mona: User, signed_in: As
) -> None:
    browser = signed_in(mona)
    with CaptureQueriesContext(connection) as few:
        browser.get("/audit")
    for number in range(20):
        happened("downloaded", "again", by=mona, job_id=f"job-{number}", client="North")
    with CaptureQueriesContext(connection) as many:
        browser.get("/audit")
    assert len(many) == len(few)
