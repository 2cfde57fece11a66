"""Batches, to look at and to start."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jobs import intake
from jobs.admin.base import ReadOnlyAdmin
from jobs.admin.people import person
from jobs.models import Batch
from jobs.wording import counted


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """One line an upload."""

    list_display = ["name", "total_jobs", "invalid_jobs", "created_by", "created_at", "batch_id"]
    list_select_related = ["created_by"]
    search_fields = ["name", "batch_id"]
    actions = ["start"]

    @admin.action(description="Start waiting jobs", permissions=["start"])
    def start(self, request: HttpRequest, queryset: QuerySet[Batch]) -> None:
        """Hand every waiting job to the workers."""
        started = sum(intake.start_batch(batch, by=person(request)) for batch in queryset)
        self.message_user(request, f"Started {counted(started, 'job')}.", messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Those who may upload; the page for it is the desk's own."""
        return person(request).has_perm("jobs.add_batch")

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",  # noqa: ARG002 - Django's signature
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - Django's signature
    ) -> HttpResponse:
        """Lead to the upload page."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("batch-upload")

    def has_start_permission(self, request: HttpRequest) -> bool:
        """Those who may start a job."""
        return person(request).has_perm("jobs.start_job")
