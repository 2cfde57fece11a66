"""The audit log: append-only by database triggers, each entry chained to the one before."""

from django.conf import settings
from django.db import models

ACTIONS = {
    "batch_ingested": "Batch uploaded",
    "extraction_started": "Reading started",
    "extraction_completed": "Files read, matches proposed",
    "extraction_failed": "Reading failed",
    "stage_approved": "Matches approved",
    "validation_passed": "Validation passed",
    "validation_review_required": "Validation found critical issues",
    "review_taken_over": "Review taken over",
    "returned_to_matching": "Returned to matching",
    "validation_overridden": "Validation overridden",
    "issue_overridden": "Issue overridden",
    "override_requested": "Override asked for",
    "override_declined": "Override declined",
    "override_reason_kept": "Kind of reason changed",
    "template_decided": "Layer of a template decided",
    "fonts_listed": "List of fonts changed",
    "fonts_told": "Fonts told by a receipt",
    "font_kept": "Font changed",
    "font_removed": "Font taken off the list",
    "font_substituted": "Font replaced by another",
    "font_taken_back": "Template's own font again",
    "rule_set_kept": "Rule set changed",
    "rule_set_holds": "Rule set holds",
    "rule_set_withdrawn": "Rule set withdrawn",
    "audit_exported": "Signed export made",
    "script_generated": "Script generated",
    "generation_failed": "Generation failed",
    "generation_restarted": "Generated again",
    "downloaded": "Downloaded",
    "receipt_uploaded": "Receipt uploaded",
    "job_cancelled": "Cancelled",
    "job_retried": "Tried again",
    "job_revised": "New revision made",
    "job_archived": "Archived",
    "job_changed": "Details changed",
    "job_assigned": "Assigned",
    "pixels_removed": "Pixels removed",
    "person_changed": "Person or roles changed",
    "person_joined": "Person signed in for the first time",
    "token_made": "API token made",
    "token_revoked": "API token revoked",
}


class AuditEntry(models.Model):
    """One thing that happened. The database refuses to change or delete it.

    People and jobs are kept as text beside their key, and the keys have no database
    constraint, so that history outlives them.
    """

    stage = models.PositiveSmallIntegerField(null=True)
    action = models.CharField(max_length=40)
    message = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    username = models.CharField(max_length=150)
    job_key = models.CharField(max_length=50, blank=True, db_index=True)
    batch_key = models.CharField(max_length=36, blank=True, db_index=True)
    created_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["created_at"], name="audit_time"),
            models.Index(fields=["action", "-id"], name="audit_action"),
            models.Index(fields=["username", "-id"], name="audit_person"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.job_key}".strip()

    @property
    def label(self) -> str:
        """What happened, for people; wording lives apart from the data, so it may change."""
        return ACTIONS.get(self.action, self.action)


class AuditHead(models.Model):
    """The chain's newest link; one row, locked by whoever appends. Shows a cut-off tail as well."""

    entries = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.entries} entries"


class AuditCheck(models.Model):
    """One recomputation of the whole log: how much of it holds, and what is wrong, if anything."""

    checked_at = models.DateTimeField(auto_now_add=True, db_index=True)
    entries = models.PositiveBigIntegerField()
    problem = models.TextField(blank=True)
    seconds = models.FloatField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.problem or f"{self.entries} entries hold"
