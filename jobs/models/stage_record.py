"""What the stages leave behind on a job: when, by whom, and which documents."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Value, When

from jobs.statuses import STAGE_OF

User = settings.AUTH_USER_MODEL


def _moment() -> "models.DateTimeField[Any, Any]":
    return models.DateTimeField(null=True, blank=True, editable=False)


def _person() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )


def current_stage_column() -> models.GeneratedField:
    """The stage that a job's status belongs to, computed by the database."""
    stages = [When(status=status.value, then=Value(stage)) for status, stage in STAGE_OF.items()]
    return models.GeneratedField(
        expression=Case(*stages),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )


class StageRecord(models.Model):
    """Columns of a job, apart because there are many; only the workflow's steps write them."""

    stage0_completed_at, stage0_completed_by = _moment(), _person()
    stage1_completed_at, stage1_completed_by = _moment(), _person()
    stage2_completed_at, stage2_completed_by = _moment(), _person()
    stage3_completed_at, stage3_completed_by = _moment(), _person()
    stage4_completed_at, stage4_completed_by = _moment(), _person()
    stage5_completed_at, stage5_completed_by = _moment(), _person()
    stage6_completed_at, stage6_completed_by = _moment(), _person()

    stage1_results = models.JSONField(null=True, blank=True, editable=False)
    stage2_approved_matches = models.JSONField(null=True, blank=True, editable=False)
    stage3_validation_results = models.JSONField(null=True, blank=True, editable=False)
    stage4_override_reason = models.TextField(blank=True, editable=False)
    stage4_skipped = models.BooleanField(default=False, editable=False)
    stage5_extendscript = models.TextField(blank=True, editable=False)
    stage5_changes = models.JSONField(null=True, blank=True, editable=False)
    stage6_downloaded_at = _moment()

    package = models.FileField(max_length=200, blank=True, editable=False)
    error = models.TextField(blank=True, editable=False, help_text="Why the last work failed.")
    attempts = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How often a worker began the present work."
    )

    try_again_at = models.DateTimeField(
        null=True, editable=False, help_text="When the present work may be begun once more."
    )

    class Meta:
        abstract = True

    def ask_for_work(self) -> None:
        """Hand over to a worker with a clean slate."""
        self.attempts, self.try_again_at, self.error = 0, None, ""

    @property
    def critical_count(self) -> int:
        """Critical issues of the latest validation; 0 when it has not run."""
        return len((self.stage3_validation_results or {}).get("critical_issues", []))
