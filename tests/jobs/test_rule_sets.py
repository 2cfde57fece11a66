"""Rule sets: which holds for a job, what a new version would have done, what is never changed."""

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import DjangoAssertNumQueries

from extraction import Box
from jobs import rule_sets
from jobs.models import AuditEntry, Job, RuleSetVersion
from jobs.rule_sets import RuleSetRefused
from jobs.statuses import Status
from jobs.validating import run_validation
from tests.factories import make_job, make_layer, make_psd, make_results, make_text_layer
from validation import AppliedRules

pytestmark = pytest.mark.django_db


def kept(by: User, **data: object) -> RuleSetVersion:
    return rule_sets.keep(RuleSetVersion(**{"note": "for a test"} | data), by=by)


def held(by: User, **data: object) -> RuleSetVersion:
    return rule_sets.let_hold(kept(by, **data).pk, by=by)


def test_the_closest_version_holds_template_before_client_before_all(
    olga: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    job = make_job(client_name="Northside FC")
    assert rule_sets.holding_for(job).applied.version == 0
    for scope, name in (
        ({}, "all"),
        ({"client_name": "Northside FC"}, "client Northside FC"),
        ({"template_name": "x.template"}, "template x.template"),
        (
            {"client_name": "Northside FC", "template_name": "x.template"},
            "client Northside FC, template x.template",
        ),
    ):
        held(olga, **scope)
        held(olga, client_name="Others", template_name=scope.get("template_name", ""))
        with django_assert_num_queries(1):
            assert rule_sets.holding_for(job).applied == AppliedRules(name, 1)


def test_a_draft_holds_for_nobody_and_a_withdrawn_version_no_more(olga: User) -> None:
    job = make_job()
    draft = kept(olga)
    assert rule_sets.holding_for(job).applied.version == 0
    rule_sets.let_hold(draft.pk, by=olga)
    newer = held(olga, limits={"aspect": 0.5})
    assert rule_sets.holding_for(job).limits.aspect == 0.5
    assert newer.version == 2
    assert not RuleSetVersion.objects.get(pk=draft.pk).holds
    rule_sets.withdraw(newer.pk, by=olga)
    assert rule_sets.holding_for(job).applied.version == 0


def test_what_has_held_never_changes_and_every_change_is_in_the_log(olga: User) -> None:
    version = kept(olga, limits={"aspect": 0.2})
    version.limits = {"aspect": 0.3}
    rule_sets.keep(version, by=olga)
    rule_sets.let_hold(version.pk, by=olga)
    version.refresh_from_db()
    version.limits = {"aspect": 0.9}
    with pytest.raises(RuleSetRefused, match="make a new one"):
        rule_sets.keep(version, by=olga)
    with pytest.raises(RuleSetRefused, match="already"):
        rule_sets.let_hold(version.pk, by=olga)
    rule_sets.withdraw(version.pk, by=olga)
    with pytest.raises(RuleSetRefused, match="does not hold"):
        rule_sets.withdraw(version.pk, by=olga)
    told = AuditEntry.objects.filter(action__startswith="rule_set_", username="olga")
    assert [(one.action, one.data["limits"]) for one in told] == [
        ("rule_set_kept", {"aspect": 0.2}),
        ("rule_set_kept", {"aspect": 0.3}),
        ("rule_set_holds", {"aspect": 0.3}),
        ("rule_set_withdrawn", {"aspect": 0.3}),
    ]


def test_a_report_keeps_the_version_it_went_by(olga: User) -> None:
    held(olga, off=["upscaled"], managers_only=["aspect_ratio_mismatch"])
    job = run_validation(distorted(Status.VALIDATING))
    report = job.stage3_validation_results or {}
    assert report["rule_set"] == {"scope": "all", "version": 1}
    assert [one["managers_only"] for one in report["critical_issues"]] == [True]


def distorted(status: Status = Status.COMPLETED, *, width: int = 1200) -> Job:
    """A job whose picture is as high as its place and `width` wide; 1000 would fit."""
    picture = make_layer("3", name="cutout", bbox=Box(0, 0, width, 1100))
    psd = make_psd(make_text_layer(), picture, width=width, height=1500)
    return make_job(status=status, stage1_results=make_results(psd))


def test_a_version_is_tried_on_past_jobs_before_it_holds(olga: User) -> None:
    slightly, far = distorted(width=1080), distorted(width=1300)
    fine = distorted(width=1000)
    stricter = rule_sets.tried(kept(olga, limits={"aspect": 0.05}))
    assert (stricter.tried, stricter.reviewed_before, stricter.reviewed_after) == (3, 1, 2)
    assert [(one.job_id, one.codes) for one in stricter.more] == [
        (slightly.job_id, ("aspect_ratio_mismatch",))
    ]
    looser = rule_sets.tried(kept(olga, off=["aspect_ratio_mismatch"]))
    assert [one.job_id for one in looser.fewer] == [far.job_id]
    assert rule_sets.tried(kept(olga, off=["upscaled"]), jobs=1).tried == 1
    assert Job.objects.get(pk=fine.pk).status == Status.COMPLETED


def test_a_trial_leaves_out_jobs_of_others_and_of_closer_rule_sets(olga: User) -> None:
    distorted()
    assert rule_sets.tried(kept(olga, client_name="Others")).tried == 0
    assert rule_sets.tried(kept(olga, template_name="x.template")).tried == 1
    held(olga, client_name="Northside FC")
    assert rule_sets.tried(kept(olga)).tried == 0
