"""A stored file is there whole or not at all, whatever happens while it is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

pytestmark = pytest.mark.usefixtures("own_files")


class Breaking(ContentFile):  # type: ignore[type-arg]  # not subscriptable at run time
    """Content that ends in an error after its first half."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield self.read()[: chunk_size or 4]
        raise OSError(28, "No space left on device")


def test_an_interrupted_write_leaves_nothing(own_files: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        default_storage.save("packages/1.zip", Breaking(b"half of it"))

    assert not default_storage.exists("packages/1.zip")
    assert [path for path in own_files.rglob("*") if path.is_file()] == []


def test_an_interrupted_write_leaves_the_file_that_was_there() -> None:
    default_storage.save("packages/1.zip", ContentFile(b"whole"))

    with pytest.raises(OSError, match="No space"):
        default_storage.save("packages/1.zip", Breaking(b"half of it"))

    with default_storage.open("packages/1.zip") as file:
        assert file.read() == b"whole"


def test_who_reads_while_it_is_replaced_reads_the_old_one_to_its_end() -> None:
    default_storage.save("packages/1.zip", ContentFile(b"the old one"))
    with default_storage.open("packages/1.zip") as file:
        assert file.read(4) == b"the "
        assert default_storage.save("packages/1.zip", ContentFile(b"new")) == "packages/1.zip"
        assert file.read() == b"old one"
