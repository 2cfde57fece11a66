"""Requests that nobody honest sends: refused in the one shape of errors, and nothing changed."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.test import Client

from jobs.models import AuditEntry, Batch, Job
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.api.conftest import Call, token_for

pytestmark = pytest.mark.django_db

REFUSED = {"success": False, "error": "Sign in or send a valid token."}


def test_a_stranger_is_told_to_sign_in_and_not_about_csrf() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/api/job/card-x/retry", "{}", content_type="application/json")

    assert (response.status_code, response.json()) == (401, REFUSED)


@pytest.mark.parametrize("header", ["Bearer six_guessed", "Bearer ", "Basic cnVpOnJ1aQ==", "\xff"])
def test_a_token_that_is_none_is_refused(rui: User, header: str) -> None:
    client = Client(headers={"Authorization": header}, enforce_csrf_checks=True)

    response = client.post("/api/job/card-x/retry", "{}", content_type="application/json")

    assert (response.status_code, response.json()) == (401, REFUSED)


@pytest.mark.parametrize(
    "path",
    [
        "/api/nowhere",
        "/api/batch/7",
        "/api/job/a b",
        "/api/job/a%00b",
        "/api/job/a%0Ab",
        f"/api/job/{'x' * 51}",
    ],
)
def test_an_address_that_is_none_answers_in_json(call: Call, ada: User, path: str) -> None:
    answer = call(ada, "GET", path)

    assert answer.status == 404
    assert answer.json == {"success": False, "error": "There is nothing at this address."}


def test_a_batch_that_is_none_is_not_found(call: Call, ada: User) -> None:
    path = "/api/batch/1b671a64-40d5-491e-99b0-da01ff1f3341"

    for method, suffix in (("GET", ""), ("POST", "/start-processing")):
        answer = call(ada, method, path + suffix)
        assert answer.status == 404
        assert answer.json["error"] == "There is no batch “1b671a64-40d5-491e-99b0-da01ff1f3341”."


@pytest.mark.parametrize("query", ["q=%00", "client=a%00", "page=1e9", "page=-1", "stage=%F0%28"])
def test_a_query_that_no_database_takes_is_refused(call: Call, rui: User, query: str) -> None:
    assert call(rui, "GET", f"/api/jobs?{query}").status == 400


def test_a_search_for_signs_of_the_query_language_finds_nothing(call: Call, rui: User) -> None:
    make_job()

    for text in ("%25", "_", "'%20OR%201=1--", "%F0%28%8C%28"):
        assert call(rui, "GET", f"/api/jobs?q={text}").json["jobs"] == [], text


def test_past_the_last_page_there_are_no_jobs(call: Call, rui: User) -> None:
    make_job()

    answer = call(rui, "GET", f"/api/jobs?page={10**30}")

    assert answer.status == 200
    assert (answer.json["jobs"], answer.json["pages"]) == ([], 1)


@pytest.mark.parametrize("body", ["", "null", "[]", "{", '"x"', "NaN", "\xff", "[" * 100_000])
def test_a_body_that_is_no_object_is_refused(rui: User, body: str) -> None:
    job = make_job(status=Status.AWAITING_REVIEW)
    client = Client(headers={"Authorization": f"Bearer {token_for(rui)}"})

    response = client.generic(
        "POST", f"/api/job/{job.job_id}/approve-stage2", body, content_type="application/json"
    )

    assert response.status_code == 400
    assert json.loads(response.content)["success"] is False
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_REVIEW


def test_a_body_that_is_too_large_is_refused(call: Call, rui: User, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    job = make_job(status=Status.AWAITING_REVIEW)

    answer = call(rui, "POST", f"/api/job/{job.job_id}/approve-stage2", {"x": "y" * 2000})

    assert answer.status == 400


def test_a_multipart_body_without_its_boundary_is_refused(olga: User) -> None:
    client = Client(
        headers={"Authorization": f"Bearer {token_for(olga)}"}, raise_request_exception=False
    )

    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        response = client.generic("POST", "/api/batch/upload", b"--y\r\n", content_type=kind)
        assert response.status_code == 400, kind
        assert json.loads(response.content)["success"] is False
    assert not Batch.objects.exists()


UNSTORABLE = ["ten characters \x00 at least", "ten characters \ud800 at least"]


@pytest.mark.parametrize("reason", UNSTORABLE)
def test_a_reason_that_no_database_takes_is_refused(call: Call, ada: User, reason: str) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)

    for name, key in (("override-validation", "override_reason"), ("cancel", "reason")):
        answer = call(ada, "POST", f"/api/job/{job.job_id}/{name}", {key: reason})
        assert answer.status == 400, name
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_VALIDATION_REVIEW


@pytest.mark.parametrize("text", UNSTORABLE)
def test_matches_that_no_database_takes_are_refused(call: Call, rui: User, text: str) -> None:
    job = make_job(status=Status.AWAITING_REVIEW)
    good: dict[str, Any] = {"layer_id": "2", "placeholder_id": "11:1"}

    for match in (good | {"reasons": [text]}, good | {"layer_id": text}, good | {"fit": text}):
        body = {"approved_matches": [match]}
        answer = call(rui, "POST", f"/api/job/{job.job_id}/approve-stage2", body)
        assert answer.status == 400, match
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_REVIEW
    assert not AuditEntry.objects.exists()


def test_a_fault_of_the_server_is_told_without_details_and_changes_nothing(
    call: Call, rui: User
) -> None:
    job = make_job(status=Status.AWAITING_DOWNLOAD)
    default_storage.delete("packages/ready.zip")

    answer = call(rui, "GET", f"/api/job/{job.job_id}/download-package")

    assert answer.status == 500
    assert answer.json == {
        "success": False,
        "error": "Something went wrong on the server; its log says what.",
    }
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_DOWNLOAD
    assert not AuditEntry.objects.exists()
