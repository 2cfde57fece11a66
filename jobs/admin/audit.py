"""The audit log, to look at."""

from django.contrib import admin

from jobs.admin.base import ReadOnlyAdmin
from jobs.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what and when; the database itself refuses changes."""

    list_display = ["created_at", "label", "job_key", "username", "message"]
    list_filter = ["action", "stage", "created_at"]
    search_fields = ["job_key", "batch_key", "username", "message"]
    ordering = ["-id"]
    show_full_result_count = False
