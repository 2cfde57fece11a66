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
    """`Authorization: Bearer …` with a valid token of an active person."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, its person being the request's from now on; or None.

        One query, and one update a minute.
        """
        tokens = ApiToken.objects.valid().select_related("user")
        found: ApiToken | None = tokens.filter(digest=token_digest(token)).first()
        if found is None:
            return None
        now = timezone.now()
        if found.last_used_at is None or now - found.last_used_at > SEEN_EVERY:
            ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
        request.user = found.user
        return found


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
    token = getattr(request, "auth", None)
    if isinstance(token, ApiToken) and not _is_good_for(token, request, permission):
        raise PermissionRefused("This token may only look.")
    if not user.has_perm(permission):
        raise PermissionRefused("You do not have the right to do this.")
    return user


def _is_good_for(token: ApiToken, request: HttpRequest, permission: str) -> bool:
    only_looks = request.method == "GET" and permission.startswith("jobs.view_")
    return token.scope == ApiToken.Scope.FULL or only_looks
