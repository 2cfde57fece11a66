"""Every call on jobs: what it answers, what it changes, and when it refuses."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from tests.factories import make_image_placeholder, make_job, make_placeholder, make_results
from tests.factories import make_template as template_of
from tests.jobs.api.conftest import Call

pytestmark = pytest.mark.django_db

GOOD = [
    {"layer_id": "2", "placeholder_id": "11:1"},
    {"layer_id": "3", "placeholder_id": "11:2", "fit": "fill"},
]
REASON = "The client asked for exactly this."


def waiting(**data: Any) -> Job:
    return make_job(status=Status.AWAITING_REVIEW, **data)


def distorted() -> Job:
    """A job whose picture has another shape than its place."""
    wide = make_image_placeholder(2, width=1000.0, height=300.0)
    return waiting(stage1_results=make_results(template=template_of(make_placeholder(1), wide)))


def approve(call: Call, user: User, job: Job, matches: object = GOOD, **more: object) -> Any:
    body = {"approved_matches": matches, **more}
    return call(user, "POST", f"/api/job/{job.job_id}/approve-stage2", body)


def test_approving_without_critical_issues_goes_on_to_the_next_job(call: Call, rui: User) -> None:
    job, other = waiting(), waiting(priority="high")

    answer = approve(call, rui, job, next_action="next_job", user_id="somebody else")

    assert answer.status == 200
    assert answer.json == {
        "success": True,
        "job_id": job.job_id,
        "requires_validation": False,
        "next_job_id": other.job_id,
        "message": "Validation passed. The script is being generated.",
    }
    stored = Job.objects.get(pk=job.pk)
    assert stored.status == Status.GENERATING
    assert stored.stage2_completed_by == rui
    assert stored.stage4_skipped


def test_without_another_job_there_is_no_next(call: Call, rui: User) -> None:
    answer = approve(call, rui, waiting(), next_action="next_job")

    assert answer.json["next_job_id"] is None


def test_a_distorted_picture_sends_the_job_to_validation_review(call: Call, rui: User) -> None:
    job = distorted()

    answer = approve(call, rui, job, next_action="next_job")

    assert answer.json["success"] is True
    assert answer.json["requires_validation"] is True
    assert answer.json["validation_url"] == f"/validate/{job.job_id}"
    assert answer.json["critical_count"] == 1
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_VALIDATION_REVIEW
    report = call(rui, "GET", f"/api/job/{job.job_id}/validation-results").json
    assert report["valid"] is False
    assert [issue["code"] for issue in report["critical_issues"]] == ["aspect_ratio_mismatch"]


def test_the_second_of_two_reviewers_is_told(call: Call, rui: User, ada: User) -> None:
    job = waiting()
    approve(call, rui, job)

    answer = approve(call, ada, job)

    assert answer.status == 409
    assert answer.json["error"].startswith("Invalid transition from stage 5 to 3")
    assert AuditEntry.objects.filter(action="stage_approved").count() == 1


@pytest.mark.parametrize(
    "matches",
    [
        [{"layer_id": "99", "placeholder_id": "11:1"}],
        [{"layer_id": "2", "placeholder_id": "99:1"}],
        [{"layer_id": "2", "placeholder_id": "11:2"}],
        [{"layer_id": "2", "placeholder_id": "11:1"}] * 2,
        [{"layer_id": "2"}],
        [{"layer_id": 2, "placeholder_id": "11:1"}],
        [{"layer_id": "2", "placeholder_id": "11:1", "fit": "squeeze"}],
        [{"layer_id": "x" * 10_000, "placeholder_id": "11:1"}],
        ["2"],
        {"layer_id": "2"},
        None,
    ],
)
def test_matches_that_can_not_be_are_refused(call: Call, rui: User, matches: object) -> None:
    job = waiting()

    answer = approve(call, rui, job, matches)

    assert answer.status == 400
    assert answer.json["success"] is False
    assert len(answer.json["error"]) < 400
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_REVIEW
    assert not AuditEntry.objects.exists()


def test_an_unknown_next_action_is_refused(call: Call, rui: User) -> None:
    assert approve(call, rui, waiting(), next_action="continue").status == 400


def test_a_body_that_is_no_json_is_refused(call: Call, rui: User) -> None:
    job = waiting()
    answer = call(rui, "POST", f"/api/job/{job.job_id}/approve-stage2")

    assert answer.status == 400


def test_returning_leads_back_to_matching(call: Call, rui: User) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)

    answer = call(rui, "POST", f"/api/job/{job.job_id}/return-to-matching", {"user_id": "x"})

    assert answer.json["redirect_url"] == f"/review-matching/{job.job_id}"
    stored = Job.objects.get(pk=job.pk)
    assert stored.status == Status.AWAITING_REVIEW
    assert stored.stage3_validation_results is not None
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.username) == ("returned_to_matching", "rui")


def override(call: Call, user: User, job: Job, reason: object) -> Any:
    body = {"override_reason": reason, "user_id": "the boss"}
    return call(user, "POST", f"/api/job/{job.job_id}/override-validation", body)


def test_overriding_keeps_the_reason_for_managers(call: Call, rui: User) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)

    answer = override(call, rui, job, f"  {REASON}\n")

    assert answer.json["success"] is True
    stored = Job.objects.get(pk=job.pk)
    assert stored.status == Status.GENERATING
    assert stored.stage4_override_reason == REASON
    issue, entry = AuditEntry.objects.all()
    assert (issue.action, entry.action) == ("issue_overridden", "validation_overridden")
    assert (entry.username, entry.data["entries"]) == ("rui", [issue.pk])
    assert entry.data["issues"] == ["aspect_ratio_mismatch"]


@pytest.mark.parametrize("reason", ["", "   ", "too short", " 123456789   ", "x" * 5000])
def test_a_reason_that_is_none_is_refused(call: Call, rui: User, reason: object) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)

    answer = override(call, rui, job, reason)

    assert answer.status == 400
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_VALIDATION_REVIEW


def test_an_override_needs_critical_issues_to_be_decided(call: Call, rui: User) -> None:
    assert override(call, rui, waiting(), REASON).status == 409


def test_a_failed_job_is_tried_again(call: Call, olga: User) -> None:
    job = make_job(status=Status.EXTRACTION_FAILED, error="The PSD is damaged.")

    answer = call(olga, "POST", f"/api/job/{job.job_id}/retry")

    assert answer.json["status"] == "processing"
    assert Job.objects.get(pk=job.pk).error == ""
    assert AuditEntry.objects.get().action == "job_retried"


def test_what_did_not_fail_is_not_tried_again(call: Call, olga: User) -> None:
    assert call(olga, "POST", f"/api/job/{waiting().job_id}/retry").status == 409


def test_cancelling_needs_a_reason(call: Call, olga: User) -> None:
    job = waiting()
    path = f"/api/job/{job.job_id}/cancel"

    assert call(olga, "POST", path, {"reason": " "}).status == 400
    assert call(olga, "POST", path, {"reason": "twice sent"}).json["status"] == "cancelled"
    assert call(olga, "POST", path, {"reason": "twice sent"}).status == 409


def test_downloading_completes_the_job_once(call: Call, rui: User) -> None:
    job = make_job(status=Status.AWAITING_DOWNLOAD, output_name="card 7.aep")
    path = f"/api/job/{job.job_id}/download-extendscript"

    first = call(rui, "GET", path)
    again = call(rui, "GET", path)

    assert b"".join(first.response.streaming_content) == b"var ready = true;\n"
    assert ".aep" not in first.response["Content-Disposition"]
    assert ".jsx" in first.response["Content-Disposition"]
    assert again.status == 200
    stored = Job.objects.get(pk=job.pk)
    assert stored.status == Status.COMPLETED
    assert stored.stage6_downloaded_at is not None
    assert stored.stage6_completed_by == rui
    assert AuditEntry.objects.filter(action="downloaded").count() == 2


def test_the_package_is_the_stored_zip(call: Call, rui: User) -> None:
    job = make_job(status=Status.AWAITING_DOWNLOAD)

    answer = call(rui, "GET", f"/api/job/{job.job_id}/download-package")

    assert b"".join(answer.response.streaming_content) == b"PK package"


@pytest.mark.parametrize("what", ["download-extendscript", "download-package"])
def test_nothing_is_handed_over_early(call: Call, rui: User, what: str) -> None:
    assert call(rui, "GET", f"/api/job/{waiting().job_id}/{what}").status == 409


def test_a_job_shows_all_its_fields(call: Call, rui: User) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW, notes="as last year")

    shown = call(rui, "GET", f"/api/job/{job.job_id}").json["job"]

    assert shown["status"] == "awaiting_validation_review"
    assert shown["current_stage"] == 4
    assert shown["notes"] == "as last year"
    assert shown["stage1_results"]["psd"]["layers"][0]["name"] == "BEN FORMAN"
    assert shown["stage3_validation_results"]["valid"] is False
    assert shown["stage4_skipped"] is False
    assert shown["batch"] == str(job.batch.pk)


def test_a_revision_shows_its_script_and_names_the_job_before(call: Call, rui: User) -> None:
    before = make_job(status=Status.COMPLETED)
    job = make_job(status=Status.AWAITING_DOWNLOAD, revision=2, revision_of=before)
    call(rui, "GET", f"/api/job/{job.job_id}/download-extendscript")

    with CaptureQueriesContext(connection) as queries:
        shown = call(rui, "GET", f"/api/job/{job.job_id}").json["job"]

    assert (shown["revision"], shown["revision_of"]) == (2, before.job_id)
    assert shown["stage5_extendscript"] == "var ready = true;\n"
    assert (shown["stage5_completed_by"], shown["stage6_completed_by"]) == (None, "rui")
    assert shown["stages"]["6"]["completed_by"] == "rui"
    reads = [query["sql"] for query in queries if '"stage1_results"' in query["sql"]]
    assert len(reads) == 1
    assert reads[0].count('"stage1_results"') == 1


def test_jobs_are_listed_by_stage_status_client_and_text(call: Call, rui: User) -> None:
    job = waiting(client_name="Südkurve")
    make_job()
    make_job(status=Status.CANCELLED)

    for query in ("stage=2", "status=awaiting_review", "client=Südkurve", f"q={job.job_id}"):
        answer = call(rui, "GET", f"/api/jobs?{query}").json
        assert [line["job_id"] for line in answer["jobs"]] == [job.job_id], query
    assert call(rui, "GET", "/api/jobs").json["total"] == 3


@pytest.mark.parametrize("query", ["stage=7", "stage=x", "status=done", "page=0"])
def test_a_filter_that_makes_no_sense_is_refused(call: Call, rui: User, query: str) -> None:
    assert call(rui, "GET", f"/api/jobs?{query}").status == 400


def test_a_list_costs_the_same_however_long(
    call: Call, rui: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        waiting()

    with django_assert_max_num_queries(8):
        answer = call(rui, "GET", "/api/jobs").json

    assert len(answer["jobs"]) == 30
    assert "stage1_results" not in answer["jobs"][0]


def test_the_dashboard_counts_by_stage(call: Call, rui: User) -> None:
    waiting()
    make_job(status=Status.CANCELLED)

    stats = call(rui, "GET", "/api/dashboard/stats").json

    assert stats["by_stage"] == {"0": 0, "1": 0, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}
    assert stats["by_status"]["cancelled"] == 1
    assert stats["total"] == 2
