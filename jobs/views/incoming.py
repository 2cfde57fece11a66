"""The bytes' way of an upload: announce, append, look, check, correct, finish.

Files go by tus 1.0's core protocol: HEAD tells the offset, PATCH appends at it.
"""

import json
import logging
from functools import wraps
from typing import Any, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jobs import incoming as uploads
from jobs.direct_upload import AWAY, PART_BYTES
from jobs.intake import Ingested
from jobs.manifest import REQUIRED, Manifest, ManifestUnreadable, RowError
from jobs.models import Incoming, IncomingFile
from jobs.upload_set import UploadRefused
from jobs.views.access import View, needs, signed_in
from jobs.views.batches import said_of
from jobs.workflow import PermissionRefused

logger = logging.getLogger(__name__)

TUS = {"Tus-Resumable": "1.0.0", "Cache-Control": "no-store"}
PIECE = "application/offset+octet-stream"
STORE_AWAY = "The file store does not answer; try again in a minute, or tell its operator."
LONGEST_BODY = 4 * 1024 * 1024  # bytes of JSON: five thousand names
SHOWN = 100  # rows with errors

Arguments = ParamSpec("Arguments")


def _sentences(view: View[Arguments]) -> View[Arguments]:
    """Refusals become 400 with the sentence as JSON; a store that is away becomes 503."""

    @wraps(view)
    def answering(
        request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (UploadRefused, ManifestUnreadable, PermissionRefused) as refusal:
            return JsonResponse({"success": False, "error": str(refusal)}, status=400)
        except AWAY:
            logger.exception("The file store did not answer as it should")
            return JsonResponse({"success": False, "error": STORE_AWAY}, status=503)

    return cast("View[Arguments]", answering)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """The body's JSON object. Raises: BadRequest."""
    if int(request.headers.get("Content-Length") or 0) > LONGEST_BODY:
        raise BadRequest("The request is too large.")
    try:
        found = json.loads(request.body or b"{}")
    except ValueError as error:
        raise BadRequest("The request is no JSON.") from error
    if not isinstance(found, dict):
        raise BadRequest("The request is no object.")
    return found


def _own(request: HttpRequest, upload_id: UUID) -> Incoming:
    """One's own upload; somebody else's is not found."""
    found = Incoming.objects.filter(pk=upload_id, user=signed_in(request)).first()
    if found is None:
        raise Http404("There is no such upload any more.")
    return found


def _announced(sent: dict[str, Any]) -> list[uploads.Announced]:
    files = sent.get("files")
    if not isinstance(files, list):
        raise BadRequest("The request names no files.")
    try:
        return [
            uploads.Announced(str(one["path"]), int(one["size"]), str(one.get("sha256") or ""))
            for one in files
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadRequest("A file needs a path and a size.") from error


@require_POST
@needs("jobs.add_batch", to="upload batches")
@_sentences
def begin(request: HttpRequest) -> HttpResponseBase:
    """Announce files; the answer says where each goes, and what of it is here already."""
    incoming = uploads.begin(_announced(_sent(request)), by=signed_in(request))
    return JsonResponse({"success": True, **_state(incoming)}, status=201)


@require_http_methods(["GET", "HEAD", "DELETE"])
@needs("jobs.add_batch", to="upload batches")
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponseBase:
    """How far an upload has come; or discard it."""
    incoming = _own(request, upload_id)
    if request.method == "DELETE":
        uploads.discard(incoming)
        return HttpResponse(status=204)
    return JsonResponse({"success": True, **_state(incoming)})


def _state(incoming: Incoming) -> dict[str, Any]:
    return {
        "id": str(incoming.pk),
        "url": reverse("incoming", args=[incoming.pk]),
        "files": [
            {
                "path": file.path,
                "size": file.size,
                "offset": uploads.offset_of(file),
                "url": reverse("incoming-file", args=[incoming.pk, file.pk]),
                "part": PART_BYTES if file.multipart else 0,
            }
            for file in incoming.files.all()
        ],
    }


@require_http_methods(["HEAD", "PATCH"])
@needs("jobs.add_batch", to="upload batches")
@_sentences
def file(request: HttpRequest, upload_id: UUID, number: int) -> HttpResponseBase:
    """One file: HEAD tells how many bytes are here, PATCH brings more."""
    found = _own_file(request, upload_id, number)
    if request.method == "HEAD":
        return _at(uploads.offset_of(found), found.size)
    given = request.headers.get("Upload-Offset", "")
    if request.content_type != PIECE or not (given.isascii() and given.isdecimal()):
        raise BadRequest(f"A piece is {PIECE}, with its Upload-Offset.")
    try:
        return _at(uploads.append(found, int(given[:19]), request), found.size, status=204)
    except uploads.OffsetWrong as wrong:
        return _at(wrong.offset, found.size, status=409)


def _own_file(request: HttpRequest, upload_id: UUID, number: int) -> IncomingFile:
    found: IncomingFile | None = _own(request, upload_id).files.filter(pk=number).first()
    if found is None:
        raise Http404("There is no such file in this upload.")
    return found


@require_POST
@needs("jobs.add_batch", to="upload batches")
@_sentences
def part(request: HttpRequest, upload_id: UUID, number: int) -> HttpResponseBase:
    """Where in the store the browser may put the part of a file that begins at `offset`."""
    found = _own_file(request, upload_id, number)
    offset = _sent(request).get("offset")
    if not isinstance(offset, int):
        raise BadRequest("A part begins at an offset.")
    return JsonResponse({"success": True, "url": uploads.address_of_part(found, offset)})


def _at(offset: int, size: int, *, status: int = 200) -> HttpResponse:
    headers = {**TUS, "Upload-Offset": str(offset), "Upload-Length": str(size)}
    return HttpResponse(status=status, headers=headers)


@require_POST
@needs("jobs.add_batch", to="upload batches")
@_sentences
def check(request: HttpRequest, upload_id: UUID) -> HttpResponseBase:
    """What is wrong with the rows so far, corrections included, as a piece of the page."""
    incoming = _own(request, upload_id)
    _correct(incoming, _sent(request))
    checked = uploads.check(incoming)
    if checked.manifest is None:
        return JsonResponse({"success": True, "known": False, "errors": 0, "html": ""})
    return JsonResponse(
        {"success": True, "known": True, **_errors(checked.manifest, checked.errors)}
    )


def _correct(incoming: Incoming, sent: dict[str, Any]) -> None:
    cells = sent.get("cells") or {}
    sound = isinstance(cells, dict) and all(
        isinstance(columns, dict) and all(isinstance(text, str) for text in columns.values())
        for columns in cells.values()
    )
    if not sound:
        raise BadRequest("Corrections are texts by row and column.")
    if cells:
        uploads.correct(incoming, cells)


def _errors(manifest: Manifest | None, errors: tuple[RowError, ...]) -> dict[str, Any]:
    """How many rows are wrong, and the table that lets them be corrected."""
    written = dict(manifest.bad_cells) if manifest else {}
    if manifest:
        written |= {
            row.row: {name: getattr(row, name) for name in REQUIRED} for row in manifest.rows
        }
    by_row: dict[int, list[RowError]] = {}
    for error in errors:
        by_row.setdefault(error.row, []).append(error)
    rows = [
        {"number": number, "errors": found, "cells": _cells(written.get(number))}
        for number, found in list(by_row.items())[:SHOWN]
    ]
    context = {"rows": rows, "more": max(0, len(by_row) - SHOWN), "columns": REQUIRED}
    return {
        "errors": len(by_row),
        "html": render_to_string("jobs/partials/corrections.html", context),
    }


def _cells(written: Any) -> list[tuple[str, str]]:
    return [(name, written.get(name, "")) for name in REQUIRED] if written else []


@require_POST
@needs("jobs.add_batch", to="upload batches")
@_sentences
def finish(request: HttpRequest, upload_id: UUID) -> HttpResponseBase:
    """Make the batch, or say which rows are wrong; nothing is lost, and they can be put right."""
    incoming = _own(request, upload_id)
    sent = _sent(request)
    ingested = uploads.finish(
        incoming,
        by=signed_in(request),
        good_rows_only=sent.get("rows") == "good",
        start=sent.get("start") is True,
    )
    if ingested.batch is not None:
        messages.success(request, said_of(ingested.batch))
        return JsonResponse({"success": True, "url": ingested.batch.get_absolute_url()})
    return _refused(incoming, ingested)


def _refused(incoming: Incoming, ingested: Ingested) -> JsonResponse:
    count = f"{ingested.invalid_jobs} of {ingested.total_jobs} rows"
    error = f"Nothing was kept: {count} need a correction."
    manifest = uploads.check(incoming).manifest
    shown = _errors(manifest, ingested.errors)
    return JsonResponse({"success": False, "error": error, **shown}, status=400)
