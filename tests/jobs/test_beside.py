"""What validation is told of a job's batch."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.beside import MOST_NAMED, newer_cards, surroundings_of
from jobs.models import Job, StoredFile
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


def told_likeness(job: Job, *, wording: str, look: str) -> None:
    StoredFile.objects.filter(pk=job.psd_file_id).update(wording=wording, look=look)
    job.refresh_from_db()


def test_other_files_with_the_same_words_are_told_with_how_their_pictures_differ() -> None:
    first, second = made_pair()
    told_likeness(first, wording="w", look="f" * 64)
    told_likeness(second, wording="w", look="e" * 64)
    assert surroundings_of(first).same_words == (("second", 0.25),)
    told_likeness(second, wording="other", look="f" * 64)
    assert surroundings_of(first).same_words == ()


def test_cards_without_words_or_picture_are_like_none() -> None:
    first, second = made_pair()
    for wording, look in (("", "f" * 64), ("w", "")):
        for job in (first, second):
            told_likeness(job, wording=wording, look=look)
        assert surroundings_of(first).same_words == ()


def test_a_later_file_of_the_same_name_is_told_wherever_it_was_sent() -> None:
    first, second = made_pair(batch=make_batch(), output_name="first.aep")
    assert first.psd_file.name == second.psd_file.name
    assert newer_cards(first) == ("second",)
    assert newer_cards(second) == ()
    StoredFile.objects.filter(pk=second.psd_file_id).update(name="another.psd")
    assert newer_cards(first) == ()


def test_the_same_bytes_in_a_later_row_are_no_newer_file() -> None:
    first, second = made_pair(output_name="first.aep")
    now = timezone.now()
    StoredFile.objects.filter(pk=first.psd_file_id).update(pixels_removed_at=now)
    same = {"sha256": first.psd_file.sha256}
    StoredFile.objects.filter(pk=second.psd_file_id).update(**same)
    assert newer_cards(first) == ()


def test_a_later_file_for_another_template_output_or_a_cancelled_job_is_not_told() -> None:
    assert newer_cards(made_pair()[0]) == ()
    Job.objects.all().delete()
    first, second = made_pair(output_name="first.aep")
    Job.objects.filter(pk=second.pk).update(status=Status.CANCELLED)
    assert newer_cards(first) == ()
    other = make_stored_file("template", b"another template")
    Job.objects.filter(pk=second.pk).update(status=Status.PENDING, template_file=other)
    assert newer_cards(first) == ()


def test_a_large_batch_costs_four_queries_and_names_a_few(
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
    told_likeness(first, wording="w", look="f" * 64)
    first = Job.objects.select_related("psd_file").get(pk=first.pk)
    with django_assert_num_queries(4):
        around = surroundings_of(first)
    assert len(around.same_output) == len(around.same_card) == MOST_NAMED
