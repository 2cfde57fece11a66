"""Who a person is at the studio's sign-in provider."""

from django.conf import settings
from django.db import models


class Identity(models.Model):
    """One account of a provider, and the person here that it signs in.

    Issuer and subject together are the only thing that OpenID Connect promises to be one person's
    for ever; names and e-mail addresses may be given to somebody else.
    Source: OpenID Connect Core 1.0, section 5.7.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} of {self.issuer}"
