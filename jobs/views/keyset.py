"""Pages of a long list, newest first, that cost the same wherever they are: nothing is counted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

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


def _slice(rows: list[Any], key: str, *, newer: bool, older: bool) -> Slice[Any]:
    first = getattr(rows[0], key) if rows and newer else None
    last = getattr(rows[-1], key) if rows and older else None
    return Slice(tuple(rows), first, last)


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        return None
    return min(int(text), LARGEST_KEY)
