"""What the admin's tables share: a typed base, and a base for what is looked at, not edited."""

import re
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = admin.ModelAdmin  # generic for the type checker only


_YEAR = re.compile(r"[1-9][0-9]{0,3}")


class DeskAdmin(AnyAdmin):
    """Answers 400 to a filter that no database takes, instead of failing at it."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """As Django says, but for NULs and years that no calendar has."""
        text = str(value)
        odd_year = lookup.endswith("__year") and not _YEAR.fullmatch(text)
        if "\0" in text or odd_year:
            return False
        return super().lookup_allowed(lookup, value, request)


class ReadOnlyAdmin(DeskAdmin):
    """Shows rows to those with the view permission; nobody adds, changes or deletes here."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Nobody."""
        return False

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: Model | None = None,  # noqa: ARG002 - Django's signature
    ) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: Model | None = None,  # noqa: ARG002 - Django's signature
    ) -> bool:
        """Nobody."""
        return False
