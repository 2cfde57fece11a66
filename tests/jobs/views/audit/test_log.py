"""The whole log, and one job's story."""

import pytest
from django.contrib.auth.models import User

from jobs.models import AuditEntry, Job
from tests.factories import make_job
from tests.jobs.views.audit.conftest import overridden
from tests.jobs.views.conftest import As


@pytest.mark.parametrize(
    ("query", "entries"),
    [
        ("", 6),
        ("action=validation_overridden", 3),
        ("action=nonsense&person=mona", 2),
        ("job=green", 2),
        ("q=phone", 2),
        ("since=2000-01-01&until=2000-12-31", 0),
    ],
)
def test_filters(query: str, entries: int, log: None, mona: User, signed_in: As) -> None:
    page = signed_in(mona).get(f"/audit/log?{query}").context["page"]
    assert len(page.rows) == entries


def test_a_jobs_story_is_told_from_the_beginning_with_all_that_was_kept(
    log: None, mona: User, signed_in: As
) -> None:
    red = Job.objects.get(job_id="red")
    make_job(job_id="red-2", revision_of=red)
    html = signed_in(mona).get("/audit/jobs/red").content.decode()
    assert html.index("Issue overridden") < html.index("Validation overridden")
    for words in ("<dt>matches hash</dt>", "Came back as", "/audit/jobs/red-2"):
        assert words in html
    for entry in AuditEntry.objects.filter(job_key="red"):
        assert entry.hash in html
    assert "A revision of" in signed_in(mona).get("/audit/jobs/red-2").content.decode()


def test_the_story_of_no_job_is_not_found(mona: User, signed_in: As) -> None:
    assert signed_in(mona).get("/audit/jobs/none").status_code == 404


def test_hostile_words_are_shown_as_text(queue: str, mona: User, signed_in: As) -> None:
    hostile = "<script>alert(1)</script>"
    overridden("red", hostile, by=mona, client=hostile, rule=hostile)
    for path in ("/audit", "/audit/log", "/audit/counts", "/audit/jobs/red"):
        assert "<script>alert" not in signed_in(mona).get(path).content.decode()
