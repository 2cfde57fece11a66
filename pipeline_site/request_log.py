"""Gives every request an id, and writes one line for each that was answered."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jobs.log_context import telling

HEADER = "X-Request-ID"
_FIT_FOR_A_LOG = re.compile(r"[A-Za-z0-9._-]{8,64}")

logger = logging.getLogger(__name__)


def request_id_of(request: HttpRequest) -> str:
    """What the proxy calls this request, when that is fit for a log; else a random id."""
    given = request.headers.get(HEADER, "")
    return given if _FIT_FOR_A_LOG.fullmatch(given) else secrets.token_hex(8)


def with_request_id(answer: Callable[[HttpRequest], HttpResponse]) -> object:
    """Middleware: lines written while a request is answered carry its id, and so does the answer.

    The line leaves out the query, where people's searches and one-time links stand.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id = request_id_of(request)
        started = time.perf_counter()
        with telling(request_id=request_id):
            response = answer(request)
            milliseconds = round((time.perf_counter() - started) * 1000)
            logger.info(
                "%s %r %d in %d ms",
                request.method,
                request.path,
                response.status_code,
                milliseconds,
                extra={"status": response.status_code, "milliseconds": milliseconds},
            )
        response.headers[HEADER] = request_id
        return response

    return middleware
