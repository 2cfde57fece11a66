"""Many jobs that were uploaded together."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse


class Batch(models.Model):
    """One upload. Its id is random: two uploads in the same second can't collide."""

    batch_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, help_text="The manifest's file name.")
    total_jobs = models.PositiveIntegerField(help_text="Rows of the manifest.")
    invalid_jobs = models.PositiveIntegerField(default=0, help_text="Rows left out, with errors.")
    errors = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"{self.name} ({self.total_jobs})"

    @property
    def valid_jobs(self) -> int:
        """Rows that became jobs."""
        return self.total_jobs - self.invalid_jobs

    def get_absolute_url(self) -> str:
        """The batch's own page."""
        return reverse("batch", args=[self.batch_id])
