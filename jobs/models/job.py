"""A job: one Photoshop file for one template, on its way through the six stages.

The methods marked `@step` are the workflow. They change this object alone; `workflow.advance`
is their only caller and sees to rights, guards, saving and the audit log.
"""

from typing import TYPE_CHECKING, Any

import django_fsm
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from jobs import guards
from jobs.models.batch import Batch
from jobs.models.querysets import JobQuerySet
from jobs.models.stage_record import StageRecord, current_stage_column
from jobs.models.stored_file import StoredFile
from jobs.statuses import NOT_ENDED, Stage, Status
from jobs.transitions import step

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_JOB_ID = 50
JOB_ID_PATTERN = rf"[A-Za-z0-9._-]{{1,{LONGEST_JOB_ID}}}"


class Job(django_fsm.ConcurrentTransitionMixin, StageRecord):
    """See the module. JSON fields hold documents as `extraction.codec` writes them."""

    class Priority(models.TextChoices):
        """How soon a reviewer gets it."""

        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    job_id = models.CharField(
        max_length=LONGEST_JOB_ID,
        unique=True,
        validators=[RegexValidator(rf"\A{JOB_ID_PATTERN}\Z")],
    )
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="jobs")
    psd_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="psd_jobs")
    template_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="template_jobs"
    )
    output_name = models.CharField(max_length=200)
    client_name = models.CharField(max_length=200, blank=True)
    project_name = models.CharField(max_length=200, blank=True)
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.MEDIUM)
    notes = models.TextField(blank=True)
    revision = models.PositiveSmallIntegerField(default=1, editable=False)
    revision_of = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT
    )

    status = django_fsm.FSMField(
        max_length=30, choices=Status, default=Status.PENDING, protected=True, db_index=True
    )
    current_stage = current_stage_column()

    archived = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = JobQuerySet.as_manager()

    if TYPE_CHECKING:  # added by the FSM field at run time

        def get_all_status_transitions(self) -> "Iterator[django_fsm.Transition]":
            """Every declared step, one for each source."""

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="job_status_is_of_the_workflow",
            ),
        ]
        indexes = [
            models.Index(fields=["current_stage", "-created_at"], name="job_stage_created"),
            models.Index(fields=["client_name"], name="job_client"),
        ]
        permissions = [
            ("review_job", "Can review matches and return from validation"),
            ("override_validation", "Can override critical validation issues"),
            ("decide_override", "Can override issues that only managers may"),
            ("download_job", "Can download scripts and packages"),
            ("start_job", "Can start processing and retry what failed"),
            ("cancel_job", "Can cancel a job"),
        ]

    def __str__(self) -> str:
        return self.job_id

    def get_absolute_url(self) -> str:
        """The page where this job is dealt with now."""
        pages = {
            Status.AWAITING_REVIEW: "review-matching",
            Status.AWAITING_VALIDATION_REVIEW: "validate",
        }
        return reverse(pages.get(Status(self.status), "preview"), args=[self.job_id])

    @property
    def has_ended(self) -> bool:
        """Completed or cancelled: nothing more can happen to it."""
        return self.status not in NOT_ENDED

    @step(
        source=Status.PENDING,
        target=Status.PROCESSING,
        label="Start",
        action="extraction_started",
        permission="jobs.start_job",
        by_system=True,
        completes=Stage.INGESTION,
    )
    def start_extraction(self) -> None:
        """Hand the files to a worker."""
        self.ask_for_work()

    @step(
        source=Status.PROCESSING,
        target=Status.AWAITING_REVIEW,
        label="Finish reading",
        action="extraction_completed",
        completes=Stage.EXTRACTION,
    )
    def complete_extraction(self, *, results: dict[str, Any]) -> None:
        """Keep both documents and the proposed matches for the reviewer."""
        self.stage1_results = results
        self.error = ""

    @step(
        source=Status.PROCESSING,
        target=Status.EXTRACTION_FAILED,
        label="Give up reading",
        action="extraction_failed",
    )
    def fail_extraction(self, *, error: str) -> None:
        """Keep the reason where staff see it."""
        self.error = error

    @step(
        source=Status.EXTRACTION_FAILED,
        target=Status.PROCESSING,
        label="Try reading again",
        action="job_retried",
        permission="jobs.start_job",
    )
    def retry_extraction(self) -> None:
        """Start reading once more, with a clean slate."""
        self.ask_for_work()

    @step(
        source=Status.AWAITING_REVIEW,
        target=Status.VALIDATING,
        label="Approve matches",
        action="stage_approved",
        permission="jobs.review_job",
        completes=Stage.MATCHING,
        guards=[guards.both_documents_are_read],
    )
    def approve_matches(self, *, matches: dict[str, Any]) -> None:
        """Freeze the reviewed matches so that validation reads a stable set."""
        self.stage2_approved_matches = matches
        self.stage3_validation_results = None

    @step(
        source=Status.VALIDATING,
        target=Status.AWAITING_VALIDATION_REVIEW,
        label="Ask a reviewer",
        action="validation_review_required",
        completes=Stage.VALIDATION,
        guards=[guards.validation_has_run, guards.something_is_critical],
    )
    def require_validation_review(self) -> None:
        """Stop for a person: something critical was found."""

    @step(
        source=Status.VALIDATING,
        target=Status.GENERATING,
        label="Pass validation",
        action="validation_passed",
        completes=Stage.VALIDATION,
        guards=[guards.validation_has_run, guards.nothing_is_critical],
    )
    def pass_validation(self) -> None:
        """Go on without a person; stage 4 counts as done and skipped."""
        self.stage4_completed_at = timezone.now()
        self.stage4_skipped = True
        self.ask_for_work()

    @step(
        source=Status.AWAITING_VALIDATION_REVIEW,
        target=Status.AWAITING_REVIEW,
        label="Return to matching",
        action="returned_to_matching",
        permission="jobs.review_job",
    )
    def return_to_matching(self) -> None:
        """Back to the matches; what validation found stays until the next run replaces it."""
        self.stage2_completed_at = self.stage2_completed_by = None
        self.stage3_completed_at = self.stage3_completed_by = None

    @step(
        source=Status.AWAITING_VALIDATION_REVIEW,
        target=Status.GENERATING,
        label="Override and continue",
        action="validation_overridden",
        permission="jobs.override_validation",
        completes=Stage.VALIDATION_REVIEW,
        guards=[guards.matches_are_approved],
    )
    def override_validation(self, *, reason: str) -> None:
        """Go on in spite of critical issues; the reason is kept for managers."""
        self.stage4_override_reason = reason
        self.stage4_skipped = False
        self.ask_for_work()

    @step(
        source=Status.GENERATING,
        target=Status.AWAITING_DOWNLOAD,
        label="Finish generation",
        action="script_generated",
        completes=Stage.GENERATION,
        guards=[guards.matches_are_approved],
    )
    def complete_generation(
        self, *, script: str, changes: list[dict[str, Any]], package: str
    ) -> None:
        """Keep the script's text, what it changed when it was tried, and its package's name."""
        self.stage5_extendscript = script
        self.stage5_changes = changes
        self.package = package
        self.error = ""

    @step(
        source=Status.GENERATING,
        target=Status.GENERATION_FAILED,
        label="Give up generation",
        action="generation_failed",
    )
    def fail_generation(self, *, error: str) -> None:
        """Keep the reason where staff see it."""
        self.error = error

    @step(
        source=Status.GENERATION_FAILED,
        target=Status.GENERATING,
        label="Try generation again",
        action="job_retried",
        permission="jobs.start_job",
    )
    def retry_generation(self) -> None:
        """Start generation once more, with a clean slate."""
        self.ask_for_work()

    @step(
        source=Status.AWAITING_DOWNLOAD,
        target=Status.GENERATING,
        label="Generate again",
        action="generation_restarted",
        permission="jobs.download_job",
    )
    def regenerate(self) -> None:
        """Make script and package once more of the same matches, before anybody took them."""
        self.attempts = 0

    @step(
        source=Status.AWAITING_DOWNLOAD,
        target=Status.COMPLETED,
        label="Download",
        action="downloaded",
        permission="jobs.download_job",
        by_system=True,
        completes=Stage.DOWNLOAD,
        guards=[guards.script_is_there],
    )
    def mark_downloaded(self) -> None:
        """Close the job: somebody has its script."""
        self.stage6_downloaded_at = timezone.now()

    @step(
        source=NOT_ENDED,
        target=Status.CANCELLED,
        label="Cancel",
        action="job_cancelled",
        permission="jobs.cancel_job",
    )
    def cancel(self) -> None:
        """End the job before its time; the reason stands in the audit log."""
