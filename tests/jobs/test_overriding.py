"""Overrides: for one issue, for exactly the matches, by those who may, with all that was known."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from jobs import overriding, reviewing, rule_sets
from jobs.auditing import verify_chain
from jobs.models import (
    AuditEntry,
    Job,
    Override,
    OverrideReason,
    OverrideRequest,
    RuleSetVersion,
)
from jobs.overriding import checked_override_reason
from jobs.reviewing import ReasonMissing
from jobs.standing_issues import matches_hash, standing_issues
from jobs.statuses import Status
from jobs.workflow import JobNotFound, PermissionRefused, TransitionRefused
from tests.factories import (
    CRITICAL_ISSUE,
    make_image_placeholder,
    make_job,
    make_results,
    make_template,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

REASON = "The client has seen it."
SECOND = CRITICAL_ISSUE | {"code": "upscaled_too_far", "details": {"scale": 3.0, "limit": 2.0}}
MANAGERS_ONLY = SECOND | {"managers_only": True}


def stopped(*issues: dict[str, Any]) -> Job:
    found = {
        "valid": False,
        "critical_issues": list(issues or [CRITICAL_ISSUE, SECOND]),
        "rule_set": {"scope": "client Northside FC", "version": 3},
    }
    return make_job(
        status=Status.AWAITING_VALIDATION_REVIEW,
        stage3_validation_results=found | {"warnings": [], "info": []},
    )


def hashes(job: Job) -> list[str]:
    return [one.issue_hash for one in standing_issues(job)]


def actions() -> list[str]:
    return list(AuditEntry.objects.values_list("action", flat=True))


def test_one_issue_is_let_pass_and_the_job_waits_for_the_other(rui: User) -> None:
    job = stopped()
    first, second = hashes(job)

    job = overriding.override_validation(job.job_id, reason=REASON, by=rui, only=[second])
    assert job.status == Status.AWAITING_VALIDATION_REVIEW
    assert [one.is_settled for one in standing_issues(job)] == [False, True]

    job = overriding.override_validation(
        job.job_id, reason="It is only a draft.", by=rui, only=[first]
    )
    assert job.status == Status.GENERATING
    assert job.stage4_override_reason == f"It is only a draft.\n{REASON}"
    assert actions() == ["issue_overridden", "issue_overridden", "validation_overridden"]
    assert verify_chain().intact


def test_the_log_keeps_the_issue_as_it_stood_with_its_threshold(rui: User) -> None:
    job = stopped(SECOND)
    overriding.override_validation(job.job_id, reason=REASON, by=rui, code="client_agreed")

    override = Override.objects.select_related("entry").get()
    kept = override.entry.data
    assert kept["issue"] == SECOND
    assert (kept["threshold"], kept["reason_code"], kept["reason"]) == (
        2.0,
        "client_agreed",
        REASON,
    )
    assert kept["rule_version"] == "client Northside FC, version 3"
    assert kept["matches_hash"] == override.matches_hash == matches_hash(job)
    assert (override.rule, override.username, override.client_name) == (
        "upscaled_too_far",
        "rui",
        "Northside FC",
    )


def test_one_reason_covers_every_issue_that_is_open(rui: User) -> None:
    job = stopped()
    job = overriding.override_validation(job.job_id, reason=REASON, by=rui)
    assert (job.status, job.stage4_override_reason) == (Status.GENERATING, REASON)
    assert Override.objects.count() == 2


def test_an_override_holds_for_the_same_matches_and_for_no_others(rui: User) -> None:
    wide = make_template(
        make_image_placeholder(2, height=300.0), make_image_placeholder(3, height=300.0)
    )
    job = make_job(status=Status.AWAITING_REVIEW, stage1_results=make_results(template=wide))
    same = [{"layer_id": "3", "placeholder_id": hole} for hole in ("11:2", "11:3")]

    def approved(*matches: dict[str, Any]) -> list[bool]:
        again = reviewing.approve_matches(job.job_id, matches=list(matches), by=rui)
        return [one.is_settled for one in standing_issues(again)]

    def returned_and_approved(*matches: dict[str, Any]) -> list[bool]:
        reviewing.return_to_matching(job.job_id, by=rui)
        return approved(*matches)

    assert approved(*same) == [False, False]
    first = hashes(Job.objects.get(pk=job.pk))[0]
    overriding.override_validation(job.job_id, reason=REASON, by=rui, only=[first])

    advised = same[0] | {"confidence": 0.4, "reasons": ["looks alike"]}
    assert returned_and_approved(advised, same[1]) == [True, False]
    assert returned_and_approved(same[0], same[1] | {"fit": "fit"}) == [False, False]
    assert returned_and_approved(same[0]) == [False]
    assert returned_and_approved(*same) == [True, False]


def test_a_job_whose_issues_were_all_overridden_before_goes_on_without_a_new_reason(
    rui: User,
) -> None:
    job = stopped(SECOND)
    with pytest.raises(TransitionRefused, match="decide on 1 critical issue"):
        overriding.go_on(job.job_id, by=rui)
    overriding.override_validation(job.job_id, reason=REASON, by=rui)
    again = Job.objects.filter(pk=job.pk)
    again.update(status=Status.AWAITING_VALIDATION_REVIEW.value)

    job = overriding.go_on(job.job_id, by=rui)
    assert (job.status, job.stage4_override_reason) == (Status.GENERATING, REASON)
    assert Override.objects.count() == 1


def test_nobody_overrides_what_changed_since_they_looked(rui: User) -> None:
    job = stopped()
    with pytest.raises(TransitionRefused, match="changed since you looked"):
        overriding.override_validation(job.job_id, reason=REASON, by=rui, only=["0" * 64])
    assert actions() == []


def test_what_is_for_managers_is_asked_for_and_granted_by_another(rui: User, mona: User) -> None:
    job = stopped(MANAGERS_ONLY)
    (issue,) = hashes(job)
    with pytest.raises(PermissionRefused, match="Only managers"):
        overriding.override_validation(job.job_id, reason=REASON, by=rui)

    asked = overriding.ask_manager(job.job_id, issue_hash=issue, reason=REASON, by=rui)
    with pytest.raises(PermissionRefused, match="somebody else has to decide"):
        overriding.decide_request(asked.pk, grant=True, by=rui)
    job = overriding.decide_request(asked.pk, grant=True, by=mona)

    assert job.status == Status.GENERATING
    assert actions() == ["override_requested", "issue_overridden", "validation_overridden"]
    kept = Override.objects.get().entry
    assert (kept.username, kept.data["asked_by"], kept.message) == ("mona", "rui", REASON)


def test_not_even_a_manager_settles_an_own_request(mona: User, ada: User) -> None:
    job = stopped(MANAGERS_ONLY)
    asked = overriding.ask_manager(job.job_id, issue_hash=hashes(job)[0], reason=REASON, by=mona)
    with pytest.raises(PermissionRefused, match="somebody else"):
        overriding.decide_request(asked.pk, grant=True, by=mona)
    with pytest.raises(PermissionRefused, match="somebody else"):
        overriding.override_validation(job.job_id, reason=REASON, by=mona)
    assert overriding.decide_request(asked.pk, grant=True, by=ada).status == Status.GENERATING


def test_a_declined_request_leaves_the_issue_open_and_may_be_asked_anew(
    rui: User, mona: User
) -> None:
    job = stopped(MANAGERS_ONLY)
    (issue,) = hashes(job)
    asked = overriding.ask_manager(job.job_id, issue_hash=issue, reason=REASON, by=rui)
    with pytest.raises(ReasonMissing):
        overriding.decide_request(asked.pk, grant=False, by=mona)
    overriding.decide_request(asked.pk, grant=False, answer="Ask the client first.", by=mona)

    assert standing_issues(job)[0].request is None
    assert AuditEntry.objects.last().message == "Ask the client first."  # type: ignore[union-attr] # there are some
    with pytest.raises(TransitionRefused, match="was decided"):
        overriding.decide_request(asked.pk, grant=True, by=mona)
    overriding.ask_manager(job.job_id, issue_hash=issue, reason=REASON, by=rui)
    with pytest.raises(TransitionRefused, match="changed since you looked"):
        overriding.ask_manager(job.job_id, issue_hash=issue, reason=REASON, by=rui)


def test_a_manager_overrides_all_at_once_and_closes_what_was_asked(rui: User, mona: User) -> None:
    job = stopped(CRITICAL_ISSUE, MANAGERS_ONLY)
    overriding.ask_manager(job.job_id, issue_hash=hashes(job)[1], reason=REASON, by=rui)
    job = overriding.override_validation(job.job_id, reason="It is only a draft.", by=mona)
    assert job.status == Status.GENERATING
    assert OverrideRequest.objects.get().granted is True


def test_those_without_the_right_neither_override_nor_ask_nor_decide(
    olga: User, rui: User, mona: User
) -> None:
    job = stopped(MANAGERS_ONLY)
    (issue,) = hashes(job)
    asked = overriding.ask_manager(job.job_id, issue_hash=issue, reason=REASON, by=rui)
    for refused in (
        lambda: overriding.override_validation(job.job_id, reason=REASON, by=olga),
        lambda: overriding.ask_manager(job.job_id, issue_hash=issue, reason=REASON, by=olga),
        lambda: overriding.decide_request(asked.pk, grant=True, by=olga),
        lambda: overriding.go_on(job.job_id, by=olga),
    ):
        with pytest.raises(PermissionRefused):
            refused()
    with pytest.raises(JobNotFound):
        overriding.decide_request(0, grant=True, by=mona)


@given(st.text(alphabet="a \n", max_size=60) | st.sampled_from(["abababababab", "AaAaAaAaAaAa"]))
def test_held_down_keys_are_no_reason(text: str) -> None:
    with pytest.raises(ReasonMissing):
        checked_override_reason(text)


def test_a_kind_of_reason_that_is_not_offered_is_refused(rui: User) -> None:
    OverrideReason.objects.filter(code="is_a_draft").update(is_offered=False)
    for code in ("is_a_draft", "no_such_code"):
        with pytest.raises(ReasonMissing, match="offered kinds"):
            checked_override_reason(REASON, code=code)
    assert checked_override_reason(REASON, code="client_agreed").code == "client_agreed"


def test_asks_the_database_as_often_for_many_issues_as_for_few(
    django_assert_num_queries: Any,
) -> None:
    many = [SECOND | {"layer_id": str(number)} for number in range(30)]
    for job in (stopped(), stopped(*many)):
        with django_assert_num_queries(2):
            standing_issues(job)


def test_what_a_rule_set_leaves_to_managers_is_asked_for_and_its_version_is_kept(
    rui: User, mona: User, ada: User
) -> None:
    codes = ["aspect_ratio_mismatch", "upscaled_too_far"]
    version = RuleSetVersion(client_name="Northside FC", note="Ask first", managers_only=codes)
    rule_sets.let_hold(rule_sets.keep(version, by=ada).pk, by=ada)
    wide = make_template(make_image_placeholder(2, height=300.0))
    job = make_job(status=Status.AWAITING_REVIEW, stage1_results=make_results(template=wide))
    matches = [{"layer_id": "3", "placeholder_id": "11:2"}]
    job = reviewing.approve_matches(job.job_id, matches=matches, by=rui)

    (one,) = standing_issues(job)
    with pytest.raises(PermissionRefused, match="Only managers"):
        overriding.override_validation(job.job_id, reason=REASON, by=rui)
    asked = overriding.ask_manager(job.job_id, issue_hash=one.issue_hash, reason=REASON, by=rui)
    assert overriding.decide_request(asked.pk, grant=True, by=mona).status == Status.GENERATING

    kept = Override.objects.get().entry.data
    assert kept["rule_version"] == "client Northside FC, version 1"
    assert (kept["issue"]["code"], kept["threshold"]) == ("aspect_ratio_mismatch", 0.1)
