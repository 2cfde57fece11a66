"""The audit log: append-only by database triggers, each entry chained to the one before."""

from django.conf import settings
from django.db import models


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

    def __str__(self) -> str:
        return f"{self.action} {self.job_key}".strip()


class AuditHead(models.Model):
    """The chain's newest link; one row, locked by whoever appends. Shows a cut-off tail as well."""

    entries = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.entries} entries"
