"""What is put into an inbox, wherever that is, and what an inbox must be able to do.

Whoever puts files there is not trusted: odd names, too much of anything and files that change
while they are read are refused. Folders and buckets are read in `folder` and `bucket`.
"""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from jobs.upload_set import MAX_MEMBERS, UploadRefused, UploadSet, is_sound_path, refuse_too_much

FILED = ("done", "failed")  # folders of ours beside the batches
BLOCK = 1024 * 1024
_NOISE = re.compile(r"[.~]|desktop\.ini$|Thumbs\.db$")  # of systems, editors and copiers
_ODD = re.compile(r"[^\w .()+-]")
LOOSE = "Put a batch in as one folder, with its manifest and files, or as one ZIP."


class NotSettled(Exception):
    """It was changed while it was read; another time."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a batch: its path as seen from there, and its bytes."""

    path: str
    size: int
    version: str = ""  # in a bucket


@dataclass(frozen=True, slots=True)
class Dropped:
    """What lies in an inbox under one name: a folder's files, or one file.

    `changed_at` is in seconds since 1970; `problem` says why it can't even be looked into.
    """

    name: str
    files: tuple[Found, ...]
    changed_at: float
    is_folder: bool
    problem: str = ""

    @property
    def filed_name(self) -> str:
        """A name that is nobody else's, and harmless: when it was filed away, and its own."""
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        return f"{moment}-{_ODD.sub('_', self.name)[:100]}"

    def check(self) -> None:
        """Raises: UploadRefused for what no batch is."""
        if self.problem:
            raise UploadRefused(self.problem)
        if not (self.is_folder or self.name.lower().endswith(".zip")):
            raise UploadRefused(LOOSE)
        if len(self.files) > MAX_MEMBERS:
            raise UploadRefused(f"There are more than {MAX_MEMBERS} files; split the batch.")
        if not all(is_sound_path(file.path) for file in self.files):
            raise UploadRefused("A file or folder has a name that is not allowed.")
        refuse_too_much(sum(file.size for file in self.files), most=settings.MAX_UPLOAD_BYTES)


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many; none at the end."""
        ...


class Inbox(Protocol):
    """Somewhere that batches are put."""

    def first_settled(self, seconds: int) -> Dropped | None:
        """What nobody has changed for that long, the oldest first."""
        ...

    def fetch(self, dropped: Dropped, into: Path) -> UploadSet:
        """Copy it under names of ours. Raises: UploadRefused; NotSettled."""
        ...

    def file_away(self, dropped: Dropped, where: str, note: str) -> None:
        """Move it there whole, with the note beside it."""
        ...


def oldest_settled(dropped: Iterable[Dropped], seconds: int) -> Dropped | None:
    """What nobody has changed for that long, and longest."""
    before = time.time() - seconds
    found = [one for one in dropped if one.changed_at < before]
    return min(found, key=lambda one: (one.changed_at, one.name), default=None)


def is_noise(path: str) -> bool:
    """Whether it is a file of systems, editors or copiers, and part of no batch."""
    return any(_NOISE.match(name) for name in path.split("/"))


def copy_found(source: Readable, target: Path, found: Found) -> None:
    """So many bytes and no more. Raises: NotSettled where there are others."""
    left = found.size + 1
    with target.open("wb") as out:
        while left > 0 and (block := source.read(min(BLOCK, left))):
            out.write(block)
            left -= len(block)
    if left != 1:
        raise NotSettled(f"{found.path!r} was changed meanwhile")
