"""Compares the stored files with what the database tells of them, in both directions.

Finds what is missing, damaged or belongs to nobody. Does not repair: a backup does.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from jobs.models import Job, StoredFile
from jobs.storage import pictures_folder
from jobs.whole_files import PARTS

OF_A_JOB = re.compile(r"(?:packages|receipts)/[^/]+/(\d+)[./-]")
OF_A_CARD = re.compile(r"(pictures/[^/]+)/")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Names in the storage, sorted. `orphaned` files may be deleted."""

    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    orphaned: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether each file that the database tells of is there and as it was."""
        return not (self.missing or self.damaged)


def check_files(*, contents: bool, spared: timedelta) -> FileCheck:
    """Look at every stored file; with `contents`, read the uploads and compare their hashes, too.

    Files younger than `spared` are no orphans: their upload may be under way. Two queries.
    """
    there = set(_walk(""))
    uploads = {str(stored.file.name): stored for stored in StoredFile.objects.all()}
    packages = dict(Job.objects.values_list("pk", "package"))
    named = {*uploads, *filter(None, packages.values()), *_pictures(uploads)}
    damaged = [
        name for name in there & uploads.keys() if _differs(uploads[name], contents=contents)
    ]
    damaged += [name for name in there & set(packages.values()) if not _is_package(name)]
    owners = {pictures_folder(stored) for stored in uploads.values()} | set(map(str, packages))
    strays = {name for name in there - named if _owner(name) not in owners}
    return FileCheck(
        missing=tuple(sorted(named - there)),
        damaged=tuple(sorted(damaged)),
        orphaned=tuple(sorted(name for name in strays if _is_older(name, spared))),
    )


def _walk(folder: str) -> Iterator[str]:
    """Names of all finished files below that folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was stored yet
        return
    yield from (f"{folder}{name}" for name in files)
    for inner in folders:
        if inner != PARTS:
            yield from _walk(f"{folder}{inner}/")


def _pictures(uploads: dict[str, StoredFile]) -> Iterator[str]:
    for stored in uploads.values():
        told = stored.pictures or {"canvas": None, "layers": {}}
        for name in (told["canvas"], *told["layers"].values()):
            if name:
                yield f"{pictures_folder(stored)}/{name}"


def _differs(stored: StoredFile, *, contents: bool) -> bool:
    if stored.file.size != stored.size:
        return True
    if not contents:
        return False
    with stored.file.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() != stored.sha256


def _is_package(name: str) -> bool:
    with default_storage.open(name) as file:
        return zipfile.is_zipfile(file)


def _owner(name: str) -> str:
    """What must be known for the file to belong to something: a job's key, a card's folder."""
    found = OF_A_JOB.match(name) or OF_A_CARD.match(name)
    return found[1] if found else ""


def _is_older(name: str, spared: timedelta) -> bool:
    return default_storage.get_modified_time(name) <= timezone.now() - spared
