"""Another font by consent: kept in the matches, audited, validated anew, and never by the way."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from extraction import MatchDocument, from_json
from jobs import font_list, overriding, reviewing
from jobs.models import AuditEntry, Job, LearnedMatch, RenderFont
from jobs.standing_issues import standing_issues
from jobs.statuses import Status
from jobs.substituting import agree_to_font, fonts_offered
from jobs.workflow import PermissionRefused, TransitionRefused
from tests.factories import (
    make_image_placeholder,
    make_job,
    make_placeholder,
    make_results,
    make_template,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]


@pytest.fixture
def stopped(rui: User) -> Job:
    """A card whose template is set in RUSHFLOW, which the render machines don't have."""
    font_list.keep_list({"Impact": "", "Arial-BoldMT": ""}, by=rui)
    job = make_job(job_id="one", status=Status.AWAITING_REVIEW)
    job = approved(job, rui)
    assert codes(job) == ["font_missing"]
    return job


def approved(job: Job, by: User) -> Job:
    results: dict[str, Any] = job.stage1_results or {}
    return reviewing.approve_matches(job.job_id, matches=results["matches"], by=by)


def codes(job: Job) -> list[str]:
    return [one.issue["code"] for one in standing_issues(job)]


def agreed(job: Job) -> dict[str, str]:
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    return {one.font: one.substitute for one in matches.font_substitutes}


def agree(job: Job, substitute: str, by: User, placeholder_id: str = "11:1") -> Job:
    return agree_to_font(job.job_id, placeholder_id=placeholder_id, substitute=substitute, by=by)


def test_a_missing_font_stops_the_job_until_somebody_agrees_to_another(
    stopped: Job, rui: User
) -> None:
    assert stopped.status == Status.AWAITING_VALIDATION_REVIEW
    before = AuditEntry.objects.latest("pk").pk
    job = agree(stopped, "Impact", rui)

    assert job.status == Status.GENERATING
    assert agreed(job) == {"RUSHFLOW": "Impact"}
    entries = AuditEntry.objects.filter(pk__gt=before).order_by("pk")
    assert [(one.action, one.username) for one in entries] == [
        ("font_substituted", "rui"),
        ("returned_to_matching", "rui"),
        ("stage_approved", "rui"),
        ("validation_passed", "system"),
    ]
    assert entries[0].message == "“Impact” is used instead of “RUSHFLOW”"
    report: dict[str, Any] = job.stage3_validation_results or {}
    assert "font_substituted" in [one["code"] for one in report["info"]]


def test_nothing_is_learned_from_the_same_matches_once_more(stopped: Job, rui: User) -> None:
    before = list(LearnedMatch.objects.values_list("pk", "agreed"))
    agree(stopped, "Impact", rui)
    assert list(LearnedMatch.objects.values_list("pk", "agreed")) == before


def test_what_was_agreed_stays_when_the_job_goes_back_to_the_matches(
    stopped: Job, rui: User
) -> None:
    RenderFont.objects.filter(postscript_name="Impact").update(only_for="Somebody else")
    agree(stopped, "Arial-BoldMT", rui)
    font_list.keep_list({"Impact": ""}, by=rui, is_whole=True)
    Job.objects.filter(pk=stopped.pk).update(status=Status.AWAITING_REVIEW)
    job = approved(Job.objects.get(pk=stopped.pk), rui)

    assert agreed(job) == {"RUSHFLOW": "Arial-BoldMT"}
    assert codes(job) == ["font_missing"]  # the substitute is gone meanwhile


def test_agreeing_again_takes_the_place_of_what_was_agreed(stopped: Job, rui: User) -> None:
    agree(stopped, "Arial-BoldMT", rui)
    font_list.keep_list({"Impact": ""}, by=rui, is_whole=True)
    Job.objects.filter(pk=stopped.pk).update(status=Status.AWAITING_REVIEW)
    job = approved(Job.objects.get(pk=stopped.pk), rui)
    assert agreed(agree(job, "Impact", rui)) == {"RUSHFLOW": "Impact"}


