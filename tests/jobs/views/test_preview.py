"""A job's own page, in whatever state the job is."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jobs.auditing import record
from jobs.delivering import download_package, download_script, script_name
from jobs.layout_pictures import SIDES
from jobs.statuses import Status
from jobs.storage import layout_name
from tests.factories import make_job, make_stored_file
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


def test_a_job_whose_card_was_sent_anew_says_so_and_where_it_is(rui: User, signed_in: As) -> None:
    old = make_job(job_id="old", status=Status.AWAITING_DOWNLOAD)
    make_job(
        job_id="new",
        psd_file=make_stored_file("psd", b"a later state"),
        template_file=old.template_file,
        output_name=old.output_name,
    )
    sentence = "A newer file “x.psd” was sent for"
    html = signed_in(rui).get("/preview/old").content.decode()
    assert sentence in html
    assert 'href="/preview/new"' in html
    assert sentence not in signed_in(rui).get("/preview/new").content.decode()


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


def test_who_downloaded_what_and_when_stands_beside_the_downloads(
    rui: User, mona: User, signed_in: As
) -> None:
    job = make_job(job_id="one", status=Status.AWAITING_DOWNLOAD)
    assert 'aria-label="Downloads"' not in signed_in(rui).get("/preview/one").content.decode()
    download_script(job.job_id, by=rui)
    download_package(job.job_id, by=mona).file.close()

    html = signed_in(rui).get("/preview/one").content.decode()
    shown = html.split('aria-label="Downloads"')[1].split("</ul>")[0]
    assert re.findall(r"<li><span>(.+?),", shown) == [
        "Script downloaded by <strong>rui</strong>",
        "Package downloaded by <strong>mona</strong>",
    ]


def test_a_long_script_takes_no_more_queries(rui: User, signed_in: As) -> None:
    short = make_job(status=Status.AWAITING_DOWNLOAD)
    long = make_job(status=Status.AWAITING_DOWNLOAD, stage5_extendscript="var a = 1;\n" * 5000)
    client = signed_in(rui)
    pages = [f"/preview/{job.job_id}" for job in (short, long)]
    counts = []
    for page in pages:
        with CaptureQueriesContext(connection) as captured:
            html = client.get(page).content.decode()
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert html.count("script__line") == 5000
