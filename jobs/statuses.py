"""The states of a job and the six stages they belong to; the contract's table as data."""

from django.db.models import IntegerChoices, TextChoices


class Stage(IntegerChoices):
    """The stages, numbered as everybody in the studio says them."""

    INGESTION = 0, "Upload"
    EXTRACTION = 1, "Extract"
    MATCHING = 2, "Match"
    VALIDATION = 3, "Validate"
    VALIDATION_REVIEW = 4, "Review issues"
    GENERATION = 5, "Generate"
    DOWNLOAD = 6, "Download"


class Status(TextChoices):
    """Values of `Job.status`."""

    PENDING = "pending", "Waiting to start"
    PROCESSING = "processing", "Reading files"
    EXTRACTION_FAILED = "extraction_failed", "Reading failed"
    AWAITING_REVIEW = "awaiting_review", "Needs match review"
    VALIDATING = "validating", "Validating"
    AWAITING_VALIDATION_REVIEW = "awaiting_validation_review", "Needs validation review"
    GENERATING = "generating_extendscript", "Generating script"
    GENERATION_FAILED = "generation_failed", "Generation failed"
    AWAITING_DOWNLOAD = "awaiting_download", "Ready to download"
    COMPLETED = "completed", "Completed"
    CANCELLED = "cancelled", "Cancelled"


STAGE_OF: dict[Status, Stage] = {
    Status.PENDING: Stage.INGESTION,
    Status.PROCESSING: Stage.EXTRACTION,
    Status.EXTRACTION_FAILED: Stage.EXTRACTION,
    Status.AWAITING_REVIEW: Stage.MATCHING,
    Status.VALIDATING: Stage.VALIDATION,
    Status.AWAITING_VALIDATION_REVIEW: Stage.VALIDATION_REVIEW,
    Status.GENERATING: Stage.GENERATION,
    Status.GENERATION_FAILED: Stage.GENERATION,
    Status.AWAITING_DOWNLOAD: Stage.DOWNLOAD,
    Status.COMPLETED: Stage.DOWNLOAD,
    Status.CANCELLED: Stage.DOWNLOAD,  # the end, as for a completed job; counts leave it out
}

ENDED = (Status.COMPLETED, Status.CANCELLED)
FAILED = (Status.EXTRACTION_FAILED, Status.GENERATION_FAILED)
WITH_A_WORKER = (Status.PROCESSING, Status.GENERATING)
NOT_ENDED = tuple(status for status in Status if status not in ENDED)
WITH_SCRIPT = (Status.AWAITING_DOWNLOAD, Status.COMPLETED)
