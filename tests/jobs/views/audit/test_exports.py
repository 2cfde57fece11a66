"""Exports hold what the filter lets through, and no spreadsheet runs what is in them."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jobs.views.audit.exports import unformulated
from tests.jobs.views.audit.conftest import overridden
from tests.jobs.views.conftest import As


def exported(browser: Client, path: str, query: str = "") -> list[dict[str, str]]:
    answer = browser.get(f"{path}?format=csv&{query}")
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


def test_overrides_as_csv_oldest_first(log: None, mona: User, signed_in: As) -> None:
    rows = exported(signed_in(mona), "/audit", "person=rui")
    assert [(row["job"], row["client"], row["reason"]) for row in rows] == [
        ("red", "North", "Signed off by phone"),
        ("green", "", "Signed off by mail"),
    ]
    assert json.loads(rows[0]["issue"])["message"] == "“cutout” has another shape than its place."


def test_overrides_as_json_lines(log: None, mona: User, signed_in: As) -> None:
    answer = signed_in(mona).get("/audit?format=jsonl&rule=upscaled_too_far")
    (row,) = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    assert (row["job"], row["threshold"], row["job_now"]) == (
        "blue",
        0.1,
        "generating_extendscript",
    )
    assert row["issue"]["details"] == {"limit": 0.1}


def test_the_whole_log_in_both_forms(log: None, mona: User, signed_in: As) -> None:
    rows = exported(signed_in(mona), "/audit/log", "action=validation_overridden")
    assert [row["job"] for row in rows] == ["red", "blue", "green"]
    lines = signed_in(mona).get("/audit/log?format=jsonl&job=red").getvalue().decode().splitlines()
    assert [json.loads(line)["action"] for line in lines] == [
        "issue_overridden",
        "validation_overridden",
    ]


@pytest.mark.parametrize("path", ["/audit", "/audit/log"])
def test_there_are_no_other_forms(path: str, mona: User, signed_in: As) -> None:
    assert signed_in(mona).get(f"{path}?format=exe").status_code == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "  +"])
def test_no_cell_starts_a_formula(queue: str, start: str, mona: User, signed_in: As) -> None:
    client = f"{start}cmd|' /C calc'!A0"
    assert unformulated(client) == f"'{client}"
    overridden("red", f"{client} and why", by=mona, client=client)
    for path in ("/audit", "/audit/log"):
        rows = exported(signed_in(mona), path)
        cells = [cell for row in rows for cell in row.values()]
        assert not [cell for cell in cells if cell.lstrip(" ")[:1] in {*"=+-@", "\t"}]
