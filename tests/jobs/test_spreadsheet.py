"""Workbooks: read as a person would have typed them, or refused in a sentence."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from jobs.manifest import ManifestUnreadable, read_manifest
from jobs.spreadsheet import MAX_UNPACKED, SpreadsheetUnreadable, rows_of

HEADER = ["job_id", "psd_path", "aepx_path", "output_name", "notes"]


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with those rows in its first sheet, and a second sheet that is not meant."""
    book = Workbook()
    first = book.worksheets[0]
    for row in rows:
        first.append(row)
    book.create_sheet("other").append(["not", "this"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def repacked(content: bytes, **changed: bytes) -> bytes:
    """The same package with parts replaced, by the end of their names."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = name.rsplit("/", 1)[-1].removesuffix(".xml")
            target.writestr(name, changed.get(part, source.read(name)))
    return kept.getvalue()


def test_cells_are_read_as_they_would_be_typed() -> None:
    rows = [["a", 7, 7.0, 7.5, None, True, date(2026, 11, 23), datetime(2026, 11, 23, 9, 5), "b"]]  # noqa: DTZ001 - Excel knows no zones

    (read,) = rows_of(workbook(rows), most=10)

    assert read == ["a", "7", "7", "7.5", "", "True", "2026-11-23", "2026-11-23T09:05:00", "b"]


def test_a_workbook_is_a_manifest_like_any_other() -> None:
    rows: list[list[Any]] = [
        HEADER,
        [101, "cards/1.psd", "line.aepx", "1.aep", "Ünïcode; “quotes”, 日本"],
    ]

    (row,) = read_manifest(workbook(rows)).rows

    assert (row.job_id, row.row, row.notes) == ("101", 2, "Ünïcode; “quotes”, 日本")


def test_empty_lines_keep_the_numbers_of_the_rows() -> None:
    rows = [HEADER, [], ["one", "1.psd", "line.aepx", ""]]

    (error,) = read_manifest(workbook(rows)).errors

    assert (error.row, error.job_id) == (3, "one")


def test_too_many_rows_are_refused() -> None:
    rows = [HEADER, *(["one", "1.psd", "a.aepx", "1.aep"] for _ in range(20_001))]
    with pytest.raises(ManifestUnreadable, match="more than 20000 rows"):
        read_manifest(workbook(rows))


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = repacked(workbook([HEADER]), sheet1=b" " * (MAX_UNPACKED + 1))

    with pytest.raises(SpreadsheetUnreadable, match="far more"):
        rows_of(bomb, most=10)


def test_entities_are_not_expanded() -> None:
    entities = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
        b"</worksheet>"
    )
    with pytest.raises(SpreadsheetUnreadable):
        rows_of(repacked(workbook([HEADER]), sheet1=entities), most=10)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 99])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(ManifestUnreadable, match="no workbook"):
        read_manifest(content)


def test_a_zip_of_something_else_is_refused() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(ManifestUnreadable, match="damaged workbook"):
        read_manifest(kept.getvalue())


SAMPLE = workbook([HEADER, ["one", "1.psd", "line.aepx", "1.aep"]])
PARTS = ["workbook", "sheet1", "styles", "[Content_Types]", "theme1"]


@given(st.sampled_from(PARTS), st.binary(max_size=200), st.integers(0, 4000))
def test_any_damage_gives_rows_or_a_sentence(part: str, junk: bytes, at: int) -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as package:
        (name,) = (one for one in package.namelist() if one.endswith(f"{part}.xml"))
        whole = package.read(name)
    damaged = whole[:at] + junk + whole[at + len(junk) :]
    try:
        read_manifest(repacked(SAMPLE, **{part: damaged}))
    except ManifestUnreadable as refusal:
        assert str(refusal).startswith("The manifest")
