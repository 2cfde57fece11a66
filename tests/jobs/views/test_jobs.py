"""Retry, cancel and pictures."""

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jobs.models import AuditEntry
from jobs.statuses import Status
from tests.factories import make_job, make_stored_file
from tests.jobs.views.conftest import As


def test_retry_starts_a_failed_job_again_and_goes_back(
    queue: str, olga: User, signed_in: As
) -> None:
    job = make_job(job_id="one", status=Status.EXTRACTION_FAILED, error="broken")
    answer = signed_in(olga).post("/jobs/one/retry", {"next": "/dashboard?stage=1"})
    assert answer["Location"] == "/dashboard?stage=1"
    job.refresh_from_db()
    assert job.status == Status.PROCESSING


def test_retry_of_what_did_not_fail_says_so(olga: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.COMPLETED)
    answer = signed_in(olga).post("/jobs/one/retry", follow=True)
    assert "Nothing failed" in answer.content.decode()


def test_never_goes_back_to_a_strangers_site(olga: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.PENDING)
    post = {"reason": "double", "next": "https://elsewhere.example/"}
    answer = signed_in(olga).post("/jobs/one/cancel", post)
    assert answer["Location"] == "/preview/one"


def test_cancel_ends_the_job_and_keeps_the_reason(olga: User, signed_in: As) -> None:
    job = make_job(job_id="one", status=Status.AWAITING_REVIEW)
    signed_in(olga).post("/jobs/one/cancel", {"reason": "sent twice"})
    job.refresh_from_db()
    assert job.status == Status.CANCELLED
    entry = AuditEntry.objects.get(action="job_cancelled")
    assert (entry.username, entry.message) == ("olga", "sent twice")


def test_cancel_without_a_reason_changes_nothing(olga: User, signed_in: As) -> None:
    job = make_job(job_id="one", status=Status.AWAITING_REVIEW)
    answer = signed_in(olga).post("/jobs/one/cancel", {"reason": "  "}, follow=True)
    assert "Please give a reason." in answer.content.decode()
    job.refresh_from_db()
    assert job.status == Status.AWAITING_REVIEW


@pytest.mark.parametrize("page", ["/jobs/one/retry", "/jobs/one/cancel"])
def test_a_link_changes_nothing(page: str, olga: User, signed_in: As) -> None:
    make_job(job_id="one")
    assert signed_in(olga).get(page).status_code == 405


@pytest.mark.parametrize("page", ["/jobs/none/retry", "/jobs/none/cancel"])
def test_an_unknown_job_is_not_found(page: str, olga: User, signed_in: As) -> None:
    assert signed_in(olga).post(page, {"reason": "gone"}).status_code == 404


def test_serves_a_layers_picture_to_those_who_may_see_the_job(rui: User, signed_in: As) -> None:
    psd = make_stored_file("psd", b"card")
    default_storage.save(f"pictures/{psd.sha256}/layer-0.png", ContentFile(b"\x89PNG pixels"))
    psd.pictures = {"canvas": None, "layers": {"3": "layer-0.png"}}
    psd.save()
    make_job(job_id="one", status=Status.AWAITING_REVIEW, psd_file=psd)
    answer = signed_in(rui).get("/jobs/one/pictures/3")
    assert answer.getvalue() == b"\x89PNG pixels"
    assert answer["Content-Type"] == "image/png"
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["canvas", "2", "..", "layer-0.png", "%2e%2e%2fsecret"])
def test_serves_nothing_but_the_jobs_own_pictures(name: str, rui: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.AWAITING_REVIEW)
    assert signed_in(rui).get(f"/jobs/one/pictures/{name}").status_code == 404


def test_a_completed_job_is_corrected_from_its_page_which_leads_there_and_back(
    rui: User, signed_in: As
) -> None:
    make_job(job_id="card-01", status=Status.COMPLETED)
    browser = signed_in(rui)
    assert "Correct it in a new revision" in browser.get("/preview/card-01").content.decode()
    answer = browser.post("/jobs/card-01/revise")
    assert answer["Location"] == "/preview/card-01-r2"
    new = browser.get("/preview/card-01-r2").content.decode()
    assert 'href="/preview/card-01"' in new
    assert "revision 2" in new
    assert 'href="/preview/card-01-r2"' in browser.get("/preview/card-01").content.decode()


def test_a_job_that_is_not_completed_is_not_corrected(rui: User, signed_in: As) -> None:
    make_job(job_id="card-01", status=Status.AWAITING_DOWNLOAD)
    page = signed_in(rui).post("/jobs/card-01/revise", follow=True).content.decode()
    assert "Only a completed job can be corrected" in page
    assert "Correct it in a new revision" not in page


def test_a_script_is_generated_again_as_long_as_nobody_took_it(rui: User, signed_in: As) -> None:
    job = make_job(job_id="one", status=Status.AWAITING_DOWNLOAD)
    client = signed_in(rui)
    assert "/jobs/one/regenerate" in client.get("/preview/one").content.decode()

    answer = client.post("/jobs/one/regenerate")

    assert answer["Location"] == "/preview/one"
    job.refresh_from_db()
    assert job.status == Status.GENERATING
    entry = AuditEntry.objects.get(action="generation_restarted")
    assert (entry.job_key, entry.username) == ("one", "rui")


def test_what_was_downloaded_is_not_generated_again(rui: User, signed_in: As) -> None:
    job = make_job(job_id="one", status=Status.COMPLETED)
    client = signed_in(rui)
    assert "/jobs/one/regenerate" not in client.get("/preview/one").content.decode()
    client.post("/jobs/one/regenerate")

    job.refresh_from_db()
    assert job.status == Status.COMPLETED
