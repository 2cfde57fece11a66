"""Stored files and what was read from templates, to look at."""

from django.contrib import admin

from jobs.admin.base import ReadOnlyAdmin
from jobs.models import StoredFile, Template


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    """Each content once."""

    list_display = ["name", "kind", "size", "created_at", "sha256"]
    list_filter = ["kind"]
    fields = ["name", "kind", "size", "sha256", "created_at"]  # the file itself has no address
    search_fields = ["name", "sha256"]


@admin.register(Template)
class TemplateAdmin(ReadOnlyAdmin):
    """What was read, once per content."""

    list_display = ["stored_file", "read_at"]
    list_select_related = ["stored_file"]
