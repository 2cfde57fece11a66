"""Files on a disk of our own that are there whole or not at all.

Django's storage writes under the final name: who reads meanwhile, or after a crash, gets a part.
"""

import uuid
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

PARTS = "parts"  # beside the other folders, so that a finished file is moved and not copied


class WholeFileStorage(FileSystemStorage):
    """Writes beside, then moves the finished file to its name."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        part = Path(self.path(f"{PARTS}/{uuid.uuid4().hex}"))
        target = Path(self.path(name))
        try:
            super()._save(str(part), content)  # type: ignore[misc]  # not in the stubs
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return name

    def parts(self) -> Iterator[Path]:
        """Files that are being written, and those whose writer was killed."""
        yield from Path(self.path(PARTS)).glob("*")
