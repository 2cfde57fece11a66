"""Many at the same moment, each on a connection of its own: one wins, the log stays one chain."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.contrib.auth.models import Group, User
from django.db import connections

from jobs import delivering, drafting, overriding, reviewing, workflow
from jobs.auditing import verify_chain
from jobs.intake import Ingested, ingest, start_batch
from jobs.manifest import read_manifest
from jobs.models import AuditEntry, Batch, Job, LearnedMatch, StoredFile
from jobs.statuses import Status
from jobs.upload_set import from_folder
from jobs.workflow import TransitionRefused
from tests.factories import make_batch, make_job, make_results
from tests.samples.batches import make_folder

Answer = TypeVar("Answer")
MATCHES = make_results()["matches"]["matches"]

pytestmark = pytest.mark.usefixtures("own_database")


def person(name: str, group: str) -> User:
    """A person of that group; the usual cast lives in a transaction that threads can't see."""
    user, _ = User.objects.get_or_create(username=name)
    user.groups.set([Group.objects.get(name=group)])
    return user


def at_once(*calls: Callable[[], Answer]) -> list[Answer | str]:
    """Make all calls at the same moment; what each returned, or the sentence that refused it."""
    start = threading.Barrier(len(calls))

    def make(call: Callable[[], Answer]) -> Answer | str:
        try:
            start.wait(timeout=30)
            return call()
        except TransitionRefused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))


def refused(answers: list[Answer | str]) -> list[str]:
    return [answer for answer in answers if isinstance(answer, str)]


def entries(job: Job) -> list[str]:
    found = AuditEntry.objects.filter(job_key=job.job_id)
    return list(found.values_list("action", flat=True))


def test_of_two_reviewers_one_approves() -> None:
    rui, ria = person("rui", "reviewers"), person("ria", "reviewers")
    job = make_job(status=Status.AWAITING_REVIEW)

    answers = at_once(
        *(
            lambda by=by: reviewing.approve_matches(job.job_id, matches=MATCHES, by=by)
            for by in (rui, ria)
        )
    )

    (sentence,) = refused(answers)
    assert sentence.startswith("Invalid transition from stage 5 to 3")
    assert entries(job) == ["stage_approved", "validation_passed"]
    assert verify_chain().intact


def test_of_eight_who_decide_differently_one_is_heard() -> None:
    mona, rui = person("mona", "managers"), person("rui", "reviewers")
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)
    decisions: list[Callable[[], Job]] = [
        lambda: overriding.override_validation(job.job_id, reason="It has to be so.", by=mona),
        lambda: reviewing.return_to_matching(job.job_id, by=rui),
    ]

    answers = at_once(*(decisions * 4))

    assert len(refused(answers)) == 7
    decided = {
        ("issue_overridden", "validation_overridden"): Status.GENERATING,
        ("returned_to_matching",): Status.AWAITING_REVIEW,
    }
    assert Job.objects.get(pk=job.pk).status == decided[tuple(entries(job))]


def test_steps_of_many_jobs_at_once_make_one_chain() -> None:
    olga = person("olga", "coordinators")
    jobs = [make_job() for _ in range(20)]
    before = AuditEntry.objects.count()

    answers = at_once(
        *(lambda job=job: workflow.advance(job.job_id, "start_extraction", by=olga) for job in jobs)
    )

    assert refused(answers) == []
    assert AuditEntry.objects.count() == before + 20
    assert verify_chain().intact


def test_a_download_completes_a_job_once() -> None:
    rui = person("rui", "reviewers")
    job = make_job(status=Status.AWAITING_DOWNLOAD)

    answers = at_once(*[lambda: delivering.download_script(job.job_id, by=rui).name] * 6)

    assert answers == ["card.jsx"] * 6
    assert entries(job) == ["downloaded"] * 6
    assert Job.objects.get(pk=job.pk).stage6_completed_by == rui


def test_a_batch_that_many_start_is_started_once_and_nobody_is_refused() -> None:
    olga = person("olga", "coordinators")
    batch = make_batch()
    jobs = [make_job(batch=batch) for _ in range(10)]

    started = at_once(*[lambda: start_batch(batch, by=olga)] * 3)

    assert refused(started) == []
    assert sum(count for count in started if isinstance(count, int)) == 10
    assert [entries(job) for job in jobs] == [["extraction_started"]] * 10


def test_of_uploads_with_the_same_ids_one_is_kept(tmp_path: Path, own_files: Path) -> None:
    manifest = make_folder(tmp_path / "batch")
    rows, files = read_manifest(manifest.read_bytes()), from_folder(manifest.parent)
    batches = Batch.objects.count()

    def send() -> Ingested:
        return ingest(rows, files, name="demo.csv", by=None)

    answers = at_once(*[send] * 4)

    kept = [answer for answer in answers if isinstance(answer, Ingested) and answer.batch]
    assert len(kept) == 1
    assert Batch.objects.count() == batches + 1
    stored = StoredFile.objects.filter(psd_jobs__batch=kept[0].batch) | StoredFile.objects.filter(
        template_jobs__batch=kept[0].batch
    )
    assert all((own_files / str(one.file.name)).is_file() for one in stored)
    assert stored.distinct().count() == 4


def test_two_first_approvals_of_a_template_are_both_learned_from_once() -> None:
    by = person("rui", "reviewers")
    first = make_job(status=Status.AWAITING_REVIEW, client_name="Of its own")
    second = make_job(
        status=Status.AWAITING_REVIEW, client_name="Of its own", template_file=first.template_file
    )

    at_once(
        *(
            lambda job=job: reviewing.approve_matches(job.job_id, matches=MATCHES, by=by)
            for job in (first, second)
        )
    )

    learned = LearnedMatch.objects.filter(client_name="Of its own")
    traces = list(learned.values_list("placeholder", "layer_name"))
    assert len(traces) == len(set(traces)) > 0
    for one in learned.exclude(placeholder=""):
        assert set(one.jobs.all()) == {first, second}


def test_reviewers_who_ask_at_once_get_different_jobs() -> None:
    people = [person(name, "reviewers") for name in ("rui", "ria", "rosa", "remy")]
    for name in ("one", "two", "three", "four"):
        make_job(job_id=name, status=Status.AWAITING_REVIEW, priority="high")

    answers = at_once(*(lambda by=by: drafting.claim_next(by=by) for by in people))

    assert sorted(map(str, answers)) == ["four", "one", "three", "two"]
