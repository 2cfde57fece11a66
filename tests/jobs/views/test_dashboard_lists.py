"""Many jobs at once, and saved views: permission-checked, recorded, refusals in plain words."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from jobs.models import AuditEntry, Job, SavedFilter
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.views.conftest import As


def change(browser: Any, action: str, *jobs: str, **more: str) -> str:
    """Post it and return the page that follows."""
    data = {"action": action, "job": jobs, "next": "/dashboard?stage=1", **more}
    answer = browser.post("/dashboard/jobs", data, follow=True)
    assert answer.redirect_chain[-1][0] == "/dashboard?stage=1"
    html: str = answer.content.decode()
    return html


def test_retries_what_failed_and_says_what_was_refused(
    olga: User, signed_in: As, queue: str
) -> None:
    for name in ("one", "two"):
        make_job(job_id=name, status=Status.EXTRACTION_FAILED)
    make_job(job_id="fine", status=Status.AWAITING_REVIEW)
    html = change(signed_in(olga), "retry", "one", "two", "fine", "nowhere")
    assert "2 jobs started again." in html
    assert "1 job left as before (fine): Nothing failed: the job is “Needs match review”." in html
    assert "1 job left as before (nowhere): There is no job “nowhere”." in html
    assert {entry.job_key for entry in AuditEntry.objects.all()} == {"one", "two"}


def test_cancels_for_a_reason(olga: User, signed_in: As) -> None:
    make_job(job_id="one")
    assert "Please give a reason." in change(signed_in(olga), "cancel", "one")
    assert "1 job cancelled." in change(signed_in(olga), "cancel", "one", reason="Not wanted")
    assert Job.objects.get().status == Status.CANCELLED
    assert AuditEntry.objects.get().message == "Not wanted"


def test_gives_another_priority_and_records_it(olga: User, signed_in: As) -> None:
    make_job(job_id="one")
    make_job(job_id="ended", status=Status.COMPLETED)
    html = change(signed_in(olga), "prioritise", "one", "ended", priority="high")
    assert "1 job left as before (ended): The job is “Completed”." in html
    assert Job.objects.get(job_id="one").priority == "high"
    assert AuditEntry.objects.get().data == {"priority": {"from": "medium", "to": "high"}}


def test_assigns_to_a_reviewer_who_alone_is_offered_the_job(
    olga: User, rui: User, ada: User, signed_in: As
) -> None:
    make_job(job_id="one", status=Status.AWAITING_REVIEW)
    change(signed_in(olga), "assign", "one", person="rui")
    assert AuditEntry.objects.get().message == "Assigned to rui"
    assert "for rui" in signed_in(olga).get("/dashboard").content.decode()
    assert "/review-matching/one" not in signed_in(ada).get("/review-matching", follow=True).request
    assert signed_in(ada).get("/review-matching")["Location"] == "/dashboard"
    assert signed_in(rui).get("/review-matching")["Location"] == "/review-matching/one"


def test_assigns_to_nobody_who_does_not_review(olga: User, nina: User, signed_in: As) -> None:
    make_job(job_id="one")
    assert "nina does not review matches." in change(
        signed_in(olga), "assign", "one", person="nina"
    )
    assert Job.objects.get().assigned_to is None


def test_archives_what_has_ended(olga: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.COMPLETED)
    make_job(job_id="two")
    html = change(signed_in(olga), "archive", "one", "two")
    assert "1 job archived." in html
    assert "Only a job that has ended can be archived." in html
    assert set(Job.objects.filter(archived=True).values_list("job_id", flat=True)) == {"one"}


@pytest.mark.parametrize("action", ["start", "retry", "cancel", "prioritise", "assign", "archive"])
def test_who_has_no_right_changes_nothing(action: str, rui: User, signed_in: As) -> None:
    job = make_job(job_id="one")
    data = {"action": action, "job": "one", "reason": "because", "priority": "high"}
    assert signed_in(rui).post("/dashboard/jobs", data).status_code == 403
    assert Job.objects.filter(pk=job.pk, status=Status.PENDING, priority="medium").exists()
    assert not AuditEntry.objects.exists()


def test_reviewers_are_offered_nothing_to_do_with_many(rui: User, signed_in: As) -> None:
    make_job()
    assert 'form="bulk"' not in signed_in(rui).get("/dashboard").content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"action": "retry"}, "Choose some jobs first."),
        ({"action": "evil", "job": "one"}, "Choose what is to be done with the jobs."),
        ({"action": "retry", "job": [str(n) for n in range(501)]}, "Choose at most 500 jobs"),
        ({"action": "retry", "job": "a\0b"}, "Choose some jobs first."),
        ({"action": "assign", "job": "one", "person": "nobody"}, "Choose what is to be done"),
    ],
)
def test_what_makes_no_sense_is_said(
    sent: dict[str, Any], words: str, olga: User, signed_in: As
) -> None:
    html = signed_in(olga).post("/dashboard/jobs", sent, follow=True).content.decode()
    assert words in html


def test_a_view_is_saved_found_again_and_forgotten_by_its_person_alone(
    olga: User, ada: User, signed_in: As
) -> None:
    browser = signed_in(olga)
    sent = {"name": "North", "query": "client=North&evil=1&view=board&sort=waiting&stage=0"}
    address = "/dashboard?stage=0&client=North&sort=waiting&view=board"
    assert browser.post("/dashboard/views", sent)["Location"] == address
    (kept,) = SavedFilter.objects.all()
    assert "North</a>" in browser.get("/dashboard").content.decode()
    signed_in(ada).post(f"/dashboard/views/{kept.pk}/forget")
    assert SavedFilter.objects.exists()
    browser.post(f"/dashboard/views/{kept.pk}/forget")
    assert not SavedFilter.objects.exists()
