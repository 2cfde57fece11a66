"""Which answer an error becomes: always {"success": false, "error": "…"}."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from extraction import InvalidDocument
from jobs.manifest import ManifestUnreadable
from jobs.reviewing import ReasonMissing
from jobs.upload_set import UploadRefused
from jobs.workflow import JobNotFound, PermissionRefused, TransitionRefused
from scripting import UnreadableReceipt

logger = logging.getLogger(__name__)

UNREADABLE = "The request is too large, or is not what it says it is."
ANSWERS: dict[type[Exception], int] = {
    JobNotFound: 404,
    PermissionRefused: 403,
    TransitionRefused: 409,
    ReasonMissing: 400,
    InvalidDocument: 400,
    ManifestUnreadable: 400,
    UploadRefused: 400,
    UnreadableReceipt: 400,
    AuthenticationError: 401,
    Http404: 404,
    BadRequest: 400,
    MultiPartParserError: 400,
    SuspiciousOperation: 400,
    UnreadablePostError: 400,
}
FIXED: dict[type[Exception], str] = {
    AuthenticationError: "Sign in or send a valid token.",
    BadRequest: UNREADABLE,
    MultiPartParserError: UNREADABLE,
    SuspiciousOperation: UNREADABLE,
    UnreadablePostError: UNREADABLE,
}


def refused_methods_in_json(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: ninja answers a method that an address does not know in plain text."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 405 or not request.path.startswith("/api/"):
            return response
        error = f"This address does not take {request.method}."
        headers = {"Allow": response.headers["Allow"]}
        return JsonResponse({"success": False, "error": error}, status=405, headers=headers)

    return middleware


def install(api: NinjaAPI) -> None:
    """Teach the API every error's answer."""

    def answer(request: HttpRequest, error: Any) -> HttpResponse:
        status, message = _answer_to(error)
        return api.create_response(request, {"success": False, "error": message}, status=status)

    for kind in (*ANSWERS, HttpError, ValidationError, Exception):
        api.add_exception_handler(kind, answer)


def _answer_to(error: Exception) -> tuple[int, str]:
    for kind, status in ANSWERS.items():  # the more special first
        if isinstance(error, kind):
            return status, FIXED.get(kind, str(error))
    if isinstance(error, HttpError):
        return error.status_code, str(error)
    if isinstance(error, ValidationError):
        return 400, _first_problem(error)
    logger.error("an API call failed", exc_info=error)
    return 500, "Something went wrong on the server; its log says what."


def _first_problem(error: ValidationError) -> str:
    first = error.errors[0]
    where = [str(part) for part in first["loc"] if part not in ("body", "payload", "query")]
    return f"{'.'.join(where) or 'The request'}: {first['msg']}."
