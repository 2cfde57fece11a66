"""Reads the first sheet of an Excel workbook (.xlsx) as rows of text; the file is hostile.

Formulas are taken at the value that Excel saved with them.
"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MAGIC = b"PK\x03\x04"
MAX_UNPACKED = 256 * 1024 * 1024  # bytes; twenty thousand rows with long notes are 40 million
MAX_COLUMNS = 200

# openpyxl lets through what its parts stumble over; XML errors are SyntaxErrors.
WHAT_DAMAGE_RAISES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)


class SpreadsheetUnreadable(Exception):
    """It is no workbook, or one made to harm; the sentence says which."""


def is_workbook(content: bytes) -> bool:
    """Whether it begins as workbooks do. Source: ECMA-376 part 2, a package is a ZIP."""
    return content.startswith(MAGIC)


def rows_of(content: bytes, *, most: int) -> list[list[str]]:
    """Up to `most` rows of the first sheet. Raises: SpreadsheetUnreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(member.file_size for member in package.infolist())
        if unpacked > MAX_UNPACKED:
            raise SpreadsheetUnreadable("The manifest unpacks to far more than a manifest is.")
        with warnings.catch_warnings(action="ignore"):  # of parts that are left out
            return list(_rows(content, most))
    except (InvalidFileException, zipfile.BadZipFile, EOFError, OSError) as error:
        raise SpreadsheetUnreadable("The manifest is no workbook that can be opened.") from error
    except WHAT_DAMAGE_RAISES as error:
        raise SpreadsheetUnreadable("The manifest is a damaged workbook.") from error


def _rows(content: bytes, most: int) -> Iterator[list[str]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what it claims of its size may be anything
    for row in sheet.iter_rows(max_row=most, max_col=MAX_COLUMNS, values_only=True):
        yield _trimmed([_text_of(cell) for cell in row])


def _text_of(cell: Any) -> str:
    """As a person would have typed it: 7 rather than 7.0, days without a midnight."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
