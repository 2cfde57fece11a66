"""Which answer an error becomes: always {"success": false, "error": "…"}."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from extraction import InvalidDocument
from jobs.manifest import ManifestUnreadable
from jobs.reviewing import ReasonMissing
from jobs.upload_set import UploadRefused
from jobs.workflow import JobNotFound, PermissionRefused, TransitionRefused

logger = logging.getLogger(__name__)

ANSWERS: dict[type[Exception], int] = {
    JobNotFound: 404,
    PermissionRefused: 403,
    TransitionRefused: 409,
    ReasonMissing: 400,
    InvalidDocument: 400,
    ManifestUnreadable: 400,
    UploadRefused: 400,
}


def install(api: NinjaAPI) -> None:
    """Teach the API every error's answer."""

    def answer(request: HttpRequest, error: Any) -> HttpResponse:
        status, message = _answer_to(error)
        return api.create_response(request, {"success": False, "error": message}, status=status)

    for kind in (*ANSWERS, AuthenticationError, Http404, HttpError, ValidationError, Exception):
        api.add_exception_handler(kind, answer)


def _answer_to(error: Exception) -> tuple[int, str]:
    for kind, status in ANSWERS.items():  # the more special first
        if isinstance(error, kind):
            return status, str(error)
    if isinstance(error, AuthenticationError):
        return 401, "Sign in or send a valid token."
    if isinstance(error, Http404):
        return 404, "There is nothing at this address."
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
