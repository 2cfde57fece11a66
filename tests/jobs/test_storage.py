"""Files as the storage in use keeps them, on disk or in an S3 store."""

import os
from pathlib import Path

from django.core.files.storage import default_storage

from jobs import storage

MEGABYTE = 1024 * 1024


def test_a_large_file_that_is_read_lies_on_disk_and_not_in_memory(tmp_path: Path) -> None:
    content = os.urandom(20 * MEGABYTE)
    (tmp_path / "large").write_bytes(content)
    storage.keep(tmp_path / "large", "uploads/large")

    with default_storage.open("uploads/large", "rb") as file:
        assert file.read(1) == content[:1]
        kept = file.file
        assert kept is not None
        assert kept.name is not None  # which a spooled file has once it is on disk
        assert file.read() == content[1:]
