"""Who may call: nobody without a way in, and nobody past their rights."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from jobs.models import ApiToken, AuditEntry, Job
from jobs.statuses import Status
from tests.factories import make_batch, make_job
from tests.jobs.api.conftest import Call, token_for

pytestmark = pytest.mark.django_db

BATCH = "1b671a64-40d5-491e-99b0-da01ff1f3341"
CALLS = [
    ("POST", "/api/batch/upload"),
    ("POST", f"/api/batch/{BATCH}/start-processing"),
    ("GET", f"/api/batch/{BATCH}"),
    ("GET", f"/api/batch/{BATCH}/download-package"),
    ("GET", f"/api/batch/{BATCH}/package"),
    ("POST", f"/api/batch/{BATCH}/package"),
    ("GET", "/api/job/card-x"),
    ("GET", "/api/jobs"),
    ("GET", "/api/dashboard/stats"),
    ("POST", "/api/job/card-x/approve-stage2"),
    ("GET", "/api/job/card-x/validation-results"),
    ("POST", "/api/job/card-x/return-to-matching"),
    ("POST", "/api/job/card-x/override-validation"),
    ("POST", "/api/job/card-x/retry"),
    ("POST", "/api/job/card-x/cancel"),
    ("POST", "/api/job/card-x/revise"),
    ("POST", "/api/job/card-x/draft"),
    ("POST", "/api/job/card-x/regenerate"),
    ("GET", "/api/job/card-x/download-extendscript"),
    ("GET", "/api/job/card-x/download-package"),
    ("POST", "/api/job/card-x/receipt"),
]
BODY = {
    "approved_matches": [],
    "next_action": "dashboard",
    "override_reason": "x",
    "reason": "y",
    "matches": [],
    "version": 0,
}


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_nobody_gets_in_without_signing_in(call: Call, method: str, path: str) -> None:
    answer = call(None, method, path, BODY)

    assert answer.status == 401
    assert answer.json == {"success": False, "error": "Sign in or send a valid token."}


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_someone_without_rights_is_refused(call: Call, nina: User, method: str, path: str) -> None:
    make_batch(batch_id=BATCH)
    make_job(job_id="card-x")

    answer = call(nina, method, path, BODY)

    assert answer.status == 403
    assert answer.json["success"] is False
    assert Job.objects.get(job_id="card-x").status == Status.PENDING


@pytest.mark.parametrize(("method", "path"), [c for c in CALLS if "card-x" in c[1]])
def test_an_unknown_job_is_not_found(call: Call, ada: User, method: str, path: str) -> None:
    answer = call(ada, method, path, BODY | {"override_reason": "long enough, surely"})

    assert answer.status == 404
    assert answer.json == {"success": False, "error": "There is no job “card-x”."}


def test_a_revoked_token_is_refused(call: Call, rui: User) -> None:
    text = token_for(rui)
    ApiToken.objects.update(revoked_at=timezone.now())

    response = Client(headers={"Authorization": f"Bearer {text}"}).get("/api/jobs")

    assert response.status_code == 401


def test_the_token_of_someone_who_left_is_refused(rui: User) -> None:
    text = token_for(rui)
    User.objects.update(is_active=False)

    response = Client(headers={"Authorization": f"Bearer {text}"}).get("/api/jobs")

    assert response.status_code == 401


def test_a_token_past_its_day_is_refused(call: Call, rui: User) -> None:
    text = token_for(rui)
    client = Client(headers={"Authorization": f"Bearer {text}"})

    ApiToken.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert client.get("/api/jobs").status_code == 200
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get("/api/jobs").status_code == 401


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_token_for_looking_changes_nothing(ada: User, method: str, path: str) -> None:
    make_batch(batch_id=BATCH)
    make_job(job_id="card-x", status=Status.AWAITING_DOWNLOAD)
    client = Client(headers={"Authorization": f"Bearer {token_for(ada)}"})
    ApiToken.objects.update(scope=ApiToken.Scope.LOOK)
    entries = AuditEntry.objects.count()

    response = client.generic(method, path, json.dumps(BODY), content_type="application/json")

    only_looks = method == "GET" and "download" not in path
    assert (response.status_code == 403) is not only_looks
    if not only_looks:
        assert response.json() == {"success": False, "error": "This token may only look."}
    assert AuditEntry.objects.count() == entries


def test_a_token_is_kept_as_a_hash_alone(rui: User) -> None:
    text = token_for(rui)

    (stored,) = ApiToken.objects.values_list("digest", flat=True)
    assert text not in stored
    assert len(stored) == 64


def test_a_session_needs_the_csrf_token(rui: User) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)
    client = Client(enforce_csrf_checks=True)
    client.force_login(rui)
    path = f"/api/job/{job.job_id}/return-to-matching"

    refused = client.post(path, "{}", content_type="application/json")
    assert refused.status_code == 403
    assert json.loads(refused.content)["success"] is False
    client.get("/dashboard")
    token = client.cookies["csrftoken"].value
    accepted = client.post(
        path, "{}", content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert accepted.status_code == 200


def test_the_documentation_lists_every_call() -> None:
    paths = Client().get("/api/openapi.json").json()["paths"]
    documented = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    expected = {
        (method, path.replace(BATCH, "{batch_id}").replace("card-x", "{job_id}"))
        for method, path in CALLS
    }

    assert documented == expected


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/api/jobs"), ("GET", "/api/batch/upload")]
)
def test_a_method_that_an_address_does_not_take_is_refused_in_json(
    call: Call, method: str, path: str
) -> None:
    answer = call(None, method, path, None)

    assert answer.status == 405
    assert answer.json == {"success": False, "error": f"This address does not take {method}."}
    assert answer.response["Allow"] == ("GET" if path == "/api/jobs" else "POST")
