"""What the fault tests do inside an installation, in a process of its own with its settings."""

import contextlib
import json
import os
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import django_rq
from django.contrib.auth.models import Group, User
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, close_old_connections

from jobs import queueing, reviewing
from jobs.auditing import verify_chain
from jobs.demo.aepx_builder import build_template
from jobs.demo.batch import TEMPLATE
from jobs.demo.cards import CardVariant, build_card
from jobs.file_checks import check_files
from jobs.intake import ingest, start_batch
from jobs.leftovers import PREFIX, remove_leftovers
from jobs.manifest import read_manifest
from jobs.models import AuditEntry, Batch, Job
from jobs.statuses import FAILED, Status
from jobs.upload_set import from_folder
from jobs.workflow import TransitionRefused

CARDS = 3
ENDED = (Status.AWAITING_DOWNLOAD, *FAILED)
ONCE = ("extraction_started", "extraction_completed", "stage_approved", "script_generated")


def ingest_jobs(count: int) -> int:
    """Keep a batch of so many jobs for three cards that need nobody's decision."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_template(folder / TEMPLATE)
        for card in range(CARDS):
            players = (f"BEN {'ABC'[card]}", "ELOISE GRACE", "EMMA LOUISE")
            build_card(folder / f"{card}.psd", players=players, variant=CardVariant.CLEAN)
        rows = ["job_id,psd_path,aepx_path,output_name"]
        rows += [f"card-{n},{n % CARDS}.psd,{TEMPLATE},{n}.aep" for n in range(count)]
        manifest = read_manifest("\n".join(rows).encode())
        batch = ingest(manifest, from_folder(folder), name="faults.csv", by=None).batch
    assert batch is not None
    return batch.total_jobs


def start(*, extra_deliveries: int = 0) -> int:
    """Start every job that waits."""
    batch = Batch.objects.get()
    started = start_batch(batch, by=None)
    for job in batch.jobs.all():
        _deliver_again(job, extra_deliveries)
    return started


def review(seconds: float, *, extra_deliveries: int = 0) -> list[str]:
    """Approve what waits for it until every job has its script or failed; then `complaints`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        close_old_connections()
        with contextlib.suppress(DatabaseError, InterfaceError):  # it may be what is at fault
            _approve_all(extra_deliveries)
            if not Job.objects.exclude(status__in=ENDED).exists():
                break
        time.sleep(0.2)
    return complaints()


def _approve_all(extra_deliveries: int) -> None:
    rui, _ = User.objects.get_or_create(username="rui")
    rui.groups.set([Group.objects.get(name="reviewers")])
    for job in Job.objects.filter(status=Status.AWAITING_REVIEW):
        with contextlib.suppress(TransitionRefused):  # another reviewer was faster
            matches = reviewing.proposed_or_approved(job)
            approved = reviewing.approve_matches(job.job_id, matches=matches, by=rui)
            _deliver_again(approved, extra_deliveries)


def _deliver_again(job: Job, times: int) -> None:
    """Put the job's task into the queue so often more, beside the one that is there."""
    queue = django_rq.get_queue("default", commit_mode="auto")
    for _ in range(times):
        queue.enqueue(queueing.TASKS[Status(job.status)], job.pk, result_ttl=0)


def complaints() -> list[str]:
    """What is not as it must be once all jobs have their scripts; empty when all is well."""
    return [*_undone(), *_done_twice(), *_files(), *_left_in_queue(), *_left_on_disk()]


def _undone() -> Iterator[str]:
    for job in Job.objects.exclude(status=Status.AWAITING_DOWNLOAD):
        yield f"{job.job_id} is {job.status}, attempt {job.attempts}: {job.error}"
    chain = verify_chain()
    if not chain.intact:
        yield chain.sentence


def _done_twice() -> Iterator[str]:
    counts = Counter(AuditEntry.objects.values_list("job_key", "action"))
    for job_id in Job.objects.values_list("job_id", flat=True):
        for action in ONCE:
            if counts[job_id, action] != 1:
                yield f"{job_id}: {action} stands {counts[job_id, action]} times in the log"


def _files() -> Iterator[str]:
    check = asdict(check_files(contents=True, spared=timedelta(0)))
    yield from (f"{kind}: {names}" for kind, names in check.items() if names)
    for job in Job.objects.exclude(package=""):
        with default_storage.open(str(job.package.name)) as file, zipfile.ZipFile(file) as package:
            if package.testzip():
                yield f"the package of {job.job_id} is damaged"


def _left_in_queue() -> Iterator[str]:
    deadline = time.monotonic() + 10  # a task ends a little later than its job
    while (known := queueing.known_tasks()) and time.monotonic() < deadline:
        time.sleep(0.1)
    yield from (f"the queue still has {task}" for task in known)


def _left_on_disk() -> Iterator[str]:
    """What the sweep does not remove once it is old."""
    parts = getattr(default_storage, "parts", list)
    for path in [*Path(tempfile.gettempdir()).glob("*"), *parts()]:
        os.utime(path, (0, 0))
    remove_leftovers()
    left = [*Path(tempfile.gettempdir()).glob(f"{PREFIX}*"), *parts()]
    yield from (f"{path} is left" for path in left)


def tell(answer: object) -> None:
    """Print it for the process that asked."""
    sys.stdout.write(json.dumps(answer))
