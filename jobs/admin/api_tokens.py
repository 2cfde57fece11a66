"""API tokens: made here, shown once, revoked here."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from jobs.admin.base import DeskAdmin
from jobs.admin.people import person
from jobs.models import ApiToken
from jobs.tokens import make_token, replace_token, revoke_tokens
from jobs.wording import counted


@admin.register(ApiToken)
class ApiTokenAdmin(DeskAdmin):
    """A token can't be read again: only its hash is kept.

    A token has its person's rights, so only superusers make or see those of others.
    """

    fields = ["user", "name", "scope", "expires_at"]
    list_display = [
        "name",
        "user",
        "scope",
        "created_at",
        "last_used_at",
        "expires_at",
        "revoked_at",
    ]
    list_select_related = ["user"]
    actions = ["revoke", "replace"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        """One's own; all for superusers."""
        tokens: QuerySet[ApiToken] = super().get_queryset(request)
        by = person(request)
        return tokens if by.is_superuser else tokens.filter(user=by)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer, and take, only people whose rights may be handed on."""
        by = person(request)
        people = User.objects.filter(is_active=True).order_by("username")
        kwargs["queryset"] = people if by.is_superuser else people.filter(pk=by.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name both halves of the moment for screen readers; Django names neither."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "expires_at":
            for widget, name in zip(field.widget.widgets, ("Date", "Time"), strict=True):
                widget.attrs["aria-label"] = f"Expires at: {name}"
        return field

    def save_model(
        self,
        request: HttpRequest,
        obj: ApiToken,
        form: "ModelForm[ApiToken]",  # noqa: ARG002 - Django's signature
        change: bool,  # noqa: ARG002, FBT001 - Django's signature
    ) -> None:
        """Make the token and show it, this once."""
        self._show(request, make_token(obj, by=person(request)))

    def _show(self, request: HttpRequest, token: str) -> None:
        self.message_user(request, f"The token, shown only now: {token}", messages.WARNING)

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        """Nobody changes a token; the list and its actions are open to those with the right."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, *_args: Any) -> bool:
        """Nobody: a revoked token stays, so that its use can be explained."""
        return False

    @admin.action(description="Revoke", permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """Refuse these tokens from now on."""
        count = revoke_tokens(queryset.select_related("user"), by=person(request))
        self.message_user(request, f"Revoked {counted(count, 'token')}.", messages.SUCCESS)

    @admin.action(description="Replace by a new one", permissions=["change"])
    def replace(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """Revoke each of these and show its successor, this once; revoked ones stay as they are."""
        for token in queryset.filter(revoked_at=None).select_related("user"):
            self._show(request, replace_token(token, by=person(request)))
