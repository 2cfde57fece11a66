"""Removes the pixels of jobs that ended long ago, and keeps all records of them.

Pixels are the Photoshop file, the pictures made from it, packages and pictures of layouts. What a
job read, decided, found and generated stays, and so does its history.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jobs.auditing import lock_head, record
from jobs.layout_pictures import SIDES
from jobs.models import Job, StoredFile
from jobs.statuses import NOT_ENDED
from jobs.storage import batch_packages_folder, layout_name, pictures_folder

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Removed:
    """What went, or would go: Photoshop files, their bytes, and the jobs that used them."""

    files: int
    bytes: int
    jobs: tuple[str, ...]


def due(now: datetime) -> "QuerySet[StoredFile, StoredFile]":
    """Photoshop files none of whose jobs is open or ended within the time that pixels are kept."""
    limit = now - timedelta(days=settings.PIXELS_KEPT_DAYS)
    jobs = Job.objects.filter(psd_file=OuterRef("pk"))
    used = jobs.filter(Q(status__in=NOT_ENDED) | Q(status_since__gte=limit))
    psds = StoredFile.objects.filter(kind=StoredFile.Kind.PSD, pixels_removed_at=None)
    return psds.filter(Exists(jobs), ~Exists(used)).order_by("pk")


def apply_retention(*, dry_run: bool = False) -> Removed:
    """Remove all that is due, each file in a transaction of its own; nothing in a dry run.

    With `PIXELS_KEPT_DAYS` 0, pixels are kept for ever.
    """
    if not settings.PIXELS_KEPT_DAYS:
        return Removed(0, 0, ())
    now, files, size, jobs = timezone.now(), 0, 0, list[str]()
    for stored in due(now):
        gone = _jobs_of(stored) if dry_run else _remove(stored, now)
        if gone:
            files, size = files + 1, size + stored.size
            jobs += [job.job_id for job in gone]
    return Removed(files, size, tuple(jobs))


def apply_nightly() -> None:
    """The same, told to the log; a storage that fails is tried again the next night."""
    try:
        removed = apply_retention()
    except OSError as error:
        logger.error("pixels could not be removed: %s", error)
        return
    if removed.files:
        logger.info("pixels of %s Photoshop files removed", removed.files)


def _jobs_of(stored: StoredFile) -> list[Job]:
    return list(Job.objects.without_documents().filter(psd_file=stored).order_by("pk"))


@transaction.atomic
def _remove(stored: StoredFile, now: datetime) -> list[Job]:
    """Remove one file's pixels unless something began to use it meanwhile.

    The log's head is locked first, as uploads do: none of the same content comes between. Files go
    before the transaction ends, so that what could not be deleted is still told of as there.
    """
    lock_head()
    if not due(now).filter(pk=stored.pk).exists():
        return []
    jobs = _jobs_of(stored)
    for name in _pixels(stored, jobs):
        default_storage.delete(name)
    StoredFile.objects.filter(pk=stored.pk).update(pixels_removed_at=now, pictures=None, file="")
    Job.objects.filter(psd_file=stored).update(package="")
    data = {"file": stored.name, "sha256": stored.sha256, "bytes": stored.size}
    for job in jobs:
        record("pixels_removed", "Pixels removed; records are kept", by=None, job=job, data=data)
    return jobs


def _pixels(stored: StoredFile, jobs: list[Job]) -> Iterator[str]:
    yield str(stored.file.name)
    pictures = stored.pictures or {"canvas": None, "layers": {}}
    for picture in filter(None, (pictures["canvas"], *pictures["layers"].values())):
        yield f"{pictures_folder(stored)}/{picture}"
    for batch_id in {job.batch_id for job in jobs}:
        yield from _all_below(batch_packages_folder(batch_id))
    for job in jobs:
        yield from (layout_name(job, side) for side in SIDES)
        if job.package:
            yield str(job.package.name)


def _all_below(folder: str) -> Iterator[str]:
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names)
