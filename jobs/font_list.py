"""The render machines' fonts: a list is taken over, font files and receipts tell of more.

What a list leaves out can be marked as missing; nothing is forgotten but by staff, one by one.
"""

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction

from extraction.font_files import LONGEST_NAME
from jobs import known_fonts
from jobs.auditing import lock_head, record
from jobs.models import RenderFont
from jobs.wording import counted

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from jobs.models import Job

MOST_BYTES: Final = 2_000_000
MOST_NAMES: Final = 20_000
MOST_NAMED: Final = 1_000  # of each kind, in one entry of the audit log
HEADINGS: Final = frozenset({"postscript name", "postscript_name", "postscriptname", "font name"})
# Source: OpenType specification, name ID 6, but for its length.
POSTSCRIPT_NAME: Final = re.compile(rf"(?![^ ]*[\[\](){{}}<>/%])[!-~]{{1,{LONGEST_NAME}}}")
Source = RenderFont.Source


class UnreadableFontList(ValueError):
    """The file is no list of fonts; the text says why, for the uploader."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a list changed, by PostScript name."""

    added: tuple[str, ...] = ()
    marked_missing: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The outcome in one sentence."""
        missing = f", {len(self.marked_missing)} marked as missing" if self.marked_missing else ""
        return f"{counted(len(self.added), 'font')} added{missing}."


def read_font_list(content: bytes) -> dict[str, str]:
    """Families by PostScript name, of a text or CSV file: one name a line, its family after it.

    Raises: UnreadableFontList, naming the first line that is wrong.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFontList("The list is too large.")
    found: dict[str, str] = {}
    for number, cells in enumerate(_rows(_decoded(content)), start=1):
        name, family = (*(cell.strip() for cell in cells[:2]), "", "")[:2]
        if not name or (number == 1 and name.casefold() in HEADINGS):
            continue
        if not POSTSCRIPT_NAME.fullmatch(name):
            raise UnreadableFontList(
                f"Line {number} has no PostScript name: these are of letters, digits and hyphens,"
                " without spaces."
            )
        found.setdefault(name, family[:LONGEST_NAME] if family.isprintable() else "")
    if not found:
        raise UnreadableFontList("The list has no font.")
    if len(found) > MOST_NAMES:
        raise UnreadableFontList(f"The list has more than {MOST_NAMES:,} fonts.")
    return found


def _decoded(content: bytes) -> str:
    of_windows = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if of_windows else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFontList("The list is not text in UTF-8.") from error


def _rows(text: str) -> Iterable[list[str]]:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = next((sign for sign in "\t;" if sign in first), ",")
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableFontList("The list is not one name a line, nor CSV.") from error


@transaction.atomic
def keep_list(
    fonts: Mapping[str, str], *, by: "User", source: Source = Source.LIST, is_whole: bool = False
) -> Kept:
    """Put fonts on the list; when it `is_whole`, all others are marked as missing."""
    lock_head()
    known = {row.postscript_name: row for row in RenderFont.objects.all()}
    added = tuple(name for name in fonts if name not in known or not known[name].is_there)
    gone = tuple(name for name, row in known.items() if row.is_there and name not in fonts)
    _write(_row(known.get(name), name, family, source) for name, family in fonts.items())
    kept = Kept(added, gone if is_whole else ())
    RenderFont.objects.filter(postscript_name__in=kept.marked_missing).update(is_there=False)
    _record("fonts_listed", kept, source, by=by)
    return kept


def keep_files(*, by: "User") -> Kept:
    """Put the fonts of the server's own font files on the list."""
    files = known_fonts.files_on_server()
    named = {name: file.family for name, file in files.items() if POSTSCRIPT_NAME.fullmatch(name)}
    return keep_list(named, by=by, source=Source.FILE)


@transaction.atomic
def learn_from_receipt(
    found: Collection[str], missing: Collection[str], *, job: "Job", by: "User"
) -> Kept:
    """Keep which fonts After Effects had and which it lacked; what was known is no entry."""
    lock_head()
    names = {*found, *missing}
    rows = RenderFont.objects.filter(postscript_name__in=names)
    known = {row.postscript_name: row for row in rows}
    there = [name for name in dict.fromkeys(found) if name not in missing]
    added = tuple(name for name in there if name not in known or not known[name].is_there)
    gone = tuple(
        name for name in dict.fromkeys(missing) if name not in known or known[name].is_there
    )
    if not added and not gone:
        return Kept()
    changed = [
        _row(known.get(name), name, "", Source.RECEIPT, is_there=name in added)
        for name in (*added, *gone)
    ]
    _write(changed)
    kept = Kept(added, gone)
    _record("fonts_told", kept, Source.RECEIPT, by=by, job=job)
    return kept


def _row(
    known: RenderFont | None, name: str, family: str, source: Source, *, is_there: bool = True
) -> RenderFont:
    """A row as it is to be; a receipt doesn't take over what staff put on the list."""
    if known is not None:
        family = family or known.family
        source = Source(known.source) if source == Source.RECEIPT else source
    return RenderFont(postscript_name=name, family=family, source=source, is_there=is_there)


def _write(rows: Iterable[RenderFont]) -> None:
    """Add or update; for whom a font is stays as it was."""
    RenderFont.objects.bulk_create(
        rows,
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["postscript_name"],
        update_fields=["family", "source", "is_there", "updated_at"],
    )


def _record(
    action: str, kept: Kept, source: Source, *, by: "User", job: "Job | None" = None
) -> None:
    data = {
        "source": source,
        "added": kept.added[:MOST_NAMED],
        "marked_missing": kept.marked_missing[:MOST_NAMED],
    }
    record(action, kept.message, by=by, job=job, data=data)
