"""Uploads that go on where they stopped: bytes are kept as they come, the batch is made at the end.

The bytes' way follows tus 1.0 (tus.io), core protocol: an offset is asked for, and appended at.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs import direct_upload, intake, uploading
from jobs.manifest import OPTIONAL, REQUIRED, Manifest, RowError
from jobs.models import Incoming, IncomingFile, StoredFile
from jobs.upload_set import (
    MAX_MEMBERS,
    UploadRefused,
    UploadSet,
    is_sound_path,
    refuse_too_much,
)
from jobs.wording import counted, storable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_OPEN = 5  # uploads of one person
KEPT = timedelta(days=2)  # since anything came
BLOCK = 1024 * 1024
COLUMNS = frozenset(REQUIRED + OPTIONAL)
LONGEST_CELL = 2000
MOST_CORRECTIONS = 1000  # rows


class OffsetWrong(Exception):
    """The next byte is another one than was sent; `offset` tells which."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"{offset} bytes are here.")
        self.offset = offset


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that is to come; `sha256` where the sender knows it."""

    path: str
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of the rows so far; None: the manifest is not here yet."""

    manifest: Manifest | None
    errors: tuple[RowError, ...] = ()


def begin(announced: Iterable[Announced], *, by: "User") -> Incoming:
    """Make room for these files; templates that are known already are here at once.

    Large ones are expected in the S3 store where browsers send to it.
    Raises: UploadRefused; direct_upload.AWAY.
    """
    files = _allowed(list(announced))
    if Incoming.objects.filter(user=by).count() >= MOST_OPEN:
        raise UploadRefused(f"You have {MOST_OPEN} unfinished uploads; finish or discard one.")
    with transaction.atomic():
        incoming = Incoming.objects.create(user=by)
        IncomingFile.objects.bulk_create(
            IncomingFile(incoming=incoming, path=file.path, size=file.size) for file in files
        )
    incoming.folder.mkdir(parents=True)
    _fetch_known(incoming, {file.path: file.sha256 for file in files if file.sha256})
    try:
        for file in incoming.files.all():
            if direct_upload.is_for(file.size) and not file.is_complete:
                direct_upload.begin(file)
    except direct_upload.AWAY:
        _remove(incoming)  # what the store began meanwhile, its own rule clears away
        raise
    return incoming


