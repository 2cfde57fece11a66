"""The validation page: the report by severity, return, override."""

import pytest
from django.contrib.auth.models import User

from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from tests.factories import CRITICAL_ISSUE, make_job
from tests.jobs.views.conftest import As


def issue(severity: str, **data: object) -> dict[str, object]:
    return CRITICAL_ISSUE | {"severity": severity} | data


def stopped(**report: object) -> Job:
    found = {"valid": False, "critical_issues": [CRITICAL_ISSUE], "warnings": [], "info": []}
    return make_job(
        job_id="one",
        status=Status.AWAITING_VALIDATION_REVIEW,
        stage3_validation_results=found | report,
    )


def test_shows_issues_by_severity_with_names_in_place_of_ids(rui: User, signed_in: As) -> None:
    stopped(warnings=[issue("warning", message="Blurred.")], info=[issue("info", message="Fine.")])
    html = signed_in(rui).get("/validate/one").content.decode()
    assert html.index("Critical") < html.index("Blurred.") < html.index("Fine.")
    for words in ("cutout", "featuredimage1 in lineup", "Choose another layer.", "Warnings"):
        assert words in html


def test_an_issue_about_ids_nobody_knows_is_still_shown(rui: User, signed_in: As) -> None:
    odd = issue("critical", placeholder_id="99:9", layer_id=None, message="<b>Odd</b>")
    stopped(critical_issues=[odd])
    html = signed_in(rui).get("/validate/one").content.decode()
    assert "99:9" in html
    assert "&lt;b&gt;Odd" in html


def test_only_those_who_may_override_see_the_form(
    olga: User, rui: User, mona: User, signed_in: As
) -> None:
    stopped()
    pages = {
        person.username: signed_in(person).get("/validate/one").content.decode()
        for person in (olga, rui, mona)
    }
    assert "override-reason" not in pages["olga"]
    assert "Reviewers and managers can override the issues" in pages["olga"]
    assert "Return to matching</button>" in pages["rui"]
    assert "Return to matching</button>" not in pages["mona"]
    assert "override-reason" in pages["mona"]


def test_returns_to_matching_without_javascript(rui: User, signed_in: As) -> None:
    job = stopped()
    answer = signed_in(rui).post("/validate/one", {"action": "return"})
    assert answer["Location"] == "/review-matching/one"
    job.refresh_from_db()
    assert job.status == Status.AWAITING_REVIEW
    assert AuditEntry.objects.filter(action="returned_to_matching", username="rui").exists()


def test_overrides_with_a_reason_and_goes_to_the_next_job(
    queue: str, rui: User, signed_in: As
) -> None:
    job = stopped()
    make_job(job_id="two", status=Status.AWAITING_REVIEW)
    post = {"action": "override", "override_reason": "The client wants it so."}
    answer = signed_in(rui).post("/validate/one", post, follow=True)
    job.refresh_from_db()
    assert (job.status, job.stage4_override_reason) == (
        Status.GENERATING,
        "The client wants it so.",
    )
    assert answer.redirect_chain[-1][0] == "/review-matching/two"


@pytest.mark.parametrize("reason", ["", "   ", "too short", " " * 9 + "x" + " " * 9])
def test_refuses_a_reason_under_ten_characters_once_trimmed(
    reason: str, rui: User, signed_in: As
) -> None:
    job = stopped()
    post = {"action": "override", "override_reason": reason}
    answer = signed_in(rui).post("/validate/one", post, follow=True)
    assert "toast--error" in answer.content.decode()
    job.refresh_from_db()
    assert job.status == Status.AWAITING_VALIDATION_REVIEW


def test_nobody_overrides_without_the_right(olga: User, signed_in: As) -> None:
    job = stopped()
    post = {"action": "override", "override_reason": "I would like it to go on."}
    assert signed_in(olga).post("/validate/one", post).status_code == 403
    job.refresh_from_db()
    assert job.status == Status.AWAITING_VALIDATION_REVIEW


def test_a_job_elsewhere_is_no_dead_end(rui: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.AWAITING_REVIEW)
    html = signed_in(rui).get("/validate/one").content.decode()
    assert "This job is not in validation review now" in html
    assert 'href="/review-matching/one"' in html
