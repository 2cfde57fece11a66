"""Bearer tokens of the HTTP API; only a hash of each is kept."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


def token_digest(token: str) -> str:
    """SHA-256 in hex: tokens have 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Adjectives that say which tokens."""

    def valid(self) -> "ApiTokenQuerySet":
        """Neither revoked nor past their day, of a person who is still here."""
        in_time = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(in_time, revoked_at=None, user__is_active=True)


class ApiToken(models.Model):
    """A person's key to the API; it has that person's rights, or some, and can be revoked."""

    class Scope(models.TextChoices):
        """What a token is good for, within its person's rights."""

        FULL = "full", "All that its person may do"
        LOOK = "look", "Look, and change nothing"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=100, help_text="What uses it.")
    scope = models.CharField(max_length=4, choices=Scope, default=Scope.FULL)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="Refused from then on; empty: until it is revoked."
    )
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"

    def __str__(self) -> str:
        return f"{self.name} ({self.user})"

    def renew(self) -> str:
        """Set a new digest and return the token itself, shown only now. Does not save."""
        token = f"six_{secrets.token_urlsafe(32)}"
        self.digest = token_digest(token)
        return token
