"""Addresses that are none: they too answer in JSON."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from ninja import Router

router = Router()
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


@router.api_operation(METHODS, "{anything:rest}", auth=None, include_in_schema=False)
def nowhere(request: HttpRequest, rest: str) -> NoReturn:  # noqa: ARG001 - ninja passes both
    """Say so. Raises: Http404, always."""
    raise Http404("There is nothing at this address.")
