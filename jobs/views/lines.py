"""A job as pages show it: its six stages, how its status reads, and what can be done about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from jobs.drafting import living_claims
from jobs.models import Job
from jobs.revising import may_revise
from jobs.statuses import FAILED, NOT_ENDED, WITH_A_WORKER, Stage, Status

NOBODY: Mapping[int, str] = {}
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
    """One stage of a job's bar; `state` is a key of STATE_WORDS.

    `when` it was completed, or begun where it is the present one; `who` completed it.
    """

    number: int
    name: str
    state: str
    when: datetime | None = None
    who: str = ""

    @property
    def words(self) -> str:
        """The state for those who don't see the colour, when and who."""
        words = [STATE_WORDS[self.state]]
        if self.when is not None:
            since = "since " if self.state in {"current", "failed"} else ""
            words.append(f"{since}{timezone.localtime(self.when):%d %b %Y, %H:%M}")
        if self.who:
            words.append(f"by {self.who}")
        return ", ".join(words)


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
    is_late: bool
    claimed_by: str
    assigned_to: str

    @property
    def stage_bar(self) -> str:
        """The bar as HTML: a page of jobs has few different ones, and they are most of its work."""
        return _stage_bar(self.segments)


@lru_cache(maxsize=1000)
def _stage_bar(segments: tuple[Segment, ...]) -> str:
    return render_to_string("jobs/partials/stage_bar.html", {"segments": segments})


def _state(job: Job, stage: Stage) -> str:
    completed = getattr(job, f"stage{stage.value}_completed_at") is not None
    if stage is Stage.VALIDATION_REVIEW and job.stage4_skipped and completed:
        return "skipped"
    if job.has_ended:
        return "done" if completed or job.status == Status.COMPLETED else "todo"
    if stage.value == job.current_stage:
        return "failed" if job.status in FAILED else "current"
    return "done" if stage.value < job.current_stage else "todo"


def segments(job: Job, names: Mapping[int, str] = NOBODY) -> tuple[Segment, ...]:
    """Stages 1 to 6 and how each stands; `names` are people's, by key."""
    return tuple(_segment(job, stage, names) for stage in SHOWN_STAGES)


def _segment(job: Job, stage: Stage, names: Mapping[int, str]) -> Segment:
    state = _state(job, stage)
    when, who = getattr(job, f"stage{stage.value}_completed_at"), ""
    if state in {"current", "failed"}:
        when = job.status_since
    elif state == "done":
        who = names.get(getattr(job, f"stage{stage.value}_completed_by_id"), "")
    elif state == "todo":
        when = None
    return Segment(stage.value, stage.label, state, when, who)


def names_of(jobs: Iterable[Job]) -> dict[int, str]:
    """The names of all who completed a stage of these jobs or are to review them; one query."""
    columns = ["assigned_to_id", *(f"stage{stage.value}_completed_by_id" for stage in Stage)]
    keys = {getattr(job, column) for job in jobs for column in columns}
    people = User.objects.filter(pk__in=keys - {None})
    return dict(people.values_list("pk", "username"))


def claims_on(jobs: Iterable[Job]) -> dict[int, str]:
    """Who has which of these jobs in hand, by the job's key; one query."""
    claims = living_claims().filter(job__in=[job.pk for job in jobs])
    return {claim.job_id: str(claim.claimed_by) for claim in claims}


def lines(jobs: Iterable[Job], *, seen_by: User) -> list[Line]:
    """Many jobs as that person sees them; two queries."""
    jobs = list(jobs)
    names, claims = names_of(jobs), claims_on(jobs)
    return [line(job, seen_by=seen_by, names=names, claimed_by=claims.get(job.pk)) for job in jobs]


def is_late(job: Job) -> bool:
    """Whether it stands in its stage for longer than it should."""
    minutes = settings.STAGE_TARGET_MINUTES[job.current_stage]
    return not job.has_ended and job.status_since < timezone.now() - timedelta(minutes=minutes)


def line(
    job: Job,
    *,
    seen_by: User,
    names: Mapping[int, str] = NOBODY,
    claimed_by: str | None = None,
) -> Line:
    """The job as that person sees it. Touches no deferred field and makes no query of its own."""
    status = Status(job.status)
    own_page = reverse("preview", args=[job.job_id])
    for_others = status is Status.AWAITING_REVIEW and not seen_by.has_perm("jobs.review_job")
    url = own_page if for_others else job.get_absolute_url()
    return Line(
        job=job,
        segments=segments(job, names),
        tone=TONES.get(status, "working"),
        invitation="Open" if for_others else INVITATIONS.get(status, "Open"),
        url=url,
        is_elsewhere=url != own_page,
        can_retry=status in FAILED and seen_by.has_perm("jobs.start_job"),
        can_regenerate=status == Status.AWAITING_DOWNLOAD and seen_by.has_perm("jobs.download_job"),
        can_cancel=status in NOT_ENDED and seen_by.has_perm("jobs.cancel_job"),
        can_revise=status is Status.COMPLETED and may_revise(seen_by),
        trouble=job.error if status in (*FAILED, *WITH_A_WORKER) else "",
        is_late=is_late(job),
        claimed_by=claimed_by or "",
        assigned_to=names.get(job.assigned_to_id or 0, ""),
    )
