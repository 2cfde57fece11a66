"""Sends a file in whole or from where an interrupted download stopped.

One range a request; a request for several gets the whole file. Source: RFC 9110, section 14.
"""

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from jobs.delivering import Download

BLOCK = 64 * 1024  # bytes read at a time
FILE = {  # what the documentation says of such an answer
    "responses": {
        200: {"description": "The whole file, with an ETag"},
        206: {"description": "The part that the Range header asks for"},
        416: {"description": "The range begins past the end of the file"},
    }
}
_RANGE = re.compile(r"\Abytes=(\d{0,18})-(\d{0,18})\Z")


def sent(request: HttpRequest, download: Download) -> HttpResponseBase:
    """The answer with the file: 200, 206 with the part asked for, or 416 past its end."""
    etag = f'"{download.etag}"'
    wanted = _range_of(request, etag)
    response: HttpResponseBase
    if wanted is None:
        response = FileResponse(download.file, content_type=download.content_type)
        response["Content-Length"] = str(download.size)
    else:
        response = _partly(download, *wanted)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    disposition = content_disposition_header(as_attachment=True, filename=download.name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _range_of(request: HttpRequest, etag: str) -> tuple[str, str] | None:
    """First and last byte as they were asked for; None for the whole file."""
    if request.headers.get("If-Range", etag) != etag:
        return None  # the file has changed since: its rest would not fit
    found = _RANGE.match(request.headers.get("Range", ""))
    return (found[1], found[2]) if found and (found[1] or found[2]) else None


def _partly(download: Download, first: str, last: str) -> HttpResponseBase:
    start = int(first) if first else max(0, download.size - int(last))
    end = min(int(last), download.size - 1) if first and last else download.size - 1
    if start > end:
        download.file.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{download.size}"
        return refused
    length = end - start + 1
    response = StreamingHttpResponse(
        _blocks(download.file, start, length), status=206, content_type=download.content_type
    )
    response["Content-Length"] = str(length)
    response["Content-Range"] = f"bytes {start}-{end}/{download.size}"
    return response


def _blocks(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (block := file.read(min(BLOCK, length))):
            length -= len(block)
            yield block
