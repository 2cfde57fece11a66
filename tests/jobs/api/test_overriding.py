"""The call that lets one critical issue pass, by what the report says of it."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from tests.factories import CRITICAL_ISSUE, make_job
from tests.jobs.api.conftest import Call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

REASON = "The client asked for exactly this."
SHAPE = "aspect_ratio_mismatch"
SIZE = "upscaled_too_far"
OTHER_LAYER = {"placeholder_id": "11:3", "layer_id": "4"}


def stopped(*issues: dict[str, Any]) -> Job:
    found = {"valid": False, "critical_issues": list(issues), "warnings": [], "info": []}
    return make_job(status=Status.AWAITING_VALIDATION_REVIEW, stage3_validation_results=found)


def override(call: Call, user: User, job: Job, **issue: str) -> Any:
    body = {"override_reason": REASON, "issue": issue}
    return call(user, "POST", f"/api/job/{job.job_id}/override-validation", body)


def test_the_job_waits_until_each_issue_was_let_pass(call: Call, rui: User) -> None:
    job = stopped(CRITICAL_ISSUE, CRITICAL_ISSUE | {"code": SIZE})

    first = override(call, rui, job, code=SIZE)
    assert (first.json["open_issues"], first.json["message"]) == (
        1,
        "Kept. 1 critical issue left to decide.",
    )
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_VALIDATION_REVIEW

    second = override(call, rui, job, code=SHAPE, placeholder_id="11:2", layer_id="3")
    assert second.json["open_issues"] == 0
    assert Job.objects.get(pk=job.pk).status == Status.GENERATING
    assert [entry.action for entry in AuditEntry.objects.all()] == [
        "issue_overridden",
        "issue_overridden",
        "validation_overridden",
    ]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ({"code": SHAPE}, "More than one of the open critical issues has this name."),
        ({"code": "unheard_of"}, "None of the open critical issues has this name."),
        (
            {"code": SHAPE, "placeholder_id": "9:9"},
            "None of the open critical issues has this name.",
        ),
    ],
)
def test_a_name_that_is_not_one_issues_is_refused(
    call: Call, rui: User, name: dict[str, str], refusal: str
) -> None:
    job = stopped(CRITICAL_ISSUE, CRITICAL_ISSUE | OTHER_LAYER)

    answer = override(call, rui, job, **name)

    assert answer.status == 409
    assert refusal in str(answer.json)
    assert not AuditEntry.objects.exists()


def test_an_issue_that_was_let_pass_is_not_open_any_more(call: Call, rui: User) -> None:
    job = stopped(CRITICAL_ISSUE, CRITICAL_ISSUE | OTHER_LAYER)

    assert override(call, rui, job, code=SHAPE, layer_id="3").status == 200
    assert override(call, rui, job, code=SHAPE, layer_id="3").status == 409


def test_what_only_managers_may_settle_is_refused_to_others(call: Call, rui: User) -> None:
    job = stopped(CRITICAL_ISSUE | {"managers_only": True})

    assert override(call, rui, job, code=SHAPE).status == 403
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_VALIDATION_REVIEW
