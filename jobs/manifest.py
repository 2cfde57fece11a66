"""Reads a batch manifest (CSV or .xlsx) into checked rows; touches no other file, no database."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from jobs.models.job import JOB_ID_PATTERN, Job
from jobs.spreadsheet import SpreadsheetUnreadable, is_workbook, rows_of

REQUIRED = ("job_id", "psd_path", "aepx_path", "output_name")
OPTIONAL = ("client_name", "project_name", "priority", "notes")
MAX_ROWS = 20_000
MAX_NAME = 200
SUFFIXES = (".csv", ".xlsx")
PSD_SUFFIXES = (".psd", ".psb")
TEMPLATE_SUFFIXES = (".aepx", ".aep", ".aet")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class ManifestUnreadable(Exception):
    """The manifest as a whole can't be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one row. `row` is its line in the file; the header is line 1."""

    row: int
    job_id: str
    error: str


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One job to be. Paths are as written, with forward slashes."""

    row: int
    job_id: str
    psd_path: str
    aepx_path: str
    output_name: str
    client_name: str = ""
    project_name: str = ""
    priority: str = Job.Priority.MEDIUM.value
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All rows of a file, good and bad apart, both in the file's order."""

    rows: tuple[ManifestRow, ...]
    errors: tuple[RowError, ...]
    bad_cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)  # by row and column


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Excel on Windows saves


def _lines(content: bytes) -> list[list[str]]:
    if is_workbook(content):
        try:
            return rows_of(content, most=MAX_ROWS + 2)
        except SpreadsheetUnreadable as error:
            raise ManifestUnreadable(str(error)) from error
    text = _decode(content)
    first_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ManifestUnreadable(f"The manifest is not a valid CSV file: {error}.") from error


def _table(content: bytes) -> tuple[list[str], list[list[str]]]:
    lines = _lines(content)
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise ManifestUnreadable(
            f"The manifest is empty. Its first line names the columns: {', '.join(REQUIRED)}."
        )
    return [cell.strip().lower() for cell in lines[0]], lines[1:]


def _check_header(header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        found = ", ".join(name for name in header if name) or "none"
        raise ManifestUnreadable(
            f"The manifest has no column {', '.join(missing)}. Columns found: {found}."
        )
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise ManifestUnreadable(f"The manifest has the column {doubled[0]} twice.")


def normal_path(text: str) -> str | None:
    """A relative path with forward slashes, or None when it would leave the uploaded set."""
    path = PurePosixPath(text.strip().replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", str(path)):
        return None
    return str(path)


def _path_error(column: str, text: str, suffixes: tuple[str, ...]) -> str | None:
    path = normal_path(text)
    if path is None:
        return f"{column} “{text}” leaves the upload; name a file inside it."
    if not path.lower().endswith(suffixes):
        return f"{column} “{text}” must end in {' or '.join(suffixes)}."
    return None


def _name_errors(cells: dict[str, str]) -> list[str]:
    errors = [
        f"{name} is longer than {MAX_NAME} characters."
        for name in ("output_name", "client_name", "project_name")
        if len(cells[name]) > MAX_NAME
    ]
    if re.search(r"[/\\]", cells["output_name"]):
        errors.append("output_name is a file's name, not a path; leave out slashes.")
    return errors


def _row_errors(cells: dict[str, str]) -> list[str]:
    missing = [name for name in REQUIRED if not cells[name]]
    if missing:
        return [f"{', '.join(missing)} is empty."]
    odd = [name for name in cells if name != "notes" and _CONTROL.search(cells[name])]
    if odd or "\x00" in cells["notes"]:
        return [f"{(odd or ['notes'])[0]} has control characters in it."]
    errors = _name_errors(cells)
    if not cells["job_id"].strip("."):
        errors.append("job_id must hold more than dots.")
    elif not re.fullmatch(JOB_ID_PATTERN, cells["job_id"]):
        errors.append(
            "job_id must have 1 to 50 characters, only letters, digits, dot, underscore and hyphen"
            f" (this one has {len(cells['job_id'])} characters)."
        )
    if cells["priority"] not in Job.Priority.values:
        errors.append(f"priority must be {', '.join(Job.Priority.values)} or empty.")
    for column, suffixes in (("psd_path", PSD_SUFFIXES), ("aepx_path", TEMPLATE_SUFFIXES)):
        if error := _path_error(column, cells[column], suffixes):
            errors.append(error)
    return errors


def _cells(header: list[str], line: list[str]) -> dict[str, str]:
    given = {name: cell.strip() for name, cell in zip(header, line, strict=False)}
    cells = {name: given.get(name, "") for name in REQUIRED + OPTIONAL}
    cells["priority"] = cells["priority"].lower() or Job.Priority.MEDIUM.value
    return cells


def read_manifest(
    content: bytes, corrections: Mapping[int, Mapping[str, str]] | None = None
) -> Manifest:
    """Check every row by itself and against the others; nothing is stored.

    UTF-8 with or without byte-order mark, else Windows-1252; comma, semicolon or tab. Or the
    first sheet of a workbook. `corrections` replace cells, by row and column.

    Raises: ManifestUnreadable when there is no row that could be reported on.
    """
    header, lines = _table(content)
    _check_header(header)
    if len(lines) > MAX_ROWS:
        raise ManifestUnreadable(f"The manifest has more than {MAX_ROWS} rows; split it.")
    rows: list[ManifestRow] = []
    errors: list[RowError] = []
    bad_cells: dict[int, Mapping[str, str]] = {}
    first_seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=2):
        if not any(cell.strip() for cell in line):
            continue
        cells = _cells(header, line) | dict((corrections or {}).get(number, {}))
        problems = _row_errors(cells)
        if len(line) > len(header):
            problems.append(f"The row has {len(line)} cells, the header only {len(header)}.")
        shown_id = _CONTROL.sub("\ufffd", cells["job_id"])[:60]  # no database takes a NUL
        if (earlier := first_seen.setdefault(cells["job_id"], number)) != number:
            problems.append(f"job_id “{shown_id}” stands in row {earlier} already.")
        errors.extend(RowError(number, shown_id, problem) for problem in problems)
        if problems:
            bad_cells[number] = cells
        else:
            rows.append(ManifestRow(row=number, **cells))
    if not rows and not errors:
        raise ManifestUnreadable("The manifest has a header but no rows.")
    return Manifest(tuple(rows), tuple(errors), bad_cells)
