"""The audit log as files: CSV that no spreadsheet takes for formulas, and JSON Lines."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404, StreamingHttpResponse

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jobs.models import AuditEntry, Override
    from jobs.models.override import OverrideQuerySet

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CHUNK = 2000
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}

Row = Mapping[str, Any]


class _Echo:
    """Hands each line that the CSV writer makes straight on."""

    def write(self, line: str) -> str:
        return line


def unformulated(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    if isinstance(cell, dict | list):
        cell = json.dumps(cell, ensure_ascii=False)
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def exported_overrides(overrides: "OverrideQuerySet", kind: str) -> StreamingHttpResponse:
    """All of them, oldest first, as a download. Raises: Http404 for a kind there is not."""
    found = overrides.order_by("entry_id").iterator(chunk_size=CHUNK)
    return _download(map(_of_override, found), kind, name="overrides")


def exported_log(entries: "QuerySet[AuditEntry]", kind: str) -> StreamingHttpResponse:
    """All of them, oldest first, as a download. Raises: Http404 for a kind there is not."""
    found = entries.order_by("id").iterator(chunk_size=CHUNK)
    return _download(map(_of_entry, found), kind, name="audit")


def _of_override(override: "Override") -> Row:
    entry = override.entry
    return {
        "time": entry.created_at.isoformat(timespec="seconds"),
        "person": entry.username,
        "asked_by": entry.data["asked_by"],
        "job": entry.job_key,
        "client": override.client_name,
        "rule": override.rule,
        "rule_version": entry.data.get("rule_version"),
        "threshold": entry.data["threshold"],
        "reason_code": entry.data["reason_code"],
        "reason": entry.message,
        "issue": entry.data["issue"],
        "matches_hash": override.matches_hash,
        "job_now": override.job.status,
        "entry": entry.pk,
        "hash": entry.hash,
    }


def _of_entry(entry: "AuditEntry") -> Row:
    return {
        "entry": entry.pk,
        "time": entry.created_at.isoformat(timespec="seconds"),
        "person": entry.username,
        "action": entry.action,
        "stage": entry.stage,
        "job": entry.job_key,
        "batch": entry.batch_key,
        "message": entry.message,
        "data": entry.data,
        "hash": entry.hash,
    }


def _download(rows: Iterable[Row], kind: str, *, name: str) -> StreamingHttpResponse:
    if kind not in TYPES:
        raise Http404("Exports are CSV or JSON Lines.")
    lines = _csv_lines(rows) if kind == "csv" else _json_lines(rows)
    response = StreamingHttpResponse(lines, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for number, row in enumerate(rows):
        if number == 0:
            yield writer.writerow(row)
        yield writer.writerow([unformulated(cell) for cell in row.values()])


def _json_lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"
