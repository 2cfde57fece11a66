"""Hands all ready jobs of a batch over in one package.

A worker makes it when it is asked for; it is kept until one of the jobs changes.
"""

import hashlib
import tempfile
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from jobs import queueing, storage
from jobs.delivering import Download, download_of, note_download
from jobs.models import Batch, BatchPackage, Job, StoredFile
from jobs.models.querysets import JobQuerySet
from jobs.statuses import WITH_SCRIPT
from jobs.workflow import PermissionRefused, TransitionRefused
from scripting import PackedJob, safe_stem, write_batch_package

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DAMAGED = "The stored package of one of the jobs is damaged; download the jobs one by one."
NOTHING = "No job of this batch is ready to download."
NOT_MADE = "The package of these jobs is not made yet; ask for it first."

Made = tuple[str, datetime | None]  # a job's id, and when its script was made


class NotPacked(Exception):
    """The jobs can't be packed together. The text is fit for the user."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the package of the jobs that are `ready` now is.

    `status` is that of the package, or empty where it has to be asked for (again).
    """

    ready: int
    status: str
    packed: int
    error: str


def ready_jobs(batch: Batch) -> JobQuerySet:
    """Those with a script, in their order; of a corrected job, its latest revision that has one."""
    ready: JobQuerySet = batch.jobs.filter(status__in=WITH_SCRIPT, archived=False)
    ready = ready.exclude(package="")  # removed since
    corrected = ready.filter(revision_of__isnull=False).values("revision_of")
    return ready.exclude(pk__in=corrected).order_by("pk")


def standing_of(batch: Batch) -> Standing:
    """Two queries, however many jobs."""
    made = _made(batch)
    package = BatchPackage.objects.filter(pk=batch.pk).first()
    if package is None or (package.is_made and not _is_there(package, made)):
        return Standing(len(made), "", 0, "")
    return _standing(package, made)


@transaction.atomic
def ask_for_package(batch: Batch, *, by: "User") -> Standing:
    """Have a worker make it, unless it is there or being made.

    Raises: PermissionRefused; TransitionRefused when no job is ready.
    """
    if not by.has_perm("jobs.download_job"):
        raise PermissionRefused("You do not have the right to do this.")
    Batch.objects.select_for_update().get(pk=batch.pk)  # one asks at a time
    made = _made(batch)
    if not made:
        raise TransitionRefused(NOTHING)
    package = BatchPackage.objects.filter(pk=batch.pk).first()
    if package is None or not (package.is_being_made or _is_there(package, made)):
        package = BatchPackage(batch=batch)  # in place of what was there
        package.save()
        queueing.enqueue(package)
    return _standing(package, made)


def begin_packing(pk: uuid.UUID) -> BatchPackage | None:
    """Count the attempt; None when nobody waits for the package."""
    waiting = BatchPackage.objects.filter(pk=pk, status=BatchPackage.Status.PACKING)
    if not waiting.update(attempts=F("attempts") + 1, packed=0):
        return None
    return BatchPackage.objects.select_related("batch").get(pk=pk)


def fail_packing(package: BatchPackage, error: str) -> None:
    """Say why there is none; it can be asked for again."""
    BatchPackage.objects.filter(pk=package.pk).update(
        status=BatchPackage.Status.FAILED, error=error
    )


def pack(package: BatchPackage) -> None:
    """Make and keep the package of the jobs that are ready now; whatever else was kept is deleted.

    Raises: NotPacked; ScriptingError.
    """
    jobs = list(ready_jobs(package.batch).without_documents().select_related("template_file"))
    package.fingerprint = _fingerprint([(job.job_id, job.stage5_completed_at) for job in jobs])
    name = _name_of(package)
    with tempfile.TemporaryFile(prefix="sixstage-") as file:
        _write(file, jobs, package=package)
        storage.keep_open(file, name)
    storage.forget_others(name)
    BatchPackage.objects.filter(pk=package.pk).update(
        status=BatchPackage.Status.PACKED, fingerprint=package.fingerprint, packed=len(jobs)
    )


def download_batch(batch: Batch, *, by: "User | None", part: str = "") -> Download:
    """The zip of all ready jobs with the script that runs them; completes each of them.

    `part` is the range asked for, for the record. Queries grow with the jobs: each is recorded.

    Raises: TransitionRefused when no job is ready, their package isn't made, or one went on
    meanwhile; PermissionRefused; FileNotFoundError.
    """
    made = _made(batch)
    if not made:
        raise TransitionRefused(NOTHING)
    package = BatchPackage.objects.filter(pk=batch.pk).first()
    if package is None or not _is_there(package, made):
        raise TransitionRefused(NOT_MADE)
    with transaction.atomic():
        # All rows before the log's head: whoever changes one job locks them in that order.
        list(ready_jobs(batch).select_for_update(of=("self",)).values_list("pk"))
        for job_id, _ in made:
            note_download(job_id, "package of the batch", by=by, part=part)
    stem = safe_stem(PurePath(batch.name).stem, otherwise="batch")
    return download_of(_name_of(package), f"{stem}.zip")


def _standing(package: BatchPackage, made: Sequence[Made]) -> Standing:
    return Standing(len(made), package.status, package.packed, package.error)


def _made(batch: Batch) -> list[Made]:
    return list(ready_jobs(batch).values_list("job_id", "stage5_completed_at"))


def _is_there(package: BatchPackage, made: Sequence[Made]) -> bool:
    """Whether it holds just these, and nobody has removed the file."""
    if not package.is_made or package.fingerprint != _fingerprint(made):
        return False
    return default_storage.exists(_name_of(package))


def _name_of(package: BatchPackage) -> str:
    return storage.batch_package_name(package.batch, package.fingerprint)


def _fingerprint(made: Sequence[Made]) -> str:
    """Changes with the jobs and with each job's script."""
    lines = "\n".join(f"{job_id} {at}" for job_id, at in made)
    return hashlib.sha256(lines.encode()).hexdigest()


def _write(file: IO[bytes], jobs: Sequence[Job], *, package: BatchPackage) -> None:
    names = _template_names([job.template_file for job in jobs])
    packed = [PackedJob(job.job_id, job.output_name, names[job.template_file]) for job in jobs]
    try:
        write_batch_package(
            file,
            packed,
            packages=_opened(_counted(jobs, package)),
            templates=zip(
                names.values(), _opened(str(one.file.name) for one in names), strict=True
            ),
        )
    except zipfile.BadZipFile as error:
        raise NotPacked(DAMAGED) from error


def _counted(jobs: Sequence[Job], package: BatchPackage) -> Iterator[str]:
    """The names of the jobs' packages; each time one is asked for, those before are in."""
    for number, job in enumerate(jobs):
        BatchPackage.objects.filter(pk=package.pk).update(packed=number)
        yield str(job.package.name)


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
