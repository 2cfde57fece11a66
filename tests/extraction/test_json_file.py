"""JSON files from outside."""

from pathlib import Path

import pytest

from extraction import InvalidDocument, UnreadableFile
from extraction.json_file import read_json_file


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": "\xc3\xa4"}')
    assert read_json_file(path) == {"a": "ä"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"[NaN]", b"[" * 100_000, b"<html>"]
)
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.json"
    path.write_bytes(content)
    with pytest.raises(InvalidDocument, match=r"“m\.json” is not valid JSON"):
        read_json_file(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"“none\.json” can't be read: No such file"):
        read_json_file(tmp_path / "none.json")
