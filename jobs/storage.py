"""Where files are kept: names in the default storage, and local copies for the readers."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage

from jobs.models import Batch, Job, StoredFile


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def upload_name(sha256: str, kind: str, suffix: str) -> str:
    """Where an uploaded file lies; only the suffix, one of a few, is the uploader's choice."""
    return f"uploads/{kind}/{sha256[:2]}/{sha256}{suffix}"


def pictures_folder(psd_file: StoredFile) -> str:
    """Where the canvas and thumbnails of a Photoshop file lie; made once per content."""
    return f"pictures/{psd_file.sha256}"


def package_name(job: Job) -> str:
    """Where a job's package lies. Random ids, so a stranger can't guess it."""
    return f"packages/{job.batch_id}/{job.pk}.zip"


def batch_package_name(batch: Batch, fingerprint: str) -> str:
    """Where the package of all jobs of a batch lies; another one for another fingerprint."""
    return f"packages/{batch.pk}/all/{fingerprint}.zip"


def highlighted_name(sha256: str) -> str:
    """Where a script of that hash lies as HTML."""
    return f"scripts/{sha256[:2]}/{sha256}.html"


def layout_name(job: Job, side: str) -> str:
    """Where a job's layout picture of that side lies, beside its package."""
    return f"packages/{job.batch_id}/{job.pk}-{side}.png"


def receipt_name(job: Job, sha256: str) -> str:
    """Where a receipt of a job's script lies."""
    return f"receipts/{job.batch_id}/{job.pk}/{sha256}.json"


def keep(path: Path, name: str) -> None:
    """Copy a local file into the storage under exactly that name, replacing what was there."""
    with path.open("rb") as file:
        keep_open(file, name)


def keep_open(file: IO[bytes], name: str) -> None:
    """As `keep`, of a file that is open; it is read in blocks, from its beginning."""
    default_storage.save(name, File(file))


def forget_others(name: str) -> None:
    """Delete all files that lie beside that one."""
    folder, _, own = name.rpartition("/")
    for other in default_storage.listdir(folder)[1]:
        if other != own:
            default_storage.delete(f"{folder}/{other}")


@contextmanager
def local_copy(stored: StoredFile) -> Iterator[Path]:
    """The file on this machine's disk for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="sixstage-") as folder:
        path = Path(folder) / f"file{Path(str(stored.file.name)).suffix}"
        with stored.file.open("rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
        yield path
