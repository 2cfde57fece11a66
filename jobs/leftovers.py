"""Removes what killed processes left half done: temporary folders and unfinished files."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from jobs.whole_files import WholeFileStorage

PREFIX = "sixstage-work-"  # of the temporary folders that are looked for
SPARED = 2  # times as long as a task may take


def remove_leftovers() -> None:
    """Delete, on this machine, what is so old that nobody can be at it any more."""
    newest = time.time() - SPARED * settings.TASK_SECONDS
    for path in _unfinished():
        try:
            if path.stat().st_mtime < newest:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError:  # its owner was done with it just now, or is another user
            continue


def _unfinished() -> Iterator[Path]:
    yield from Path(tempfile.gettempdir()).glob(f"{PREFIX}*")
    if isinstance(default_storage, WholeFileStorage):
        yield from default_storage.parts()
