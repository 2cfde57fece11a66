"""Jobs are found by words of their names and notes, however written, and never too many."""

import pytest
from django.contrib.auth.models import User

from jobs import revising
from jobs.models import Job, querysets
from jobs.statuses import Status
from tests.factories import make_job

pytestmark = pytest.mark.django_db


def found(text: str) -> set[str]:
    few = Job.objects.newest_matching(text, among_few=True).values_list("job_id", flat=True)
    many = Job.objects.newest_matching(text).values_list("job_id", flat=True)
    assert set(few) == set(many)
    return set(many)


@pytest.mark.parametrize(
    "text",
    [
        "red-07",
        "ED-0",
        "7",
        "card.aep",
        "südkurve",
        "SU\u0308DKURVE",  # as a Mac writes it
        "STRASSE",
        "cup spring",  # two words from two fields, in another order
        "100%_",
    ],
)
def test_a_job_is_found_by_any_part_of_its_names_and_notes(text: str) -> None:
    make_job(
        job_id="Red-07",
        output_name="card.aep",
        client_name="Südkurve",
        project_name="Spring Cup",
        notes="Hauptstraße, 100%_ sharp\nsoon",
    )
    make_job(job_id="blue", output_name="other.aet", client_name="", project_name="")
    assert found(text) == {"Red-07"}


@pytest.mark.parametrize("text", ["red blue", "%", "_", "\\", "red\ncup", "' OR 1=1"])
def test_words_of_different_jobs_and_signs_of_the_query_language_find_none(text: str) -> None:
    make_job(job_id="red", client_name="")
    make_job(job_id="blue", client_name="")
    assert found(text) == set()


def test_a_revision_is_found_too(rui: User) -> None:
    job = make_job(job_id="red", status=Status.COMPLETED)
    revising.revise(job.job_id, by=rui)
    assert found("red") == {"red", "red-r2"}


def test_the_newest_are_found_where_very_many_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querysets, "MOST_FOUND", 3)
    for number in range(5):
        make_job(job_id=f"red-{number}")
    assert found("red") == {"red-2", "red-3", "red-4"}
