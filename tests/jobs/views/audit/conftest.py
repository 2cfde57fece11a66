"""A log with two overrides and a download in it."""

import pytest
from django.contrib.auth.models import User

from jobs import overriding
from jobs.models import Job
from jobs.statuses import Status
from tests.factories import CRITICAL_ISSUE, make_job


def overridden(
    job_id: str, reason: str, *, by: User, client: str, rule: str = "aspect_ratio_mismatch"
) -> Job:
    """A job that goes on in spite of one critical issue."""
    issue = CRITICAL_ISSUE | {"code": rule, "details": {"limit": 0.1}}
    report = {"valid": False, "critical_issues": [issue], "warnings": [], "info": []}
    job = make_job(
        job_id=job_id,
        status=Status.AWAITING_VALIDATION_REVIEW,
        client_name=client,
        stage3_validation_results=report,
    )
    return overriding.override_validation(job.job_id, reason=reason, by=by)


@pytest.fixture
def log(queue: str, rui: User, mona: User) -> None:
    """Red of North by Rui, blue of South by Mona, green of no client by Rui."""
    overridden("red", "Signed off by phone", by=rui, client="North")
    overridden("blue", "It is only a draft", by=mona, client="South", rule="upscaled_too_far")
    overridden("green", "Signed off by mail", by=rui, client="")
