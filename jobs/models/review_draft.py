"""What a reviewer has in hand: who has claimed the job, and choices that aren't approved yet."""

from django.conf import settings
from django.db import models

from jobs.models.job import Job


class ReviewDraft(models.Model):
    """One for each job that somebody has opened; it goes with the approval.

    `seen_at` is the claim's last sign of life, `version` grows with each save. `matches` (as the
    API's `approved_matches`) is None until something was changed; `skipped` are ids of
    placeholders that are left as they are on purpose.
    """

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="draft")
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    matches = models.JSONField(null=True)
    skipped = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.job_id}, version {self.version}"
