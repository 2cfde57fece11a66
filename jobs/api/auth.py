"""Who calls: a session with its CSRF token, or a bearer token."""

from datetime import timedelta
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth

from jobs.models import ApiToken
from jobs.models.api_token import token_digest
from jobs.workflow import PermissionRefused

SEEN_EVERY = timedelta(minutes=1)
NO_CSRF = "The request lacks the page's CSRF token; reload the page and try again."


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …` with a token that was not revoked, of an active person."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The token's person, or None. One query, and one update a minute."""
        found = (
            ApiToken.objects.select_related("user")
            .filter(digest=token_digest(token), revoked_at=None, user__is_active=True)
            .first()
        )
        if found is None:
            return None
        now = timezone.now()
        if found.last_used_at is None or now - found.last_used_at > SEEN_EVERY:
            ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
        request.user = found.user
        return found.user


class SignedInAuth(SessionAuth):
    """The session of a page, with its CSRF token; a stranger is told to sign in, not of tokens."""

    def __call__(self, request: HttpRequest) -> Any:
        """The person, or None. Raises: PermissionRefused without the CSRF token."""
        if not request.user.is_authenticated:
            return None
        try:
            return super().__call__(request)
        except HttpError as error:
            raise PermissionRefused(NO_CSRF) from error


ways_in = [TokenAuth(), SignedInAuth(csrf=True)]


def person(request: HttpRequest, permission: str) -> User:
    """The authenticated person, who has that right. Raises: PermissionRefused."""
    user = cast("User", request.user)
    if not user.has_perm(permission):
        raise PermissionRefused("You do not have the right to do this.")
    return user
