"""A batch's page: progress, pace, failures, what can be done with it; constant queries."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.batch_progress import progress_of
from jobs.models import AuditEntry, BatchPackage
from jobs.statuses import Status
from tests.factories import make_batch, make_job
from tests.jobs.views.conftest import As


def test_tells_what_is_ready_and_what_failed_and_why(olga: User, signed_in: As) -> None:
    batch = make_batch(name="saturday.csv")
    make_job(batch=batch, status=Status.COMPLETED)
    make_job(batch=batch, status=Status.AWAITING_DOWNLOAD)
    make_job(batch=batch, status=Status.CANCELLED)
    make_job(batch=batch, status=Status.EXTRACTION_FAILED, error="The file is <b>damaged</b>.")
    make_job(batch=batch, job_id="waiting")
    make_job(job_id="other")
    html = signed_in(olga).get(f"/batches/{batch.pk}").content.decode()
    assert "2 of 4 jobs ready" in html
    assert 'value="50"' in html
    assert "The file is &lt;b&gt;damaged&lt;/b&gt;." in html
    assert "Start again what failed (1)" in html
    assert "Start 1 waiting" in html
    assert "waiting" in html
    assert "other" not in html


@pytest.mark.parametrize("page", ["/batches/{}", "/dashboard?batch={}", "/dashboard?view=board"])
def test_every_button_belongs_to_a_form_of_its_page(page: str, ada: User, signed_in: As) -> None:
    job = make_job(status=Status.EXTRACTION_FAILED)
    make_job(batch=job.batch, status=Status.AWAITING_DOWNLOAD)
    html = signed_in(ada).get(page.format(job.batch.pk)).content.decode()
    forms = set(re.findall(r'<form[^>]* id="([^"]+)"', html))
    assert set(re.findall(r' form="([^"]+)"', html)) <= forms


def test_tells_how_long_the_rest_takes_at_the_batchs_own_pace(db: None) -> None:
    batch, begun = make_batch(), timezone.now() - timedelta(hours=1)
    for minute in (10, 20):
        make_job(
            batch=batch,
            status=Status.AWAITING_DOWNLOAD,
            stage0_completed_at=begun,
            stage1_completed_at=begun + timedelta(minutes=minute),
            stage5_completed_at=begun + timedelta(minutes=minute + 20),
        )
    for _ in range(3):
        make_job(batch=batch, status=Status.PROCESSING, stage0_completed_at=begun)
    progress = progress_of(batch)
    assert progress.reading_takes == timedelta(minutes=30)
    assert progress.all_takes == timedelta(minutes=60)
    assert not progress.is_done


def test_tells_nothing_of_time_before_there_is_a_pace(olga: User, signed_in: As) -> None:
    batch = make_batch()
    make_job(batch=batch)
    html = signed_in(olga).get(f"/batches/{batch.pk}").content.decode()
    assert "can be told once some jobs are ready" in html
    empty = make_batch()
    assert progress_of(empty).percent == 0
    assert "This batch has no jobs." in signed_in(olga).get(f"/batches/{empty.pk}").content.decode()


def test_packs_what_is_ready_when_asked_and_then_offers_it(
    rui: User, olga: User, signed_in: As
) -> None:
    batch = make_batch()
    for _ in range(2):
        make_job(batch=batch, status=Status.AWAITING_DOWNLOAD)
    page, browser = f"/batches/{batch.pk}", signed_in(rui)
    html = browser.get(page).content.decode()
    assert "Pack 2 ready for download" in html
    assert "Start again" not in html

    html = browser.post(f"{page}/package", follow=True).content.decode()
    assert '<progress id="package-progress" max="2" value="0">' in html
    BatchPackage.objects.update(status=BatchPackage.Status.FAILED, error="The disk is <full>.")
    html = browser.get(page).content.decode()
    assert "The package was not made. The disk is &lt;full&gt;." in html
    assert "Pack 2 ready" in html
    assert "Pack 2 ready" not in signed_in(olga).get(page).content.decode()


def test_says_when_there_is_nothing_to_pack(rui: User, signed_in: As) -> None:
    batch = make_batch()
    html = signed_in(rui).post(f"/batches/{batch.pk}/package", follow=True).content.decode()
    assert "No job of this batch is ready to download." in html


def test_starts_again_what_failed(olga: User, rui: User, signed_in: As, queue: str) -> None:
    batch = make_batch()
    make_job(batch=batch, job_id="one", status=Status.EXTRACTION_FAILED)
    make_job(batch=batch, job_id="two", status=Status.GENERATION_FAILED)
    make_job(batch=batch, job_id="three", status=Status.AWAITING_REVIEW)
    assert signed_in(rui).post(f"/batches/{batch.pk}/retry").status_code == 403
    answer = signed_in(olga).post(f"/batches/{batch.pk}/retry", follow=True)
    assert answer.redirect_chain[-1][0] == f"/batches/{batch.pk}"
    assert "2 jobs started again." in answer.content.decode()
    assert {entry.job_key for entry in AuditEntry.objects.all()} == {"one", "two"}


def test_costs_the_same_however_many_jobs(olga: User, signed_in: As) -> None:
    batch, browser = make_batch(), signed_in(olga)
    make_job(batch=batch, status=Status.EXTRACTION_FAILED, error="Broken.")
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/batches/{batch.pk}")
    for status in [*Status] * 3:
        make_job(batch=batch, status=status, error="Broken.")
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/batches/{batch.pk}")
    assert len(many) == len(few)


def test_htmx_gets_the_changing_part_alone(olga: User, signed_in: As) -> None:
    batch = make_batch()
    answer = signed_in(olga).get(f"/batches/{batch.pk}", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]
