"""A completed job is corrected by a new one that begins with what was approved before."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from jobs import intake, reviewing, revising
from jobs.auditing import verify_chain
from jobs.extracting import extract
from jobs.intake import ingest
from jobs.manifest import read_manifest
from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from jobs.upload_set import from_folder
from jobs.workflow import JobNotFound, PermissionRefused, TransitionRefused
from tests.factories import make_job
from tests.samples.batches import make_folder, one_row

pytestmark = pytest.mark.django_db


def done(**data: object) -> Job:
    return make_job(status=Status.COMPLETED, **data)


def test_the_new_job_has_all_that_the_manifest_said_and_names_the_old_one(rui: User) -> None:
    old = done(job_id="card-01", priority="high", notes="rush", project_name="Derby")

    new = revising.revise("card-01", by=rui)

    assert (new.job_id, new.revision, new.revision_of) == ("card-01-r2", 2, old)
    for name in revising.COPIED:
        assert getattr(new, name) == getattr(old, name)
    assert new.status == Status.PROCESSING
    old.refresh_from_db()
    assert old.status == Status.COMPLETED


def test_both_jobs_tell_of_it_in_the_audit_log(rui: User) -> None:
    done(job_id="card-01")
    revising.revise("card-01", by=rui)
    told = AuditEntry.objects.filter(action="job_revised").values_list("job_key", "message")
    assert list(told) == [
        ("card-01", "Corrected by card-01-r2"),
        ("card-01-r2", "Corrects card-01"),
    ]
    assert verify_chain().intact


def test_a_revision_can_be_corrected_in_its_turn(rui: User) -> None:
    done(job_id="card-01")
    second = revising.revise("card-01", by=rui)
    Job.objects.filter(pk=second.pk).update(status=Status.COMPLETED)
    assert revising.revise(second.job_id, by=rui).job_id == "card-01-r3"


def test_an_id_that_is_taken_is_not_taken_twice(rui: User) -> None:
    done(job_id="card-01")
    make_job(job_id="card-01-r2")
    assert revising.revise("card-01", by=rui).job_id == "card-01-r3"


def test_the_longest_id_is_shortened_for_its_revision(rui: User) -> None:
    done(job_id="x" * 50)
    assert revising.revise("x" * 50, by=rui).job_id == "x" * 47 + "-r2"


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.COMPLETED])
def test_only_a_completed_job_is_corrected(status: Status, rui: User) -> None:
    make_job(job_id="card-01", status=status)
    with pytest.raises(TransitionRefused, match="Only a completed job"):
        revising.revise("card-01", by=rui)
    assert Job.objects.count() == 1


def test_a_job_is_corrected_once_unless_that_was_cancelled(rui: User, olga: User) -> None:
    done(job_id="card-01")
    first = revising.revise("card-01", by=rui)
    with pytest.raises(TransitionRefused, match="“card-01-r2” corrects this job already"):
        revising.revise("card-01", by=rui)
    reviewing.cancel(first.job_id, reason="not needed", by=olga)
    assert revising.revise("card-01", by=rui).job_id == "card-01-r3"


def test_reviewers_and_coordinators_may(rui: User, olga: User, mona: User, nina: User) -> None:
    assert revising.may_revise(rui)
    assert revising.may_revise(olga)
    done(job_id="card-01")
    for other in (mona, nina):
        with pytest.raises(PermissionRefused):
            revising.revise("card-01", by=other)
    with pytest.raises(JobNotFound):
        revising.revise("none", by=rui)


def test_it_begins_with_what_was_approved_and_not_with_a_new_guess(
    tmp_path: Path, ada: User
) -> None:
    """The reviewer had left all but one placeholder empty, against the matcher's proposal."""
    folder = make_folder(tmp_path / "batch").parent
    batch = ingest(read_manifest(one_row()), from_folder(folder), name="b", by=None).batch
    assert batch is not None
    old = extract(intake.start_job(batch.jobs.get().job_id, by=ada))
    kept = reviewing.proposed_or_approved(old)["matches"][:1]
    reviewing.approve_matches(old.job_id, matches=kept, by=ada)
    Job.objects.filter(pk=old.pk).update(status=Status.COMPLETED)

    new = extract(revising.revise(old.job_id, by=ada))

    (match,) = reviewing.proposed_or_approved(new)["matches"]
    assert match["layer_id"] == kept[0]["layer_id"]
    assert match["reasons"] == [f"as approved for {old.job_id}"]
    assert new.status == Status.AWAITING_REVIEW
