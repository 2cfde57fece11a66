"""Stage 6: hand the script or the package over; the first time completes the job."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from jobs import auditing, workflow
from jobs.models import Job
from jobs.statuses import Status
from scripting import safe_stem

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_RANGE = 60  # characters kept of what a client asked for


@dataclass(frozen=True, slots=True)
class Download:
    """A file to send, `size` bytes long; `etag` changes with its content."""

    name: str
    content_type: str
    file: IO[bytes]
    size: int
    etag: str


@transaction.atomic
def note_download(job_id: str, what: str, *, by: "User | None", part: str) -> Job:
    """Record who took what; the first time completes the job.

    Raises: JobNotFound; TransitionRefused.
    """
    job = workflow.locked_job(job_id)
    data = {"what": what} | ({"range": part[:LONGEST_RANGE]} if part else {})
    note = workflow.Record(f"{what} downloaded", data)
    if job.status != Status.COMPLETED:
        return workflow.advance(job_id, "mark_downloaded", by=by, note=note)
    if by is not None and not by.has_perm("jobs.download_job"):
        raise workflow.PermissionRefused("You do not have the right to do this.")
    auditing.record("downloaded", note.message, by=by, job=job, stage=6, data=note.data)
    return job


def _stem(job: Job) -> str:
    return safe_stem(PurePath(job.output_name).name)


def script_name(job: Job) -> str:
    """Under which name the script is downloaded."""
    return f"{_stem(job)}.jsx"


def download_script(job_id: str, *, by: "User | None", part: str = "") -> Download:
    """The ExtendScript. `part` is the range asked for, for the record.

    Raises: JobNotFound; TransitionRefused.
    """
    job = note_download(job_id, "script", by=by, part=part)
    script = job.stage5_extendscript.encode("ascii")
    etag = hashlib.sha256(script).hexdigest()
    return Download(script_name(job), "text/javascript", ContentFile(script), len(script), etag)


@transaction.atomic
def download_package(job_id: str, *, by: "User | None", part: str = "") -> Download:
    """The zip with script and images; a package that is gone completes no job.

    `part` is the range asked for, for the record.

    Raises: JobNotFound; TransitionRefused; FileNotFoundError.
    """
    job = note_download(job_id, "package", by=by, part=part)
    if not job.package:
        raise workflow.TransitionRefused("The package was removed since; the script is kept.")
    return download_of(str(job.package.name), f"{_stem(job)}.zip")


def download_of(stored: str, name: str) -> Download:
    """The stored package under a name for people. Raises: FileNotFoundError."""
    file, size = default_storage.open(stored, "rb"), default_storage.size(stored)
    made = default_storage.get_modified_time(stored).timestamp()
    told = f"{stored} {made} {size}"  # some file stores tell times to the second
    etag = hashlib.sha256(told.encode()).hexdigest()
    return Download(name, "application/zip", file, size, etag)
