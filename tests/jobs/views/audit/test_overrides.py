"""The list of overrides: what it tells, what it can be searched by, and that it stays quick."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs import overriding
from jobs.models import Job, SavedFilter
from jobs.standing_issues import standing_issues
from jobs.statuses import Status
from tests.factories import CRITICAL_ISSUE, make_job
from tests.jobs.views.audit.conftest import overridden
from tests.jobs.views.conftest import As

NAMES = ("red", "blue", "green")
TODAY = timezone.now().date()


def shown(browser: Client, query: str) -> list[str]:
    """The jobs in the table, in its order."""
    html = browser.get(f"/audit?{query}").content.decode()
    found = {html.find(f'href="/audit/jobs/{name}"'): name for name in NAMES}
    return [found[at] for at in sorted(found) if at >= 0]


@pytest.mark.parametrize(
    ("query", "jobs"),
    [
        ("", ["green", "blue", "red"]),
        ("person=rui", ["green", "red"]),
        ("client=North", ["red"]),
        ("client=(none)", ["green"]),
        ("rule=upscaled_too_far", ["blue"]),
        ("q=phone", ["red"]),
        ("q=SIGNED+off", ["green", "red"]),
        ("q=sign+mai", ["green"]),
        ("q=south", ["blue"]),
        ("q=blue", ["blue"]),
        ("q=cutout+draft", ["blue"]),
        ("q=nowhere", []),
        (f"since={TODAY}&until={TODAY}", ["green", "blue", "red"]),
        (f"until={TODAY - timedelta(days=1)}", []),
        ("since=yesterday&person=mona", ["blue"]),
        ("until=9999-12-31", ["green", "blue", "red"]),
    ],
)
def test_filters(query: str, jobs: list[str], log: None, mona: User, signed_in: As) -> None:
    assert shown(signed_in(mona), query) == jobs


@pytest.mark.parametrize("text", ['"', "'", "a'b", "\\", "NEAR(a b)", "a* OR b", "%", "-red", "é"])
def test_any_words_are_words(text: str, log: None, mona: User, signed_in: As) -> None:
    answer = signed_in(mona).get("/audit", {"q": text})
    assert answer.status_code == 200


def test_tells_what_was_overridden_why_and_what_became_of_the_job(
    log: None, mona: User, signed_in: As
) -> None:
    make_job(job_id="red-2", revision_of=Job.objects.get(job_id="red"))
    html = signed_in(mona).get("/audit?client=North").content.decode()
    for words in (
        "“cutout” has another shape than its place.",
        "aspect_ratio_mismatch",
        "threshold 0.1",
        "Signed off by phone",
        "Generating script",
        "came back",
    ):
        assert words in html


def test_what_managers_are_asked_for_stands_above(
    queue: str, rui: User, mona: User, signed_in: As
) -> None:
    job = make_job(job_id="red", status=Status.AWAITING_VALIDATION_REVIEW)
    asked = standing_issues(job)[0].issue_hash
    overriding.ask_manager("red", issue_hash=asked, reason="Signed off by phone", by=rui)
    html = signed_in(mona).get("/audit").content.decode()
    assert 'href="/validate/red"' in html
    assert "rui: Signed off by phone" in html

    changed = {"matches": [{"layer_id": "3", "placeholder_id": "11:2"}]}
    Job.objects.filter(pk=job.pk).update(stage2_approved_matches=changed)
    assert 'href="/validate/red"' not in signed_in(mona).get("/audit").content.decode()


def test_pages_of_a_hundred_follow_each_other_both_ways(
    queue: str, mona: User, signed_in: As
) -> None:
    issues = [CRITICAL_ISSUE | {"layer_id": str(number)} for number in range(230)]
    report = {"valid": False, "critical_issues": issues, "warnings": [], "info": []}
    make_job(
        job_id="red",
        status=Status.AWAITING_VALIDATION_REVIEW,
        stage3_validation_results=report,
    )
    overriding.override_validation("red", reason="Signed off by phone", by=mona)
    browser = signed_in(mona)

    def page(url: str) -> tuple[int, str | None, str | None]:
        found = browser.get(url).context["page"]
        older = f"/audit?before={found.older}" if found.older else None
        newer = f"/audit?after={found.newer}" if found.newer else None
        return len(found.rows), older, newer

    first, older, newer = page("/audit")
    assert (first, newer) == (100, None)
    assert older is not None
    second, older, newer = page(older)
    assert second == 100
    assert older is not None
    third, end, back = page(older)
    assert (third, end) == (30, None)
    assert back is not None
    assert page(back)[0] == 100
    assert newer is not None
    assert page(newer)[0::2] == (100, None)


@pytest.mark.parametrize("key", ["before=x", "after=²", "before=" + "9" * 30, "before=" + "9" * 19])
def test_a_key_that_is_none_shows_the_first_page(
    key: str, log: None, mona: User, signed_in: As
) -> None:
    assert shown(signed_in(mona), key) == ["green", "blue", "red"]


def test_makes_as_many_queries_for_many_overrides_as_for_few(
    log: None, mona: User, signed_in: As
) -> None:
    browser = signed_in(mona)
    for path in ("/audit", "/audit/counts", "/audit/log", "/audit/jobs/red"):
        with CaptureQueriesContext(connection) as few:
            browser.get(path)
        for number in range(6):
            overridden(f"{path[-3:]}-{number}", "Once again", by=mona, client=f"C{number}")
        with CaptureQueriesContext(connection) as many:
            browser.get(path)
        assert len(many) == len(few), path


def test_a_search_is_saved_found_again_and_forgotten_by_its_person_alone(
    log: None, mona: User, ada: User, signed_in: As
) -> None:
    browser = signed_in(mona)
    sent = {"name": "North <b>", "query": "client=North&evil=1&since=soon"}
    assert browser.post("/audit/filters", sent)["Location"] == "/audit?client=North"
    browser.post("/audit/filters", sent | {"query": "client=South"})
    (kept,) = SavedFilter.objects.all()
    assert kept.query == "client=South"
    html = browser.get("/audit").content.decode()
    assert 'href="/audit?client=South">North &lt;b&gt;</a>' in html

    signed_in(ada).post(f"/audit/filters/{kept.pk}/forget")
    assert SavedFilter.objects.exists()
    browser.post(f"/audit/filters/{kept.pk}/forget")
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["", "x" * 61])
def test_a_search_needs_a_name(name: str, mona: User, signed_in: As) -> None:
    sent = {"name": name, "query": "client=North"}
    answer = signed_in(mona).post("/audit/filters", sent, follow=True)
    assert "Give the search a name" in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_nobody_keeps_searches_without_end(mona: User, signed_in: As) -> None:
    browser = signed_in(mona)
    for number in range(51):
        browser.post("/audit/filters", {"name": f"search {number}", "query": ""})
    assert SavedFilter.objects.count() == 50
