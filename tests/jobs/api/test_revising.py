"""By a call: a completed job is corrected, a script made again."""

import pytest
from django.contrib.auth.models import User

from jobs.models import AuditEntry
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


def test_a_script_that_nobody_took_is_generated_again(call: Call, rui: User) -> None:
    job = make_job(status=Status.AWAITING_DOWNLOAD)

    answer = call(rui, "POST", f"/api/job/{job.job_id}/regenerate")

    assert answer.json["status"] == "generating_extendscript"
    assert call(rui, "POST", f"/api/job/{job.job_id}/regenerate").status == 409
    assert AuditEntry.objects.get().action == "generation_restarted"
