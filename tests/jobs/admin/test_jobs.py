"""Jobs at the desk: details are edited, steps go through the workflow, history stays."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jobs.auditing import verify_chain
from jobs.models import AuditEntry, Job
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.admin.conftest import Desk, said

pytestmark = pytest.mark.django_db

LIST = "/admin/jobs/job/"
DETAILS = {"client_name": "Südkurve", "project_name": "Cup", "priority": "high", "notes": "soon"}
REASON = "The client asked for exactly this."


def change(job: Job) -> str:
    return reverse("admin:jobs_job_change", args=[job.pk])


def step(job: Job, name: str) -> str:
    return reverse("admin:jobs_job_step", args=[job.job_id, name])


def now(job: Job) -> Job:
    found: Job = Job.objects.get(pk=job.pk)
    return found


def take_action(desk: Desk, user: User, action: str, *jobs: Job, **more: str) -> str:
    """Post the list's action form; returns what the desk said."""
    data: dict[str, Any] = {"action": action, "_selected_action": [job.pk for job in jobs], **more}
    return said(desk(user).post(LIST, data, follow=True).content.decode())


def test_the_list_shows_and_filters_jobs(desk: Desk, olga: User) -> None:
    job = make_job(status=Status.AWAITING_REVIEW, client_name="Südkurve")
    other = make_job()

    for query in ("", "?current_stage=2", "?status=awaiting_review", f"?q={job.job_id}"):
        html = desk(olga).get(LIST + query).content.decode()
        assert job.job_id in html
        assert (other.job_id in html) == (not query)


def test_the_list_costs_the_same_however_long(
    desk: Desk, olga: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        make_job(status=Status.AWAITING_REVIEW)
    client = desk(olga)

    with django_assert_max_num_queries(12) as queries:
        client.get(LIST)

    loaded = [query["sql"] for query in queries if "stage1_results" in query["sql"]]
    assert loaded == []


@pytest.mark.parametrize("status", Status)
def test_a_job_in_any_state_can_be_looked_at(desk: Desk, olga: User, status: Status) -> None:
    answer = desk(olga).get(change(make_job(status=status)))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="status"' not in html
    assert not any(f'name="{field}"' in html for field in DOCUMENT_FIELDS)


@pytest.mark.parametrize("key", ["²", "0", "999", "x", "9" * 40])
def test_a_job_that_is_none_leads_back(desk: Desk, olga: User, key: str) -> None:
    assert desk(olga).get(f"/admin/jobs/job/{key}/change/").status_code == 302


def test_details_are_changed_and_recorded(desk: Desk, olga: User) -> None:
    job = make_job()

    desk(olga).post(change(job), DETAILS)

    stored = now(job)
    assert (stored.client_name, stored.priority, stored.notes) == ("Südkurve", "high", "soon")
    assert list(Job.objects.matching_text("SOON südkurve")) == [stored]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.username) == ("job_changed", "olga")
    assert entry.data == {
        "client_name": {"from": "Northside FC", "to": "Südkurve"},
        "project_name": {"from": "Line-ups", "to": "Cup"},
        "priority": {"from": "medium", "to": "high"},
        "notes": {"from": "", "to": "soon"},
    }
    assert verify_chain().intact


def test_the_form_changes_nothing_but_details(desk: Desk, ada: User) -> None:
    job = make_job()
    crafted = {
        "status": "completed",
        "job_id": "other",
        "archived": "on",
        "stage5_extendscript": "evil()",
        "_fsm_transition_to": "cancel",
    }

    desk(ada).post(change(job), DETAILS | crafted)

    stored = now(job)
    assert (stored.status, stored.job_id, stored.archived) == (Status.PENDING, job.job_id, False)
    assert stored.stage5_extendscript == ""
    assert [entry.action for entry in AuditEntry.objects.all()] == ["job_changed"]


@pytest.mark.parametrize(
    ("status", "name", "target"),
    [
        (Status.PENDING, "start_extraction", Status.PROCESSING),
        (Status.EXTRACTION_FAILED, "retry_extraction", Status.PROCESSING),
        (Status.GENERATION_FAILED, "retry_generation", Status.GENERATING),
        (Status.AWAITING_VALIDATION_REVIEW, "return_to_matching", Status.AWAITING_REVIEW),
        (Status.AWAITING_VALIDATION_REVIEW, "override_validation", Status.GENERATING),
        (Status.AWAITING_REVIEW, "cancel", Status.CANCELLED),
    ],
)
def test_a_step_is_taken_by_those_who_may_alone(
    desk: Desk, ada: User, sven: User, status: Status, name: str, target: Status
) -> None:
    job = make_job(status=status)

    refused = desk(sven).post(step(job, name), {"reason": REASON}, follow=True)
    assert said(refused.content.decode()) == "You do not have the right to do this."
    assert now(job).status == status
    assert not AuditEntry.objects.exists()
    taken = desk(ada).post(step(job, name), {"reason": REASON}, follow=True)
    assert said(taken.content.decode()) == "Done."
    assert now(job).status == target
    assert {entry.username for entry in AuditEntry.objects.all()} == {"ada"}


@pytest.mark.parametrize("name", ["cancel", "complete_generation", "save", "__init__"])
def test_a_crafted_transition_is_not_taken(desk: Desk, sven: User, name: str) -> None:
    job = make_job(status=Status.GENERATING)

    desk(sven).post(change(job), DETAILS | {"_fsm_transition_to": name, "reason": REASON})
    desk(sven).post(step(job, name), {"reason": REASON, "script": "evil()"})

    assert now(job).status == Status.GENERATING
    assert [entry.action for entry in AuditEntry.objects.all()] == ["job_changed"]


