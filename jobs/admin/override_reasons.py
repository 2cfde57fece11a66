"""The kinds of reason that people choose from when they override; managers keep the list."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest

from jobs.admin.base import DeskAdmin
from jobs.admin.people import person
from jobs.auditing import record
from jobs.models import OverrideReason


@admin.register(OverrideReason)
class OverrideReasonAdmin(DeskAdmin):
    """A kind that is no longer wanted is not offered any more; the log still names it."""

    list_display = ["code", "sentence", "is_offered", "position"]
    fields = ["code", "sentence", "is_offered", "position"]

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: OverrideReason | None = None,
    ) -> list[str]:
        """The code stays what the log knows it by."""
        return ["code"] if obj else []

    def has_delete_permission(self, *_args: Any) -> bool:
        """Nobody: overrides of the past name it."""
        return False

    @transaction.atomic
    def save_model(
        self,
        request: HttpRequest,
        obj: OverrideReason,
        form: "ModelForm[OverrideReason]",
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Keep it, and say so in the audit log."""
        super().save_model(request, obj, form, change)
        data = {name: str(getattr(obj, name)) for name in form.changed_data}
        message = f"{obj.code}: {obj.sentence}"
        record("override_reason_kept", message, by=person(request), data=data)
