"""A file as a parser reads it, whose large parts stay on disk until somebody looks at them.

For files that nobody shortens meanwhile: the system ends a process that looks at what is gone.
"""

import io
import mmap
from pathlib import Path
from typing import cast

VIEWED_BYTES = 1 << 16


class MappedFile(io.RawIOBase):
    """Reads like a file, but gives parts of 64 KiB and more as views of it, not as copies."""

    def __init__(self, path: Path) -> None:
        """Raises: OSError, ValueError for an empty file."""
        super().__init__()
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        self._position = 0

    def tell(self) -> int:
        """Bytes from the start."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, which may be beyond the end."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: len(self._view)}[whence]
        if start + offset < 0:
            raise ValueError("before the start")
        self._position = start + offset
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Read on; what is large is a `memoryview`, which the parser takes for bytes."""
        end = len(self._view) if size < 0 else self._position + size
        part = self._view[self._position : end]
        self._position += len(part)
        return cast(bytes, part) if len(part) >= VIEWED_BYTES else part.tobytes()

    def forget(self) -> None:
        """Give back the memory of what was looked at; it is read again when needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
