"""Who is at the desk."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest


def person(request: HttpRequest) -> User:
    """The person who signed in; the admin lets nobody else in."""
    return cast("User", request.user)