@pytest.mark.parametrize("name", ["complete_generation", "mark_downloaded", "save", "__init__"])
def test_even_a_superuser_takes_only_steps_of_people(desk: Desk, ada: User, name: str) -> None:
    job = make_job(status=Status.GENERATING)

    answer = desk(ada).post(step(job, name), follow=True)

    assert said(answer.content.decode()) == f"“{name}” is not a step to take here."
    assert now(job).status == Status.GENERATING


@pytest.mark.parametrize(("name", "reason"), [("cancel", " "), ("override_validation", "short")])
def test_a_step_that_needs_a_reason_is_not_taken_without(
    desk: Desk, ada: User, name: str, reason: str
) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)

    answer = desk(ada).post(step(job, name), {"reason": reason}, follow=True)

    assert "reason" in said(answer.content.decode())
    assert now(job).status == Status.AWAITING_VALIDATION_REVIEW


@pytest.mark.parametrize("job_id", ["a%00b", "a%20b", "x" * 51])
def test_a_step_of_what_can_be_no_job_is_nowhere(desk: Desk, ada: User, job_id: str) -> None:
    path = f"/admin/jobs/job/{job_id}/step/cancel"
    answer = desk(ada).post(path, {"reason": REASON}, follow=True)

    assert "Done" not in said(answer.content.decode())
    assert not AuditEntry.objects.exists()


def test_a_step_in_the_wrong_state_is_refused_with_the_sentence(desk: Desk, ada: User) -> None:
    job = make_job(status=Status.AWAITING_REVIEW)

    answer = desk(ada).post(step(job, "start_extraction"), follow=True)

    words = said(answer.content.decode())
    assert words == "Invalid transition from stage 2 to 1: the job is “Needs match review”."
    assert now(job).status == Status.AWAITING_REVIEW


def test_a_step_is_taken_by_post_and_by_those_who_see_jobs(desk: Desk, ada: User) -> None:
    job = make_job()
    blind = User.objects.create_user("blind", is_staff=True)

    assert desk(ada).get(step(job, "cancel")).status_code == 405
    assert desk(blind).post(step(job, "cancel")).status_code == 403
    assert now(job).status == Status.PENDING


def test_the_page_offers_the_steps_that_can_be_taken(desk: Desk, olga: User, sven: User) -> None:
    job = make_job(status=Status.EXTRACTION_FAILED)

    html = desk(olga).get(change(job)).content.decode()

    assert step(job, "retry_extraction") in html
    assert step(job, "cancel") in html
    assert step(job, "override_validation") not in html
    assert "/step/" not in desk(sven).get(change(job)).content.decode()


def test_actions_tell_what_was_done_and_what_was_not(desk: Desk, olga: User) -> None:
    waiting, ended = make_job(), make_job(status=Status.COMPLETED)

    words = take_action(desk, olga, "start", waiting, ended)

    assert "1 done." in words
    assert f"({ended.job_id}): Invalid transition from stage 6 to 1" in words
    assert now(waiting).status == Status.PROCESSING


def test_many_are_cancelled_for_one_reason(desk: Desk, olga: User) -> None:
    jobs = make_job(), make_job(status=Status.AWAITING_REVIEW)

    assert "Please give a reason." in take_action(desk, olga, "cancel", *jobs)
    assert not AuditEntry.objects.exists()
    assert "2 done." in take_action(desk, olga, "cancel", *jobs, reason="Sent twice")
    assert {now(job).status for job in jobs} == {Status.CANCELLED}
    assert {entry.message for entry in AuditEntry.objects.all()} == {"Sent twice"}


def test_failed_ones_are_tried_again_and_ended_ones_archived(desk: Desk, olga: User) -> None:
    failed, ended = make_job(status=Status.GENERATION_FAILED), make_job(status=Status.CANCELLED)

    take_action(desk, olga, "retry", failed)
    take_action(desk, olga, "archive", ended, failed)

    assert now(failed).status == Status.GENERATING
    assert (now(ended).archived, now(failed).archived) == (True, False)


@pytest.mark.parametrize("action", ["start", "retry", "cancel"])
def test_actions_are_for_those_who_may(desk: Desk, sven: User, action: str) -> None:
    job = make_job(status=Status.EXTRACTION_FAILED if action == "retry" else Status.PENDING)

    take_action(desk, sven, action, job, reason=REASON)

    assert now(job).status == job.status
    assert not AuditEntry.objects.exists()


def test_nobody_adds_or_deletes_a_job(desk: Desk, ada: User) -> None:
    job = make_job()

    assert desk(ada).get(LIST + "add/").status_code == 403
    assert desk(ada).post(f"/admin/jobs/job/{job.pk}/delete/", {"post": "yes"}).status_code == 403
    take_action(desk, ada, "delete_selected", job, post="yes")
    assert Job.objects.filter(pk=job.pk).exists()


def test_names_from_files_are_shown_and_not_run(desk: Desk, olga: User) -> None:
    name = "<script>alert(1)</script>"
    job = make_job(client_name=name, notes=name, error=name)
    take_action(desk, olga, "cancel", job, reason=name)

    for path in (LIST, change(job)):
        assert name not in desk(olga).get(path).content.decode()


def test_the_page_shows_stages_documents_and_ways_on(desk: Desk, olga: User) -> None:
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)

    html = desk(olga).get(change(job)).content.decode()

    assert 'aria-current="step"' in html
    assert "<summary>Photoshop file</summary>" in html
    assert "&quot;BEN FORMAN&quot;" in html
    assert "aspect_ratio_mismatch" in html
    assert f"/batches/{job.batch_id}" in html
    assert f"/validate/{job.job_id}" in html
