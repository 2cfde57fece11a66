"""Correcting a completed job by a call."""

import pytest
from django.contrib.auth.models import User

from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.api.conftest import Call

pytestmark = pytest.mark.django_db


def test_revising_answers_with_the_new_job(call: Call, rui: User) -> None:
    make_job(job_id="card-01", status=Status.COMPLETED)
    answer = call(rui, "POST", "/api/job/card-01/revise")
    assert answer.status == 200
    assert answer.json["job_id"] == "card-01-r2"
    assert answer.json["status"] == "processing"
    assert call(rui, "POST", "/api/job/card-01/revise").status == 409
