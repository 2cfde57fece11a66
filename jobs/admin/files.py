"""Stored files and what was read from templates, to look at."""

import json

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

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
    fields = ["stored_file", "read_at", "read"]

    @admin.display(description="Document")
    def read(self, template: Template) -> str:
        """Indented, so that people can read it."""
        text = json.dumps(template.document, indent=2, ensure_ascii=False)
        return format_html('<pre class="document" tabindex="0">{}</pre>', text)

    def view_on_site(self, template: Template) -> str:
        """The page where its layers are decided on."""
        return reverse("template", args=[template.stored_file.sha256])
