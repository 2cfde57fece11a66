"""Stage 6: hand the script or the package over; the first time completes the job."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction

from jobs import auditing, workflow
from jobs.models import Job
from jobs.statuses import Status
from scripting import safe_stem

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Download:
    """A file to send."""

    name: str
    content_type: str
    file: IO[bytes]


@transaction.atomic
def _note_download(job_id: str, what: str, *, by: "User | None") -> Job:
    job = workflow.locked_job(job_id)
    note = workflow.Record(f"{what} downloaded", {"what": what})
    if job.status != Status.COMPLETED:
        return workflow.advance(job_id, "mark_downloaded", by=by, note=note)
    if by is not None and not by.has_perm("jobs.download_job"):
        raise workflow.PermissionRefused("You do not have the right to do this.")
    auditing.record("downloaded", note.message, by=by, job=job, stage=6, data=note.data)
    return job


def _stem(job: Job) -> str:
    return safe_stem(PurePath(job.output_name).name)


def download_script(job_id: str, *, by: "User | None") -> Download:
    """The ExtendScript. Raises: JobNotFound; TransitionRefused."""
    job = _note_download(job_id, "script", by=by)
    content = ContentFile(job.stage5_extendscript.encode("ascii"))
    return Download(f"{_stem(job)}.jsx", "text/javascript", content)


@transaction.atomic
def download_package(job_id: str, *, by: "User | None") -> Download:
    """The zip with script and images; a package that is gone completes no job.

    Raises: JobNotFound; TransitionRefused; FileNotFoundError.
    """
    job = _note_download(job_id, "package", by=by)
    return Download(f"{_stem(job)}.zip", "application/zip", job.package.open("rb"))
