"""Pages of a long list, newest first, that cost the same wherever they are: nothing is counted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Q
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 100
LARGEST_KEY = 2**63 - 1

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """Some rows, and the keys from which the pages beside it start (None: there is none)."""

    rows: tuple[Row, ...]
    newer: int | None
    older: int | None


def slice_of(rows: "QuerySet[Any, Any]", request: HttpRequest, *, key: str) -> Slice[Any]:
    """The rows whose `key` is below `before`, or above `after`, of the address. One query."""
    before, after = _key(request, "before"), _key(request, "after")
    if after is not None:
        found = list(rows.filter(**{f"{key}__gt": after}).order_by(key)[: PAGE + 1])
        shown = found[:PAGE][::-1]
        return _slice(shown, key, newer=len(found) > PAGE, older=True)
    if before is not None:
        rows = rows.filter(**{f"{key}__lt": before})
    found = list(rows.order_by(f"-{key}")[: PAGE + 1])
    return _slice(found[:PAGE], key, newer=before is not None, older=len(found) > PAGE)


def sorted_slice(
    rows: "QuerySet[Any, Any]", request: HttpRequest, *, by: str, size: int
) -> Slice[Any]:
    """As `slice_of`, of rows sorted by a column (with a minus: falling) and then by primary key.

    `before` and `after` are the primary keys of the rows at the pages' edges. Two queries at most.
    """
    column, is_falling = by.removeprefix("-"), by.startswith("-")
    before, after = _key(request, "before"), _key(request, "after")
    edge = before if after is None else after
    goes_down = is_falling == (after is None)
    if edge is not None:
        rows = _beyond(rows, column, edge, "lt" if goes_down else "gt")
    sign = "-" if goes_down else ""
    found = list(rows.order_by(f"{sign}{column}", f"{sign}pk")[: size + 1])
    has_more = len(found) > size
    if after is not None:
        return _slice(found[:size][::-1], "pk", newer=has_more, older=True)
    return _slice(found[:size], "pk", newer=before is not None, older=has_more)


def _beyond(rows: "QuerySet[Any, Any]", column: str, edge: int, than: str) -> "QuerySet[Any, Any]":
    """Rows on that side of the row with that key; the last condition lets an index be entered."""
    all_rows = rows.model._default_manager.annotate(**rows.query.annotations)
    value = all_rows.filter(pk=edge).values_list(column, flat=True).first()
    if value is None:
        return rows
    beside = Q(**{column: value, f"pk__{than}": edge})
    return rows.filter(Q(**{f"{column}__{than}": value}) | beside, **{f"{column}__{than}e": value})


def _slice(rows: list[Any], key: str, *, newer: bool, older: bool) -> Slice[Any]:
    first = getattr(rows[0], key) if rows and newer else None
    last = getattr(rows[-1], key) if rows and older else None
    return Slice(tuple(rows), first, last)


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        return None
    return min(int(text), LARGEST_KEY)
