"""Signing in with a password, and asking for another one by e-mail."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import LoginView
from django.core.cache import cache

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAIL_PAUSE = 5 * 60  # seconds between two such mails to a person, from each web process


class SignInView(LoginView):
    """The form for a password, and the way to the provider where there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the provider's name, empty without one, and whether mail can be sent."""
        provider = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        sends_mail = bool(settings.EMAIL_HOST)
        return super().get_context_data(**kwargs, provider=provider, sends_mail=sends_mail)


class ResetForm(PasswordResetForm):
    """Sends nobody a second mail within minutes, and says the same to all who ask."""

    def get_users(self, email: str) -> "Iterator[User]":
        """Whom the mail goes to: who may sign in by password and got none just now."""
        for user in super().get_users(email):
            if cache.add(f"password-mail:{user.pk}", value=1, timeout=MAIL_PAUSE):
                yield user
