"""The audit log, to look at."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from jobs.admin.base import ReadOnlyAdmin
from jobs.audit_search import containing
from jobs.models import AuditEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what and when; the database itself refuses changes."""

    list_display = ["created_at", "label", "job_key", "username", "message"]
    list_filter = ["action", "created_at"]
    search_fields = ["message"]  # shows the box; what it finds is below
    ordering = ["-id"]
    show_full_result_count = False

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        queryset: "QuerySet[AuditEntry]",
        search_term: str,
    ) -> "tuple[QuerySet[AuditEntry], bool]":
        """By the log's own full-text index."""
        return queryset.filter(containing(search_term)), False
