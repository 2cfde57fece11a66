"""The state machine: the contract's table, whoever tries and in whatever order."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs import workflow
from jobs.auditing import verify_chain
from jobs.models import AuditEntry, Job
from jobs.statuses import STAGE_OF, Status
from jobs.workflow import JobNotFound, PermissionRefused, TransitionRefused
from tests.factories import CRITICAL_ISSUE, make_job, make_results

pytestmark = pytest.mark.django_db

S = Status
OPEN = [status for status in Status if status not in (S.COMPLETED, S.CANCELLED)]
TABLE: dict[str, dict[Status, Status]] = {
    "start_extraction": {S.PENDING: S.PROCESSING},
    "complete_extraction": {S.PROCESSING: S.AWAITING_REVIEW},
    "fail_extraction": {S.PROCESSING: S.EXTRACTION_FAILED},
    "retry_extraction": {S.EXTRACTION_FAILED: S.PROCESSING},
    "approve_matches": {S.AWAITING_REVIEW: S.VALIDATING},
    "require_validation_review": {S.VALIDATING: S.AWAITING_VALIDATION_REVIEW},
    "pass_validation": {S.VALIDATING: S.GENERATING},
    "return_to_matching": {S.AWAITING_VALIDATION_REVIEW: S.AWAITING_REVIEW},
    "override_validation": {S.AWAITING_VALIDATION_REVIEW: S.GENERATING},
    "complete_generation": {S.GENERATING: S.AWAITING_DOWNLOAD},
    "fail_generation": {S.GENERATING: S.GENERATION_FAILED},
    "retry_generation": {S.GENERATION_FAILED: S.GENERATING},
    "regenerate": {S.AWAITING_DOWNLOAD: S.GENERATING},
    "mark_downloaded": {S.AWAITING_DOWNLOAD: S.COMPLETED},
    "cancel": dict.fromkeys(OPEN, S.CANCELLED),
}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "complete_extraction": {"results": make_results()},
    "fail_extraction": {"error": "The file is damaged."},
    "approve_matches": {"matches": make_results()["matches"]},
    "override_validation": {"reason": "The client wants it so."},
    "complete_generation": {"script": "var a;", "changes": [], "package": "packages/a.zip"},
    "fail_generation": {"error": "No room."},
}
SYSTEM_ONLY = {
    "complete_extraction",
    "fail_extraction",
    "require_validation_review",
    "pass_validation",
    "complete_generation",
    "fail_generation",
}
SYSTEM_TOO = SYSTEM_ONLY | {"start_extraction", "mark_downloaded"}
BY_GROUP = {
    "coordinators": {"start_extraction", "retry_extraction", "retry_generation", "cancel"},
    "reviewers": {
        "approve_matches",
        "return_to_matching",
        "override_validation",
        "regenerate",
        "mark_downloaded",
    },
    "managers": {"override_validation", "regenerate", "mark_downloaded", "cancel"},
}


def validated(job: Job, name: str) -> Job:
    """Give a job under validation the report that the step asks for."""
    issues = [CRITICAL_ISSUE] if name == "require_validation_review" else []
    report = {"valid": not issues, "critical_issues": issues, "warnings": [], "info": []}
    Job.objects.filter(pk=job.pk, status=S.VALIDATING).update(stage3_validation_results=report)
    return job


def taker(name: str, ada: User) -> User | None:
    return None if name in SYSTEM_ONLY else ada


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("name", TABLE)
def test_every_step_is_taken_from_its_own_states_only(name: str, status: Status, ada: User) -> None:
    job = validated(make_job(status=status), name)
    before = AuditEntry.objects.count()
    target = TABLE[name].get(status)

    if target is None:
        with pytest.raises(TransitionRefused, match=r"Invalid transition from stage \d to \d"):
            workflow.advance(job.job_id, name, by=taker(name, ada), **ARGUMENTS.get(name, {}))
    else:
        workflow.advance(job.job_id, name, by=taker(name, ada), **ARGUMENTS.get(name, {}))

    stored = Job.objects.get(pk=job.pk)
    assert stored.status == (target or status)
    assert AuditEntry.objects.count() == before + (target is not None)


def test_the_table_is_all_there_is() -> None:
    declared: dict[str, dict[str, str]] = {}
    for found in Job().get_all_status_transitions():
        declared.setdefault(found.name, {})[found.source] = found.target

    assert declared == {
        name: {source.value: target.value for source, target in moves.items()}
        for name, moves in TABLE.items()
    }


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("group", [*BY_GROUP, "nobody", "system"])
def test_every_step_is_taken_by_those_with_the_right_only(
    name: str, group: str, request: pytest.FixtureRequest
) -> None:
    cast = {"coordinators": "olga", "reviewers": "rui", "managers": "mona", "nobody": "nina"}
    by = None if group == "system" else request.getfixturevalue(cast[group])
    allowed = name in (SYSTEM_TOO if group == "system" else BY_GROUP.get(group, set()))
    job = validated(make_job(status=next(iter(TABLE[name]))), name)

    if allowed:
        workflow.advance(job.job_id, name, by=by, **ARGUMENTS.get(name, {}))
    else:
        with pytest.raises(PermissionRefused, match="do not have the right"):
            workflow.advance(job.job_id, name, by=by, **ARGUMENTS.get(name, {}))

    assert (Job.objects.get(pk=job.pk).status != job.status) is allowed


def test_a_superuser_can_not_take_the_systems_steps(ada: User) -> None:
    job = make_job(status=S.PROCESSING)

    with pytest.raises(PermissionRefused):
        workflow.advance(job.job_id, "complete_extraction", by=ada, results=make_results())


STEPS = st.lists(
    st.tuples(st.sampled_from([*TABLE, "delete", "save", "__init__"]), st.integers(0, 5)),
    max_size=25,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_no_sequence_of_calls_by_anyone_leaves_the_table(
    steps: list[tuple[str, int]],
    olga: User,
    rui: User,
    mona: User,
    ada: User,
    nina: User,
) -> None:
    people = [None, olga, rui, mona, ada, nina]
    with transaction.atomic():
        job = make_job()
        for name, person in steps:
            entries = AuditEntry.objects.count()
            before = Status(Job.objects.get(pk=job.pk).status)
            validated(job, name)
            try:
                workflow.advance(job.job_id, name, by=people[person], **ARGUMENTS.get(name, {}))
            except TransitionRefused:
                taken = False
            else:
                taken = True
            after = Job.objects.get(pk=job.pk)
            assert after.status == (TABLE[name][before] if taken else before)
            assert after.current_stage == STAGE_OF[Status(after.status)]
            assert AuditEntry.objects.count() == entries + taken
        assert verify_chain().intact
        transaction.set_rollback(True)


def test_a_step_sets_its_stages_time_and_person(rui: User) -> None:
    job = make_job(status=S.AWAITING_REVIEW)

    job = workflow.advance(job.job_id, "approve_matches", by=rui, matches=make_results()["matches"])

    assert job.stage2_completed_at is not None
    assert job.stage2_completed_by == rui


def test_a_skipped_stage_4_is_complete_and_marked() -> None:
    job = validated(make_job(status=S.VALIDATING), "pass_validation")

    job = workflow.advance(job.job_id, "pass_validation", by=None)

    assert job.stage4_skipped
    assert job.stage4_completed_at is not None
    assert job.stage3_completed_at is not None


def test_critical_issues_can_not_pass_by_themselves() -> None:
    job = validated(make_job(status=S.VALIDATING), "require_validation_review")

    with pytest.raises(TransitionRefused, match="decide on 1 critical issue"):
        workflow.advance(job.job_id, "pass_validation", by=None)


def test_nothing_passes_that_was_not_validated() -> None:
    job = make_job(status=S.VALIDATING)

    with pytest.raises(TransitionRefused, match="Validation has not run"):
        workflow.advance(job.job_id, "pass_validation", by=None)


def test_returning_keeps_what_validation_found_and_no_override(rui: User) -> None:
    job = make_job(status=S.AWAITING_VALIDATION_REVIEW)
    found = job.stage3_validation_results

    job = workflow.advance(job.job_id, "return_to_matching", by=rui)

    assert job.stage3_validation_results == found
    assert job.stage4_override_reason == ""
    assert job.stage2_completed_at is None


def test_the_status_can_not_be_assigned() -> None:
    job = make_job()

    with pytest.raises(AttributeError):
        job.status = S.COMPLETED.value


def test_the_database_knows_no_other_status() -> None:
    job = make_job()

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(status="nearly_done")


def test_a_failure_while_recording_takes_the_step_back(olga: User) -> None:
    job = make_job()

    with pytest.raises(TypeError), transaction.atomic():
        workflow.advance(
            job.job_id,
            "start_extraction",
            by=olga,
            note=workflow.Record("not JSON", {"what": object()}),
        )

    assert Job.objects.get(pk=job.pk).status == S.PENDING
    assert AuditEntry.objects.count() == 0


def test_an_unknown_job_is_not_found(olga: User) -> None:
    with pytest.raises(JobNotFound, match="no-such-job"):
        workflow.advance("no-such-job", "start_extraction", by=olga)


def test_pages_offer_only_what_would_be_accepted(rui: User, olga: User) -> None:
    job = make_job(status=S.AWAITING_REVIEW)

    assert list(workflow.available_steps(job, by=rui)) == ["approve_matches"]
    assert list(workflow.available_steps(job, by=olga)) == ["cancel"]
