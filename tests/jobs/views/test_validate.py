"""The validation page: the report by severity, return, override."""

import pytest
from django.contrib.auth.models import User

from jobs import overriding
from jobs.models import AuditEntry, Job, OverrideRequest
from jobs.standing_issues import standing_issues
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


def test_each_issue_shows_its_layer_before_and_after_on_its_place(rui: User, signed_in: As) -> None:
    stopped()
    html = signed_in(rui).get("/validate/one").content.decode()
    assert "Before: layer cutout on its canvas" in html
    assert "After: layer cutout over its place in lineup" in html


def test_a_card_without_a_picture_of_its_canvas_is_not_asked_for_one(
    rui: User, signed_in: As
) -> None:
    job = stopped()
    assert "/pictures/canvas" not in signed_in(rui).get("/validate/one").content.decode()

    job.psd_file.pictures = {"canvas": "canvas.webp", "layers": {}}
    job.psd_file.save()
    assert "/pictures/canvas" in signed_in(rui).get("/validate/one").content.decode()


def test_changing_one_match_opens_the_review_at_its_row(rui: User, signed_in: As) -> None:
    stopped()
    post = {"action": "return", "placeholder": "11:2"}
    answer = signed_in(rui).post("/validate/one", post)
    assert answer["Location"] == "/review-matching/one#placeholder-11:2"
    assert 'id="placeholder-11:2"' in signed_in(rui).get("/review-matching/one").content.decode()


def test_one_issue_is_overridden_by_itself_and_what_is_kept_is_shown(
    queue: str, rui: User, signed_in: As
) -> None:
    other = issue("critical", code="upscaled_too_far", details={"scale": 3.5, "limit": 2.0})
    job = stopped(critical_issues=[CRITICAL_ISSUE, other])
    browser = signed_in(rui)
    html = browser.get("/validate/one").content.decode()
    assert "<dt>threshold</dt><dd>2</dd>" in html
    post = {
        "action": "override",
        "issue": standing_issues(job)[1].issue_hash,
        "reason_code": "client_agreed",
        "override_reason": "The client has seen it.",
    }
    answer = browser.post("/validate/one", post, follow=True).content.decode()
    assert "Kept. 1 critical issue left to decide." in answer
    assert "Overridden</span> rui" in answer
    assert "the one critical issue" in answer


def test_a_reviewer_asks_and_a_manager_decides_on_the_same_page(
    queue: str, rui: User, mona: User, signed_in: As
) -> None:
    job = stopped(critical_issues=[issue("critical", managers_only=True)])
    ask = {
        "action": "ask",
        "issue": standing_issues(job)[0].issue_hash,
        "override_reason": "The client has seen it.",
    }
    asked = signed_in(rui).post("/validate/one", ask, follow=True).content.decode()
    assert "A manager has to decide on what you asked for." in asked
    assert 'value="yes"' not in asked

    decided = {"action": "decide", "request": OverrideRequest.objects.get().pk, "grant": "yes"}
    assert signed_in(rui).post("/validate/one", decided).status_code == 403
    assert 'value="yes"' in signed_in(mona).get("/validate/one").content.decode()
    signed_in(mona).post("/validate/one", decided)
    job.refresh_from_db()
    assert job.status == Status.GENERATING


@pytest.mark.parametrize("number", ["", "x", "²", "-1", "99999"])
def test_a_request_that_nobody_made_is_told(number: str, mona: User, signed_in: As) -> None:
    stopped()
    post = {"action": "decide", "request": number, "grant": "yes"}
    answer = signed_in(mona).post("/validate/one", post, follow=True)
    assert "There is no such request." in answer.content.decode()


def test_overrides_of_before_are_shown_and_the_job_can_go_on(
    queue: str, rui: User, signed_in: As
) -> None:
    job = stopped()
    overriding.override_validation("one", reason="The client has seen it.", by=rui)
    back = Status.AWAITING_VALIDATION_REVIEW.value
    Job.objects.filter(pk=job.pk).update(status=back)
    browser = signed_in(rui)
    assert (
        "Every critical issue was overridden before"
        in browser.get("/validate/one").content.decode()
    )
    browser.post("/validate/one", {"action": "continue"})
    job.refresh_from_db()
    assert job.status == Status.GENERATING
