"""The audit log for managers: who did what and why, overrides above all, and an export."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.forms import AuditFilter
from jobs.models import AuditEntry, Job
from jobs.views.access import needs

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 100
TOP = 10
OVERRIDDEN = "validation_overridden"
HEADER = ("time", "person", "action", "stage", "job", "client", "batch", "message", "hash")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_safe
@needs("jobs.view_auditentry", to="see the audit log")
def audit(request: HttpRequest) -> HttpResponseBase:
    """A page of entries, newest first, or with `format=csv` all that the filter lets through."""
    form = AuditFilter(request.GET)
    entries = form.apply(_entries())
    if request.GET.get("format") == "csv":
        return _export(entries)
    page = Paginator(entries.order_by("-id"), PAGE).get_page(request.GET.get("page"))
    overrides = form.cleaned_data.get("action") == OVERRIDDEN
    context = {"form": form, "page": page, "overrides": overrides}
    return render(request, "jobs/audit.html", context | (_tallies(entries) if overrides else {}))


def _entries() -> "QuerySet[AuditEntry, Any]":
    client = Job.objects.filter(job_id=OuterRef("job_key")).values("client_name")[:1]
    return AuditEntry.objects.annotate(client=Subquery(client))


def _tallies(entries: "QuerySet[AuditEntry, Any]") -> dict[str, Any]:
    """How often, by person and by client, most first; two queries."""

    def by(column: str) -> Any:
        return (
            entries.order_by().values(column).annotate(times=Count("pk")).order_by("-times")[:TOP]
        )

    return {
        "by_person": [(row["username"], row["times"]) for row in by("username")],
        "by_client": [(row["client"] or "no client", row["times"]) for row in by("client")],
    }


class _Echo:
    """Hands each line that the CSV writer makes straight on."""

    def write(self, line: str) -> str:
        return line


def unformulated(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _rows(entries: "QuerySet[AuditEntry, Any]") -> Iterator[tuple[object, ...]]:
    yield HEADER
    for entry in entries.order_by("id").iterator(chunk_size=2000):
        yield (
            entry.created_at.isoformat(timespec="seconds"),
            entry.username,
            entry.action,
            entry.stage,
            entry.job_key,
            entry.client,
            entry.batch_key,
            entry.message,
            entry.hash,
        )


def _export(entries: "QuerySet[AuditEntry, Any]") -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    lines = (writer.writerow([unformulated(cell) for cell in row]) for row in _rows(entries))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response
