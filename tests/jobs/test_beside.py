"""What validation is told of a job's batch."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from jobs.beside import MOST_NAMED, surroundings_of
from jobs.models import Job
from jobs.statuses import Status
from tests.factories import make_batch, make_job, make_stored_file

pytestmark = pytest.mark.django_db


def made_pair(**of_the_second: Any) -> tuple[Job, Job]:
    """Two jobs of one batch with other files and other output names, but for what is given."""
    first = make_job(job_id="first", output_name="first.aep")
    values: dict[str, Any] = {
        "psd_file": make_stored_file("psd", b"another"),
        "template_file": first.template_file,
        "batch": first.batch,
        "output_name": "second.aep",
    }
    return first, make_job(job_id="second", **values | of_the_second)


def test_jobs_of_other_cards_under_other_names_are_not_told() -> None:
    first, _ = made_pair()
    around = surroundings_of(first)
    assert (around.same_card, around.same_output) == ((), ())


def test_the_same_photoshop_file_for_the_same_template_is_told() -> None:
    first, second = made_pair()
    Job.objects.filter(pk=second.pk).update(psd_file=first.psd_file)
    assert surroundings_of(first).same_card == ("second",)
    other = make_stored_file("template", b"another template")
    Job.objects.filter(pk=second.pk).update(template_file=other)
    assert surroundings_of(first).same_card == ()


def test_the_same_output_name_is_told_within_the_batch_alone() -> None:
    first, second = made_pair(output_name="first.aep")
    assert surroundings_of(first).same_output == ("second",)
    Job.objects.filter(pk=second.pk).update(batch=make_batch())
    assert surroundings_of(first).same_output == ()


def test_what_was_cancelled_is_in_nobodys_way() -> None:
    first, _ = made_pair(output_name="first.aep", status=Status.CANCELLED)
    assert surroundings_of(first).same_output == ()


def test_a_revision_is_not_its_own_twin() -> None:
    first, second = made_pair(output_name="first.aep")
    Job.objects.filter(pk=second.pk).update(revision_of=first, psd_file=first.psd_file)
    second.refresh_from_db()
    around = surroundings_of(second)
    assert (around.same_card, around.same_output) == ((), ())


def test_a_large_batch_costs_two_queries_and_names_a_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first, _ = made_pair(output_name="first.aep")
    for _ in range(MOST_NAMED + 2):
        make_job(
            batch=first.batch,
            output_name="first.aep",
            psd_file=first.psd_file,
            template_file=first.template_file,
        )
    with django_assert_num_queries(2):
        around = surroundings_of(first)
    assert len(around.same_output) == len(around.same_card) == MOST_NAMED