def test_what_was_agreed_can_be_taken_back_while_the_job_waits(
    rui: User, mona: User, client: Client
) -> None:
    font_list.keep_list({"Impact": "", "Arial-BoldMT": ""}, by=rui)
    wide = make_image_placeholder(2, width=1000.0, height=300.0)
    results = make_results(template=make_template(make_placeholder(1), wide))
    job = make_job(job_id="one", status=Status.AWAITING_REVIEW, stage1_results=results)
    job = agree(approved(job, rui), "Impact", rui)
    assert (codes(job), agreed(job)) == (["aspect_ratio_mismatch"], {"RUSHFLOW": "Impact"})

    post = {"action": "take-back", "font": "RUSHFLOW"}
    client.force_login(mona)
    assert client.post("/validate/one", post).status_code == 403
    client.force_login(rui)
    assert "Use RUSHFLOW again and check" in client.get("/validate/one").content.decode()
    client.post("/validate/one", post)

    job.refresh_from_db()
    assert (sorted(codes(job)), agreed(job)) == (["aspect_ratio_mismatch", "font_missing"], {})
    entry = AuditEntry.objects.get(action="font_taken_back")
    assert (entry.message, entry.username) == (
        "“RUSHFLOW” is used again instead of “Impact”",
        "rui",
    )
    assert "Fonts agreed for this job" not in client.get("/validate/one").content.decode()
    again = client.post("/validate/one", post, follow=True).content.decode()
    assert "No other font was agreed for this one." in again


def test_overrides_of_other_issues_hold_on(rui: User) -> None:
    font_list.keep_list({"Impact": ""}, by=rui)
    wide = make_template(make_placeholder(1), make_image_placeholder(2, height=300.0))
    results = make_results(template=wide)
    job = approved(make_job(status=Status.AWAITING_REVIEW, stage1_results=results), rui)
    assert len(codes(job)) > 1
    for one in standing_issues(job):
        if one.issue["code"] != "font_missing":
            reason = "The client wants it so."
            overriding.override_validation(job.job_id, reason=reason, by=rui, only=[one.issue_hash])
    job = agree(job, "Impact", rui)
    assert job.status == Status.AWAITING_VALIDATION_REVIEW
    assert "font_missing" not in codes(job)
    assert all(one.is_settled for one in standing_issues(job))


@pytest.mark.parametrize(
    ("substitute", "placeholder_id"),
    [("RUSHFLOW", "11:1"), ("Other", "11:1"), ("", "11:1"), ("Impact", "11:2"), ("Impact", "9:9")],
)
def test_only_a_font_of_the_list_can_stand_in_and_only_for_a_text(
    stopped: Job, rui: User, substitute: str, placeholder_id: str
) -> None:
    with pytest.raises(TransitionRefused):
        agree(stopped, substitute, rui, placeholder_id)
    stopped.refresh_from_db()
    assert agreed(stopped) == {}


def test_a_font_of_other_clients_is_neither_offered_nor_taken(stopped: Job, rui: User) -> None:
    RenderFont.objects.filter(postscript_name="Impact").update(only_for="Somebody else")
    assert fonts_offered(stopped) == ["Arial-BoldMT"]
    with pytest.raises(TransitionRefused, match="allowed for this client"):
        agree(stopped, "Impact", rui)


def test_it_takes_the_right_to_review(stopped: Job, mona: User, olga: User) -> None:
    for person in (mona, olga):
        with pytest.raises(PermissionRefused):
            agree(stopped, "Impact", person)


def test_it_is_no_longer_possible_once_the_job_went_on(stopped: Job, rui: User) -> None:
    agree(stopped, "Impact", rui)
    with pytest.raises(TransitionRefused):
        agree(stopped, "Arial-BoldMT", rui)


def test_a_callers_matches_bring_no_substitute_with_them(rui: User) -> None:
    job = make_job(status=Status.AWAITING_REVIEW)
    smuggled = make_results()["matches"] | {
        "font_substitutes": [{"font": "RUSHFLOW", "substitute": "Impact", "agreed_by": "rui"}]
    }
    assert agreed(reviewing.approve_matches(job.job_id, matches=smuggled, by=rui)) == {}


def test_the_page_offers_the_fonts_of_the_list_and_takes_the_choice(
    stopped: Job, rui: User, mona: User, client: Client
) -> None:
    client.force_login(mona)
    assert "<option>Impact</option>" not in client.get("/validate/one").content.decode()
    client.force_login(rui)
    assert "<option>Impact</option>" in client.get("/validate/one").content.decode()
    post = {"action": "agree", "placeholder": "11:1", "substitute": "Nobody"}
    answer = client.post("/validate/one", post, follow=True)
    assert "Choose a font of the list" in answer.content.decode()
    client.post("/validate/one", post | {"substitute": "Impact"})
    stopped.refresh_from_db()
    assert (stopped.status, agreed(stopped)) == (Status.GENERATING, {"RUSHFLOW": "Impact"})
