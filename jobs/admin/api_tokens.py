"""API tokens: made here, shown once, revoked here."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from jobs.admin.base import AnyAdmin
from jobs.models import ApiToken


@admin.register(ApiToken)
class ApiTokenAdmin(AnyAdmin):
    """A token can't be read again: only its hash is kept."""

    fields = ["user", "name"]
    list_display = ["name", "user", "created_at", "last_used_at", "revoked_at"]
    list_select_related = ["user"]
    autocomplete_fields = ["user"]
    actions = ["revoke"]

    def save_model(
        self,
        request: HttpRequest,
        obj: ApiToken,
        form: "ModelForm[ApiToken]",
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Make the token and show it, this once."""
        token = obj.renew()
        super().save_model(request, obj, form, change)
        self.message_user(
            request, f"The token, shown only now: {token}", messages.WARNING, extra_tags="safe-copy"
        )

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: ApiToken | None = None,
    ) -> bool:
        """Nobody changes a token; the list and its actions are open."""
        return obj is None

    def has_delete_permission(self, *_args: Any) -> bool:
        """Nobody: a revoked token stays, so that its use can be explained."""
        return False

    @admin.action(description="Revoke")
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """Refuse these tokens from now on."""
        count = queryset.filter(revoked_at=None).update(revoked_at=timezone.now())
        self.message_user(request, f"{count} tokens revoked.", messages.SUCCESS)
