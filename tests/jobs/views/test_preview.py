"""A job's own page, in whatever state the job is."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from jobs.auditing import record
from jobs.delivering import script_name
from jobs.layout_pictures import SIDES
from jobs.statuses import Status
from jobs.storage import layout_name
from tests.factories import make_job
from tests.jobs.views.conftest import As


@pytest.mark.parametrize("status", Status)
def test_every_state_has_a_page_with_the_stages_and_the_history(
    status: Status, olga: User, signed_in: As
) -> None:
    job = make_job(job_id="one", status=status)
    with transaction.atomic():
        record("extraction_started", "Start", by=olga, job=job, stage=0)
    html = signed_in(olga).get("/preview/one").content.decode()
    assert status.label in html
    assert "Reading started" in html
    assert html.count("steps__state") == 6


def test_a_ready_job_shows_its_script_and_both_downloads(rui: User, signed_in: As) -> None:
    make_job(
        job_id="one",
        status=Status.AWAITING_DOWNLOAD,
        stage5_extendscript='var name = "</pre><script>alert(1)</script>";',
    )
    html = signed_in(rui).get("/preview/one").content.decode()
    assert "/api/job/one/download-extendscript" in html
    assert "/api/job/one/download-package" in html
    assert "&lt;/pre&gt;&lt;script&gt;" in html
    assert "<script>alert" not in html


def test_a_ready_job_says_what_its_script_changes(rui: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.AWAITING_DOWNLOAD)
    html = signed_in(rui).get("/preview/one").content.decode()
    changes = html.split("What the script changes")[1].split("</section>")[0]
    rows = re.findall(r"<td.*?>(.*?)</td>", changes, re.DOTALL)
    assert rows[:2] == ["player1fullname", "BEN FORMAN"]
    assert "The template hides this layer; it was left so." in rows[2]


def test_those_who_may_not_download_read_who_may(olga: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.AWAITING_DOWNLOAD)
    html = signed_in(olga).get("/preview/one").content.decode()
    assert "download-package" not in html
    assert "Reviewers and managers can download" in html


def test_an_overridden_job_keeps_saying_why(rui: User, signed_in: As) -> None:
    make_job(
        job_id="one",
        status=Status.COMPLETED,
        stage4_override_reason="Signed off by phone.",
        stage4_completed_by=rui,
    )
    html = signed_in(rui).get("/preview/one").content.decode()
    assert "Validation was overridden" in html
    assert "Signed off by phone." in html


def test_a_failed_job_says_why_and_offers_to_try_again(olga: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.EXTRACTION_FAILED, error="It is a PNG.")
    html = signed_in(olga).get("/preview/one").content.decode()
    assert "It is a PNG." in html
    assert "/jobs/one/retry" in html
    assert "/jobs/one/cancel" in html


def test_a_job_that_pauses_before_the_next_try_says_what_is_in_the_way(
    olga: User, signed_in: As
) -> None:
    job = make_job(status=Status.PROCESSING, error="There is no room.")
    html = signed_in(olga).get(f"/preview/{job.job_id}").content.decode()
    assert "What is in the way:</strong> There is no room. It is tried again by itself." in html


def test_an_ended_job_can_be_neither_retried_nor_cancelled(ada: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.CANCELLED)
    html = signed_in(ada).get("/preview/one").content.decode()
    assert "/jobs/one/retry" not in html
    assert "/jobs/one/cancel" not in html


def test_the_layout_of_both_sides_is_shown_once_it_was_made(rui: User, signed_in: As) -> None:
    job = make_job(job_id="one", status=Status.AWAITING_DOWNLOAD)
    client = signed_in(rui)
    assert "data-compare" not in client.get("/preview/one").content.decode()
    for side in SIDES:
        default_storage.save(layout_name(job, side), ContentFile(f"PNG {side}".encode()))

    assert "data-compare" in client.get("/preview/one").content.decode()
    for side in SIDES:
        assert client.get(f"/preview/one/layout/{side}").getvalue() == f"PNG {side}".encode()
    assert client.get("/preview/one/layout/elsewhere").status_code == 404


def test_the_script_has_a_line_for_each_of_its_own_and_a_command_to_run_it(
    rui: User, signed_in: As
) -> None:
    script = "var a;\nvar b = '<b>';\n"
    job = make_job(job_id="one", status=Status.AWAITING_DOWNLOAD, stage5_extendscript=script)
    html = signed_in(rui).get("/preview/one").content.decode()
    shown = html.split("data-script>")[1].split("</pre>")[0]
    assert shown.count('<span class="script__line">') == 2
    assert unescape(re.sub("<[^>]+>", "", shown)) == script
    assert f'afterfx -r "PATH\\{script_name(job)}"' in unescape(html)
