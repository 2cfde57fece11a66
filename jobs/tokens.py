"""API tokens: made and revoked here, each time with an entry in the audit log."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs.auditing import record
from jobs.models import ApiToken

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def make_token(token: ApiToken, *, by: "User | None") -> str:
    """Keep a new token's hash and return the token itself, which nobody can read again."""
    text = token.renew()
    token.save(force_insert=True)
    record("token_made", f"“{token.name}” for {token.user}", by=by, data={"token": token.pk})
    return text


@transaction.atomic
def replace_token(token: ApiToken, *, by: "User") -> str:
    """Revoke a token and return a new one, good for the same; for when it may have been seen."""
    revoke_tokens([token], by=by)
    successor = ApiToken(
        user=token.user, name=token.name, scope=token.scope, expires_at=token.expires_at
    )
    return make_token(successor, by=by)


@transaction.atomic
def revoke_tokens(tokens: Iterable[ApiToken], *, by: "User") -> int:
    """Refuse these tokens from now on; how many were not revoked before."""
    valid = [token for token in tokens if token.revoked_at is None]
    for token in valid:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        message = f"“{token.name}” of {token.user}"
        record("token_revoked", message, by=by, data={"token": token.pk})
    return len(valid)
