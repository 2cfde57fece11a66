"""Which answer an error becomes: always {"success": false, "error": "…"}."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from extraction import InvalidDocument
from jobs.manifest import ManifestUnreadable
from jobs.reviewing import ReasonMissing
from jobs.upload_set import UploadRefused
from jobs.workflow import JobNotFound, PermissionRefused, TransitionRefused

logger = logging.getLogger(__name__)

ANSWERS: list[tuple[type[Exception], int]] = [
    (JobNotFound, 404),
    (PermissionRefused, 403),
    (TransitionRefused, 409),
    (ReasonMissing, 400),
    (InvalidDocument, 400),
    (ManifestUnreadable, 400),
    (UploadRefused, 400),
]


def install(api: NinjaAPI) -> None:
    """Teach the API every error's answer."""

    def answer(request: HttpRequest, message: str, status: int) -> HttpResponse:
        return api.create_response(request, {"success": False, "error": message}, status=status)

    for kind, status in ANSWERS:
        api.add_exception_handler(
            kind, lambda request, error, status=status: answer(request, str(error), status)
        )
    api.add_exception_handler(
        AuthenticationError,
        lambda request, _error: answer(request, "Sign in or send a valid token.", 401),
    )
    api.add_exception_handler(
        Http404, lambda request, _error: answer(request, "There is nothing at this address.", 404)
    )
    api.add_exception_handler(
        HttpError, lambda request, error: answer(request, str(error), error.status_code)
    )
    api.add_exception_handler(
        ValidationError, lambda request, error: answer(request, _first_problem(error), 400)
    )
    api.add_exception_handler(
        Exception, lambda request, error: answer(request, _unexpected(error), 500)
    )


def _first_problem(error: ValidationError) -> str:
    first = error.errors[0]
    where = [str(part) for part in first["loc"] if part not in ("body", "payload", "query")]
    return f"{'.'.join(where) or 'The request'}: {first['msg']}."


def _unexpected(error: Exception) -> str:
    logger.error("an API call failed", exc_info=error)
    return "Something went wrong on the server; its log says what."
