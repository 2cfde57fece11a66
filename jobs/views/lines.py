"""A job as pages show it: its six stages, how its status reads, and what can be done about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from jobs.models import Job
from jobs.revising import may_revise
from jobs.statuses import FAILED, NOT_ENDED, WITH_A_WORKER, Stage, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN_STAGES = tuple(stage for stage in Stage if stage is not Stage.INGESTION)
STATE_WORDS = {
    "done": "done",
    "current": "now",
    "skipped": "skipped, nothing critical was found",
    "failed": "failed",
    "todo": "to come",
}
TONES = {
    Status.AWAITING_REVIEW: "person",
    Status.AWAITING_VALIDATION_REVIEW: "person",
    Status.AWAITING_DOWNLOAD: "person",
    Status.EXTRACTION_FAILED: "failed",
    Status.GENERATION_FAILED: "failed",
    Status.COMPLETED: "done",
    Status.CANCELLED: "quiet",
}
INVITATIONS = {
    Status.AWAITING_REVIEW: "Review matches",
    Status.AWAITING_VALIDATION_REVIEW: "Settle issues",
    Status.AWAITING_DOWNLOAD: "Get the script",
    Status.EXTRACTION_FAILED: "See why",
    Status.GENERATION_FAILED: "See why",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One stage of a job's bar; `state` is a key of STATE_WORDS."""

    number: int
    name: str
    state: str

    @property
    def words(self) -> str:
        """The state for those who don't see the colour."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Line:
    """A job in a list, or at the head of its page. `url` is where it is dealt with now.

    `trouble` is why its work failed, or what is in the way of it now; empty for other jobs.
    """

    job: Job
    segments: tuple[Segment, ...]
    tone: str
    invitation: str
    url: str
    is_elsewhere: bool
    can_retry: bool
    can_regenerate: bool
    can_cancel: bool
    can_revise: bool
    trouble: str


def _state(job: Job, stage: Stage) -> str:
    completed = getattr(job, f"stage{stage.value}_completed_at") is not None
    if stage is Stage.VALIDATION_REVIEW and job.stage4_skipped and completed:
        return "skipped"
    if job.has_ended:
        return "done" if completed or job.status == Status.COMPLETED else "todo"
    if stage.value == job.current_stage:
        return "failed" if job.status in FAILED else "current"
    return "done" if stage.value < job.current_stage else "todo"


def segments(job: Job) -> tuple[Segment, ...]:
    """Stages 1 to 6 and how each stands."""
    return tuple(Segment(stage.value, stage.label, _state(job, stage)) for stage in SHOWN_STAGES)


def line(job: Job, *, seen_by: "User") -> Line:
    """The job as that person sees it. Touches no deferred field and makes no query of its own."""
    status = Status(job.status)
    own_page = reverse("preview", args=[job.job_id])
    for_others = status is Status.AWAITING_REVIEW and not seen_by.has_perm("jobs.review_job")
    url = own_page if for_others else job.get_absolute_url()
    return Line(
        job=job,
        segments=segments(job),
        tone=TONES.get(status, "working"),
        invitation="Open" if for_others else INVITATIONS.get(status, "Open"),
        url=url,
        is_elsewhere=url != own_page,
        can_retry=status in FAILED and seen_by.has_perm("jobs.start_job"),
        can_regenerate=status == Status.AWAITING_DOWNLOAD and seen_by.has_perm("jobs.download_job"),
        can_cancel=status in NOT_ENDED and seen_by.has_perm("jobs.cancel_job"),
        can_revise=status is Status.COMPLETED and may_revise(seen_by),
        trouble=job.error if status in (*FAILED, *WITH_A_WORKER) else "",
    )
