"""The dashboard: counts, stage bars, filters, the fragment, and a constant number of queries."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobs import drafting
from jobs.models import Job
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.statuses import Status
from jobs.views.lines import segments
from tests.factories import make_batch, make_job, make_stored_file
from tests.jobs.views.conftest import As


@contextmanager
def queries() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        yield captured


def shown(html: str) -> list[str]:
    """The jobs of the table, in its order."""
    return re.findall(r'class="code" id="job-\d+" href="/preview/([\w-]+)"', html)


def count_of(html: str, stage: int) -> int:
    column = html.split(f'id="stage-{stage}"')[1]
    found = re.search(r'class="board__count">(\d+)<', column)
    assert found
    return int(found[1])


def test_counts_the_jobs_of_every_stage_and_leaves_cancelled_ones_out(
    olga: User, signed_in: As
) -> None:
    for status in Status:
        make_job(status=status)
    html = signed_in(olga).get("/dashboard").content.decode()
    assert [count_of(html, stage) for stage in range(7)] == [1, 2, 1, 1, 1, 2, 2]


def test_lists_a_job_with_status_client_batch_priority_and_where_to_deal_with_it(
    rui: User, signed_in: As
) -> None:
    make_job(job_id="one", status=Status.AWAITING_REVIEW, priority="high")
    html = signed_in(rui).get("/dashboard").content.decode()
    for words in ("Needs match review", "Northside FC", "cards.csv", "High", "Review next job"):
        assert words in html
    assert 'href="/review-matching/one"' in html


def test_a_job_that_was_set_aside_says_why(olga: User, signed_in: As) -> None:
    make_job(status=Status.EXTRACTION_FAILED, error="Tried 5 times. There is no room.")
    make_job(status=Status.CANCELLED, error="Of no concern any more.")
    html = signed_in(olga).get("/dashboard").content.decode()
    assert "Tried 5 times. There is no room." in html
    assert "Of no concern" not in html


def test_sends_those_who_do_not_review_to_the_jobs_own_page(olga: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.AWAITING_REVIEW)
    html = signed_in(olga).get("/dashboard").content.decode()
    assert "/review-matching" not in html
    assert 'href="/preview/one"' in html


@pytest.mark.parametrize(
    ("status", "states"),
    [
        (Status.PENDING, "todo todo todo todo todo todo"),
        (Status.PROCESSING, "current todo todo todo todo todo"),
        (Status.EXTRACTION_FAILED, "failed todo todo todo todo todo"),
        (Status.AWAITING_REVIEW, "done current todo todo todo todo"),
        (Status.AWAITING_VALIDATION_REVIEW, "done done done current todo todo"),
        (Status.GENERATION_FAILED, "done done done done failed todo"),
        (Status.AWAITING_DOWNLOAD, "done done done done done current"),
        (Status.COMPLETED, "done done done done done done"),
        (Status.CANCELLED, "todo todo todo todo todo todo"),
    ],
)
def test_the_stage_bar_tells_how_far_a_job_is(db: None, status: Status, states: str) -> None:
    job = make_job(status=status)
    assert " ".join(segment.state for segment in segments(job)) == states


def test_the_stage_bar_shows_a_skipped_stage_as_skipped(db: None) -> None:
    job = make_job(status=Status.AWAITING_DOWNLOAD, stage4_skipped=True)
    job.stage4_completed_at = job.created_at
    assert segments(job)[3].state == "skipped"


def test_the_stage_bar_of_a_cancelled_job_keeps_what_was_done(db: None) -> None:
    job = make_job(status=Status.CANCELLED)
    job.stage1_completed_at = job.created_at
    assert [segment.state for segment in segments(job)][:2] == ["done", "todo"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=2", {"red"}),
        ("status=extraction_failed", {"blue"}),
        ("client=Southside", {"blue"}),
        ("q=RED", {"red"}),
        ("q=nothing", set()),
        ("stage=99&status=nonsense&batch=x&page=zero", {"red", "blue"}),
    ],
)
def test_filters_and_forgives_nonsense(
    query: str, found: set[str], olga: User, signed_in: As
) -> None:
    make_job(job_id="red", status=Status.AWAITING_REVIEW)
    make_job(job_id="blue", status=Status.EXTRACTION_FAILED, client_name="Southside")
    html = signed_in(olga).get(f"/dashboard?{query}").content.decode()
    assert set(re.findall(r'href="/preview/(\w+)"', html)) == found


def test_a_batch_has_its_own_view_with_the_rows_that_were_left_out(
    olga: User, signed_in: As
) -> None:
    error = {"row": 3, "job_id": "bad", "error": "The Photoshop file is not in the upload."}
    batch = make_batch(name="saturday.csv", total_jobs=2, invalid_jobs=1, errors=[error])
    make_job(job_id="mine", batch=batch)
    make_job(job_id="other")
    html = signed_in(olga).get(f"/dashboard?batch={batch.pk}").content.decode()
    assert set(re.findall(r'href="/preview/(\w+)"', html)) == {"mine"}
    assert "The Photoshop file is not in the upload." in html
    assert f"/api/batch/{batch.pk}/start-processing" in html


def test_htmx_gets_the_changing_part_alone(olga: User, signed_in: As) -> None:
    make_job(job_id="one")
    answer = signed_in(olga).get("/dashboard", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "one" in html
    assert "<html" not in html
    assert "HX-Request" in answer["Vary"]


def test_makes_as_many_queries_for_thirty_jobs_as_for_one_and_loads_no_document(
    ada: User, signed_in: As
) -> None:
    browser = signed_in(ada)
    make_job(status=Status.AWAITING_REVIEW)
    with queries() as few:
        browser.get("/dashboard")
    for status in [*Status, *Status, *Status][:29]:
        make_job(status=status, batch=make_batch(name=f"{status}.csv"))
    with queries() as many:
        browser.get("/dashboard")
    assert len(many) == len(few)
    sql = " ".join(str(query["sql"]) for query in many)
    assert Job.objects.count() == 30
    assert not [field for field in DOCUMENT_FIELDS if field in sql]


def test_pages_through_many_jobs_keeping_the_filter(olga: User, signed_in: As) -> None:
    batch = make_batch()
    first = make_job(batch=batch)
    for _ in range(50):
        make_job(batch=batch, psd_file=first.psd_file, template_file=first.template_file)
    browser = signed_in(olga)
    html = browser.get("/dashboard?stage=0").content.decode()
    assert first.job_id not in shown(html)
    older = re.search(r'rel="next" href="([^"]+)"', html)
    assert older
    html = browser.get("/dashboard" + unescape(older[1])).content.decode()
    assert shown(html) == [first.job_id]
    newer = re.search(r'rel="prev" href="([^"]+)"', html)
    assert newer
    assert len(shown(browser.get("/dashboard" + unescape(newer[1])).content.decode())) == 50


@pytest.mark.parametrize("sort", ["", "waiting", "changed", "priority", "client", "job"])
def test_every_sorting_goes_through_all_jobs_once(sort: str, olga: User, signed_in: As) -> None:
    first = make_job()
    for number in range(119):
        make_job(
            batch=first.batch,
            psd_file=first.psd_file,
            template_file=first.template_file,
            client_name=f"Client {number % 3}",
            priority=Job.Priority.values[number % 3],
        )
    Job.objects.filter(pk__gte=first.pk + 40).update(status_since=first.status_since)
    browser, found, href = signed_in(olga), [], f"?sort={sort}"
    for _ in range(3):
        html = browser.get("/dashboard" + href).content.decode()
        found += shown(html)
        older = re.search(r'rel="next" href="([^"]+)"', html)
        href = unescape(older[1]) if older else ""
    assert not href
    assert len(found) == 120
    assert set(found) == set(Job.objects.values_list("job_id", flat=True))


@pytest.mark.parametrize("edge", ["0", "-1", "x", "99999999999999999999", "9223372036854775807"])
def test_a_page_that_is_none_shows_the_first(edge: str, olga: User, signed_in: As) -> None:
    job = make_job()
    html = signed_in(olga).get(f"/dashboard?sort=client&before={edge}").content.decode()
    assert shown(html) == [job.job_id]


@pytest.mark.parametrize(
    "query", ["project=Cup", "priority=high", "person=rui", "template={sha256}", "q=cup"]
)
def test_filters_by_project_priority_person_and_template(
    query: str, olga: User, rui: User, signed_in: As
) -> None:
    make_job(job_id="other")
    template = make_stored_file("template", b"another")
    make_job(
        job_id="mine",
        project_name="Cup",
        priority="high",
        assigned_to=rui,
        template_file=template,
    )
    address = "/dashboard?" + query.format(sha256=template.sha256)
    assert shown(signed_in(olga).get(address).content.decode()) == ["mine"]


def test_shows_who_has_claimed_a_job_and_finds_it_by_them(
    olga: User, rui: User, signed_in: As
) -> None:
    job = make_job(job_id="mine", status=Status.AWAITING_REVIEW)
    make_job(job_id="other", status=Status.AWAITING_REVIEW)
    drafting.claim(job, by=rui)
    html = signed_in(olga).get("/dashboard?person=rui").content.decode()
    assert shown(html) == ["mine"]
    assert "✎ rui" in html


def test_tells_who_completed_a_stage_and_when_and_what_is_late(
    olga: User, rui: User, signed_in: As
) -> None:
    then = datetime(2026, 5, 1, 12, tzinfo=UTC)
    make_job(
        status=Status.AWAITING_DOWNLOAD,
        stage2_completed_at=then,
        stage2_completed_by=rui,
        status_since=then,
    )
    html = signed_in(olga).get("/dashboard").content.decode()
    assert "2 Match: done, 01 May 2026, 12:00, by rui" in html
    assert "6 Download: now, since 01 May 2026, 12:00" in html
    assert "1 late" in html


def test_the_board_has_a_column_for_each_stage_longest_waiting_first(
    olga: User, signed_in: As
) -> None:
    for number in range(14):
        make_job(job_id=f"card{number:02}", status=Status.AWAITING_REVIEW)
    make_job(job_id="failed", status=Status.EXTRACTION_FAILED)
    make_job(job_id="done", status=Status.COMPLETED)
    Job.objects.filter(job_id="card13").update(status_since=datetime(2026, 1, 1, tzinfo=UTC))
    html = signed_in(olga).get("/dashboard?view=board").content.decode()
    columns = html.split('aria-labelledby="stack-')[1:]
    found = [re.findall(r'value="([\w-]+)" id="choose-', column) for column in columns]
    assert found[0] == ["failed"]
    assert found[1][:2] == ["card13", "card00"]
    assert [len(column) for column in found] == [1, 12, 0, 0, 0, 0]
    assert "stage=2" in columns[1]


def test_a_hostile_name_is_shown_as_text(olga: User, signed_in: As) -> None:
    make_job(client_name="<script>alert(1)</script>", batch=make_batch(name='"><img src=x>'))
    html = signed_in(olga).get("/dashboard").content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_batch_offers_its_ready_jobs_to_those_who_may_download(
    rui: User, olga: User, signed_in: As
) -> None:
    batch = make_batch()
    for status in (Status.AWAITING_DOWNLOAD, Status.COMPLETED, Status.AWAITING_REVIEW):
        make_job(batch=batch, status=status)
    page = f"/dashboard?batch={batch.pk}"

    html = signed_in(rui).get(page).content.decode()
    assert f'formaction="/batches/{batch.pk}/package"' in html
    assert "Pack 2 ready for download" in html
    assert "pack-batch" not in signed_in(olga).get(page).content.decode()
