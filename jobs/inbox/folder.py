"""An inbox that is a folder: on this machine's disk, or one that it mounts.

Nothing is reached through a link, also where one is put in the way while files are copied.
"""

import logging
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from jobs.inbox.dropped import FILED, Dropped, Found, copy_found, is_noise, oldest_settled
from jobs.upload_set import MAX_MEMBERS, UploadRefused, UploadSet

logger = logging.getLogger(__name__)

DEEPEST = 20  # folders within each other
NO_FILE = "It holds a link, or something else that is no file; put the files themselves in."
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # a pipe would wait for its writer


@dataclass(frozen=True, slots=True)
class FolderInbox:
    """Batches are its entries; those that are done or failed move into folders of that name."""

    root: Path

    def first_settled(self, seconds: int) -> Dropped | None:
        """What nobody has changed for that long, the oldest first.

        Raises: OSError, also where it could not be filed away.
        """
        for name in FILED:
            self._beside(name)
        entries = [entry for entry in self.root.iterdir() if entry.name not in FILED]
        dropped = [_dropped(entry) for entry in entries if not is_noise(entry.name)]
        return oldest_settled(filter(None, dropped), seconds)

    def fetch(self, dropped: Dropped, into: Path) -> UploadSet:
        """Copy it under names of ours. Raises: UploadRefused; NotSettled; OSError."""
        dropped.check()
        top = self.root / dropped.name if dropped.is_folder else self.root
        kept: dict[str, Path] = {}
        for number, found in enumerate(dropped.files):
            kept[found.path] = into / f"{number}"
            with _opened(top, found.path) as source:
                copy_found(source, kept[found.path], found)
        return UploadSet(kept)

    def file_away(self, dropped: Dropped, where: str, note: str) -> None:
        """Move it there in one step, with the note beside it. Raises: OSError."""
        target = self._beside(where) / dropped.filed_name
        with target.with_name(f"{target.name}.txt").open("x", encoding="utf-8") as file:
            file.write(f"{note}\n")
        (self.root / dropped.name).rename(target)

    def _beside(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        if folder.is_symlink():
            raise NotADirectoryError(f"{folder} is a link")
        return folder


def _dropped(entry: Path) -> Dropped | None:
    """What lies there; None for an empty folder, and for what can't be looked into just now."""
    try:
        status = entry.lstat()
        if stat.S_ISDIR(status.st_mode):
            return _dropped_folder(entry)
    except OSError as error:
        logger.warning("the inbox can't look into %r: %s", entry.name, error)
        return None
    problem = "" if stat.S_ISREG(status.st_mode) else NO_FILE
    found = (Found(entry.name, status.st_size),)
    return Dropped(entry.name, found, status.st_ctime, is_folder=False, problem=problem)


def _dropped_folder(top: Path) -> Dropped | None:
    files, newest, problem = [], 0.0, ""
    for path, status in _below(top):
        newest = max(newest, status.st_ctime)  # a copier may set the other time, nobody sets this
        if is_noise(path):
            continue  # its time counts all the same: it may be a copy under way
        if stat.S_ISREG(status.st_mode):
            files.append(Found(path, status.st_size))
        elif not stat.S_ISDIR(status.st_mode):
            problem = NO_FILE
        elif path.count("/") >= DEEPEST:
            problem = f"Folders lie more than {DEEPEST} deep in each other."
        if problem or len(files) > MAX_MEMBERS:
            break
    if not files and not problem:
        return None
    return Dropped(top.name, tuple(files), newest, is_folder=True, problem=problem)


def _below(top: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The folder itself, as an empty path, and all that is in it by its path as seen from there."""
    folders = [top]
    yield "", top.lstat()
    while folders:
        folder = folders.pop()
        for entry in sorted(folder.iterdir()):
            status = entry.lstat()
            yield entry.relative_to(top).as_posix(), status
            if stat.S_ISDIR(status.st_mode):
                folders.append(entry)


@contextmanager
def _opened(top: Path, path: str) -> Iterator[BinaryIO]:
    *folders, name = path.split("/")
    inner = os.open(top, _FOLDER)
    try:
        for part in folders:
            outer, inner = inner, os.open(part, _FOLDER, dir_fd=inner)
            os.close(outer)
        file = os.open(name, _FILE, dir_fd=inner)
    except PermissionError as error:
        raise UploadRefused(f"The server may not read “{path}”.") from error
    finally:
        os.close(inner)
    with os.fdopen(file, "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise UploadRefused(NO_FILE)
        yield opened