def _allowed(files: list[Announced]) -> list[Announced]:
    if not 0 < len(files) <= MAX_MEMBERS:
        raise UploadRefused(f"Send 1 to {MAX_MEMBERS} files at once.")
    for file in files:
        if file.size < 0 or not is_sound_path(file.path):
            shown = storable(file.path[:100])
            raise UploadRefused(f"The file “{shown}” has a name or size that is not allowed.")
    if len({file.path for file in files}) < len(files):
        raise UploadRefused("A file stands twice in the list.")
    total = sum(file.size for file in files)
    refuse_too_much(total, most=settings.MAX_UPLOAD_BYTES)
    folder = Path(settings.INCOMING_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    if total > shutil.disk_usage(folder).free:
        raise UploadRefused("The server has not enough room for these files; tell its operator.")
    return files


def _fetch_known(incoming: Incoming, digests: Mapping[str, str]) -> None:
    kind = StoredFile.Kind.TEMPLATE
    stored = {
        (row.sha256, row.size): row
        for row in StoredFile.objects.filter(sha256__in=digests.values(), kind=kind)
    }
    for file in incoming.files.all():
        known = stored.get((digests.get(file.path, ""), file.size))
        if known is not None:
            with known.file.open("rb") as source, file.place.open("wb") as target:
                shutil.copyfileobj(source, target, BLOCK)


def offset_of(file: IncomingFile) -> int:
    """How many bytes of it have come, here or in the store."""
    return direct_upload.held(file) if file.multipart else file.offset


def address_of_part(file: IncomingFile, offset: int) -> str:
    """Where in the store the part goes that begins at the offset. Raises: UploadRefused."""
    if not file.multipart:
        raise UploadRefused(f"“{file.path}” does not go to the store.")
    file.incoming.save(update_fields=["touched_at"])
    return direct_upload.address_of_part(file, offset)


def append(file: IncomingFile, offset: int, source: Source) -> int:
    """Keep what comes, from that offset on; the new offset. What came before a break is kept.

    Raises: OffsetWrong; UploadRefused for more bytes than announced, or a file of the store's.
    """
    if file.multipart:
        raise UploadRefused(f"“{file.path}” goes to the store, in parts.")
    with file.place.open("ab") as target:
        fcntl.flock(target, fcntl.LOCK_EX)  # the same file may come from two windows
        here = os.fstat(target.fileno()).st_size
        if offset != here:
            raise OffsetWrong(here)
        while block := source.read(min(BLOCK, file.size - here + 1)):
            if here + len(block) > file.size:
                raise UploadRefused(f"More of “{file.path}” came than was announced.")
            target.write(block)
            here += len(block)
    file.incoming.save(update_fields=["touched_at"])
    return here


def correct(incoming: Incoming, cells: Mapping[str, Mapping[str, str]]) -> None:
    """Put other text into cells of the manifest, by row and column. Raises: UploadRefused."""
    kept: dict[str, dict[str, str]] = dict(incoming.corrections)
    for row, columns in cells.items():
        sound = row.isascii() and row.isdecimal() and len(row) < 7 and columns.keys() <= COLUMNS
        if not sound or any(len(text) > LONGEST_CELL for text in columns.values()):
            raise UploadRefused("That is no cell of the manifest.")
        kept[row] = {**kept.get(row, {}), **columns}
    if len(kept) > MOST_CORRECTIONS:
        raise UploadRefused("So many rows are corrected better in the manifest itself.")
    incoming.corrections = kept
    incoming.save(update_fields=["corrections", "touched_at"])


def _set_of(incoming: Incoming) -> UploadSet:
    files = list(incoming.files.all())
    unfinished = frozenset(file.place for file in files if not file.is_complete)
    return UploadSet({file.path: file.place for file in files}, unfinished)


def _corrections(incoming: Incoming) -> dict[int, dict[str, str]]:
    return {int(row): cells for row, cells in incoming.corrections.items()}


def check(incoming: Incoming) -> Checked:
    """What is wrong with the rows, as far as the files here tell; nothing is kept.

    Raises: UploadRefused; ManifestUnreadable.
    """
    files = _set_of(incoming)
    if uploading.is_one_zip(files):
        return Checked(None)
    path = uploading.manifest_among(files)
    if path is not None and files.files[path] in files.unfinished:
        return Checked(None)
    unpacked = uploading.unpacked(files, corrections=_corrections(incoming))
    _, errors = intake.check_rows(unpacked.manifest, uploading.with_ingest_folder(unpacked.files))
    return Checked(unpacked.manifest, tuple(errors))


def finish(
    incoming: Incoming, *, by: "User", good_rows_only: bool = False, start: bool = True
) -> intake.Ingested:
    """Make the batch; when rows are wrong the files stay, and the rows can be corrected.

    Raises: UploadRefused; ManifestUnreadable; PermissionRefused.
    """
    for file in incoming.files.exclude(multipart=""):
        direct_upload.fetch(file)
    files = _set_of(incoming)
    if files.unfinished:
        missing = counted(len(files.unfinished), "file")
        raise UploadRefused(f"The upload is not complete: {missing} still to come.")
    ingested = uploading.receive_files(
        files,
        by=by,
        corrections=_corrections(incoming),
        good_rows_only=good_rows_only,
        start=start,
    )
    if ingested.batch is not None:
        discard(incoming)
    return ingested


def discard(incoming: Incoming) -> None:
    """Forget an upload and its bytes."""
    for file in incoming.files.exclude(multipart=""):
        direct_upload.forget(file)
    _remove(incoming)


def _remove(incoming: Incoming) -> None:
    folder = incoming.folder
    incoming.delete()
    shutil.rmtree(folder, ignore_errors=True)


def discard_forgotten() -> int:
    """Discard uploads that nobody has gone on with for two days; how many."""
    forgotten = Incoming.objects.filter(touched_at__lt=timezone.now() - KEPT)
    found: list[Any] = list(forgotten)
    for incoming in found:
        discard(incoming)
    return len(found)
