"""Bearer tokens of the HTTP API; only a hash of each is kept."""

import hashlib
import secrets

from django.conf import settings
from django.db import models


def token_digest(token: str) -> str:
    """SHA-256 in hex: tokens have 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


class ApiToken(models.Model):
    """A person's key to the API; it has that person's rights and can be revoked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=100, help_text="What uses it.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "API token"

    def __str__(self) -> str:
        return f"{self.name} ({self.user})"

    def renew(self) -> str:
        """Set a new digest and return the token itself, shown only now. Does not save."""
        token = f"six_{secrets.token_urlsafe(32)}"
        self.digest = token_digest(token)
        return token
