from pathlib import Path

import pytest

from extraction.mapped_file import VIEWED_BYTES, MappedFile

CONTENT = bytes(range(256)) * (VIEWED_BYTES // 64)


@pytest.fixture
def mapped(tmp_path: Path) -> MappedFile:
    path = tmp_path / "content"
    path.write_bytes(CONTENT)
    return MappedFile(path)


def test_reads_on_from_where_it_is(mapped: MappedFile) -> None:
    assert (mapped.read(3), mapped.tell(), mapped.read(2)) == (b"\0\1\2", 3, b"\3\4")


@pytest.mark.parametrize(
    ("offset", "whence", "place"), [(7, 0, 7), (-3, 1, 7), (-2, 2, len(CONTENT) - 2)]
)
def test_goes_to_a_place(mapped: MappedFile, offset: int, whence: int, place: int) -> None:
    mapped.seek(10)

    assert mapped.seek(offset, whence) == place
    assert mapped.read(2) == CONTENT[place : place + 2]


def test_gives_large_parts_as_views_that_stay_good_when_forgotten(mapped: MappedFile) -> None:
    part: object = mapped.read()
    mapped.forget()

    assert isinstance(part, memoryview)
    assert part == CONTENT


def test_ends_at_the_end_and_refuses_a_place_before_the_start(mapped: MappedFile) -> None:
    mapped.seek(5, 2)

    assert mapped.read(9) == b""
    with pytest.raises(ValueError, match="before"):
        mapped.seek(-1)
