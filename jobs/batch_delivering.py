"""Hands all ready jobs of a batch over in one package.

It is made when it is first asked for, and kept until one of the jobs changes.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction

from jobs import storage
from jobs.delivering import Download, download_of, note_download
from jobs.models import Batch, Job, StoredFile
from jobs.models.querysets import JobQuerySet
from jobs.statuses import WITH_SCRIPT
from jobs.workflow import TransitionRefused
from scripting import PackedJob, ScriptingError, safe_stem, write_batch_package

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DAMAGED = "The stored package of one of the jobs is damaged; download the jobs one by one."


def ready_jobs(batch: Batch) -> JobQuerySet:
    """Those with a script, in their order; of a corrected job, its latest revision that has one."""
    ready: JobQuerySet = batch.jobs.filter(status__in=WITH_SCRIPT, archived=False)
    corrected = ready.filter(revision_of__isnull=False).values("revision_of")
    return ready.exclude(pk__in=corrected).order_by("pk")


def download_batch(batch: Batch, *, by: "User | None", part: str = "") -> Download:
    """The zip of all ready jobs with the script that runs them; completes each of them.

    `part` is the range asked for, for the record. Queries grow with the jobs: each is recorded.

    Raises: TransitionRefused when no job is ready, two of them can't lie side by side, one's
    package is damaged, or one went on meanwhile; FileNotFoundError.
    """
    jobs = list(ready_jobs(batch).without_documents().select_related("template_file"))
    if not jobs:
        raise TransitionRefused("No job of this batch is ready to download.")
    name = _package_of(batch, jobs)
    with transaction.atomic():
        # All rows before the log's head: whoever changes one job locks them in that order.
        list(ready_jobs(batch).select_for_update(of=("self",)).values_list("pk"))
        for job in jobs:
            note_download(job.job_id, "package of the batch", by=by, part=part)
    stem = safe_stem(PurePath(batch.name).stem, otherwise="batch")
    return download_of(name, f"{stem}.zip")


def _package_of(batch: Batch, jobs: Sequence[Job]) -> str:
    """Under which name it is kept; whatever else the batch had is thrown away when it is made."""
    name = storage.batch_package_name(batch, _fingerprint(jobs))
    if default_storage.exists(name):
        return name
    with tempfile.TemporaryFile(prefix="sixstage-") as file:
        _write(file, jobs)
        storage.keep_open(file, name)
    storage.forget_others(name)
    return name


def _fingerprint(jobs: Sequence[Job]) -> str:
    """Changes with the jobs and with each job's script."""
    made = "\n".join(f"{job.job_id} {job.stage5_completed_at}" for job in jobs)
    return hashlib.sha256(made.encode()).hexdigest()


def _write(file: IO[bytes], jobs: Sequence[Job]) -> None:
    names = _template_names([job.template_file for job in jobs])
    packed = [PackedJob(job.job_id, job.output_name, names[job.template_file]) for job in jobs]
    try:
        write_batch_package(
            file,
            packed,
            packages=_opened(str(job.package.name) for job in jobs),
            templates=zip(
                names.values(), _opened(str(one.file.name) for one in names), strict=True
            ),
        )
    except ScriptingError as error:
        raise TransitionRefused(str(error)) from error
    except zipfile.BadZipFile as error:
        raise TransitionRefused(DAMAGED) from error


def _template_names(templates: Sequence[StoredFile]) -> dict[StoredFile, str]:
    """Each template once, under a safe name of its own."""
    names: dict[StoredFile, str] = {}
    for one in templates:
        number = f"-{len(names) + 1}" if names else ""
        suffix = Path(str(one.file.name)).suffix
        names.setdefault(one, f"{safe_stem(one.name, otherwise='template')}{number}{suffix}")
    return names


def _opened(names: Iterator[str]) -> Iterator[IO[bytes]]:
    """The stored files, one after another, each closed when the next is asked for."""
    for name in names:
        with default_storage.open(name, "rb") as file:
            yield file
