"""The shapes of what is sent and answered; the names are the contract's."""

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class Success(Schema):
    """What every good answer carries."""

    success: Literal[True] = True


class Failure(Schema):
    """What every bad answer carries."""

    success: Literal[False] = False
    error: str


class RowErrorOut(Schema):
    """What is wrong with one row of a manifest."""

    row: int
    job_id: str
    error: str


class UploadCounts(Schema):
    """How an upload went."""

    batch_id: str | None
    total_jobs: int
    valid_jobs: int
    invalid_jobs: int
    errors: list[RowErrorOut]


class UploadOut(UploadCounts, Success):
    """An upload that was kept."""


class UploadRefusedOut(UploadCounts, Failure):
    """An upload that was not."""


class BatchOut(Success):
    """A batch and its jobs by status."""

    batch_id: str
    name: str
    total_jobs: int
    valid_jobs: int
    invalid_jobs: int
    created_at: datetime
    counts: dict[str, int]
    started: int | None = None


class BatchPackageOut(Success):
    """The package of all ready jobs; `packed` of `jobs` are in it so far."""

    status: Literal["not_made", "packing", "packed", "failed"]
    jobs: int
    packed: int
    error: str


class JobLine(Schema):
    """A job in a list: no documents."""

    job_id: str
    batch: str
    batch_id: str
    status: str
    current_stage: int
    output_name: str
    client_name: str
    project_name: str
    priority: str
    notes: str
    error: str
    archived: bool
    created_at: datetime
    updated_at: datetime


class StageOut(Schema):
    """When a stage was completed, and by whom (null: by the system)."""

    completed_at: datetime | None
    completed_by: str | None


class JobDetail(JobLine):
    """All of a job, documents and script included."""

    psd_file: str
    template_file: str
    revision: int
    revision_of: str | None
    stages: dict[str, StageOut]
    stage0_completed_at: datetime | None
    stage1_completed_at: datetime | None
    stage2_completed_at: datetime | None
    stage3_completed_at: datetime | None
    stage4_completed_at: datetime | None
    stage5_completed_at: datetime | None
    stage6_completed_at: datetime | None
    stage0_completed_by: str | None
    stage1_completed_by: str | None
    stage2_completed_by: str | None
    stage3_completed_by: str | None
    stage4_completed_by: str | None
    stage5_completed_by: str | None
    stage6_completed_by: str | None
    stage1_results: Any
    stage2_approved_matches: Any
    stage3_validation_results: Any
    stage4_override_reason: str
    stage4_skipped: bool
    stage5_extendscript: str
    stage6_downloaded_at: datetime | None


class JobOut(Success):
    """One job."""

    job: JobDetail


class JobsOut(Success):
    """One page of jobs."""

    jobs: list[JobLine]
    page: int
    pages: int
    total: int


class StatsOut(Success):
    """How many jobs are where."""

    by_stage: dict[str, int]
    by_status: dict[str, int]
    total: int


class ApproveIn(Schema):
    """A reviewer's decision. `user_id` is accepted and ignored: the person is who signed in."""

    approved_matches: list[dict[str, Any]]
    next_action: Literal["next_job", "dashboard"] = "dashboard"
    draft_version: int | None = Field(None, ge=0, description="Only when the draft is still this.")
    user_id: Any = None


class DraftIn(Schema):
    """Choices so far; `version` is that of the draft that they go on from."""

    matches: list[dict[str, Any]]
    skipped: list[str] = Field(default_factory=list)
    version: int = Field(ge=0)
    user_id: Any = None


class ApproveOut(Success):
    """Where the job went, and where the reviewer goes."""

    job_id: str
    requires_validation: bool
    message: str
    validation_url: str | None = None
    critical_count: int | None = None
    next_job_id: str | None = None


class IssueIn(Schema):
    """One issue, by what the report says of it; parts that are left out tell nothing."""

    code: str
    placeholder_id: str | None = None
    layer_id: str | None = None


class OverrideIn(Schema):
    """Why critical issues are passed over: the one that `issue` names, else all that are open.

    `reason_code` names a kind of reason that managers offer.
    """

    override_reason: str = ""
    reason_code: str = ""
    issue: IssueIn | None = None
    user_id: Any = None


class CancelIn(Schema):
    """Why a job ends before its time."""

    reason: str = ""
    user_id: Any = None


class StatusOut(Success):
    """The job's state afterwards."""

    job_id: str
    status: str
    message: str = ""


class ReturnOut(Success):
    """Where the matches are reviewed again."""

    job_id: str
    redirect_url: str
    message: str


class OverrideOut(Success):
    """How many critical issues are left to decide; once none is, the job goes on.

    Then `next_job_id` is the next one that waits for a review.
    """

    job_id: str
    message: str
    open_issues: int
    next_job_id: str | None


class DraftOut(Success):
    """The draft's new version, and what validation would find in it."""

    job_id: str
    version: int
    valid: bool
    critical_issues: list[dict[str, Any]] = Field(default_factory=list)
    warnings: list[dict[str, Any]] = Field(default_factory=list)
    info: list[dict[str, Any]] = Field(default_factory=list)


class MismatchOut(Schema):
    """A place that After Effects did not fill as planned."""

    placeholder_id: str
    problem: str


class ReceiptOut(Success):
    """A receipt that was kept; `reopened_as` is the new revision, if one was made."""

    job_id: str
    message: str
    mismatches: list[MismatchOut]
    reopened_as: str | None


class ReportOut(Success):
    """What validation found."""

    job_id: str
    valid: bool
    critical_issues: list[dict[str, Any]] = Field(default_factory=list)
    warnings: list[dict[str, Any]] = Field(default_factory=list)
    info: list[dict[str, Any]] = Field(default_factory=list)
