"""One thing done to many jobs, each by its own domain call; what is refused stops no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from jobs import arranging, intake, reviewing
from jobs.reviewing import ReasonMissing
from jobs.wording import counted
from jobs.workflow import WorkflowError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 500  # jobs at once
TOLD = 5  # kinds of refusals that are told in full


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done, by whom, and what it needs beyond that."""

    by: "User"
    reason: str = ""
    priority: str = ""
    person: "User | None" = None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done to many jobs; `permission` is who may be offered it."""

    label: str
    done: str
    permission: str
    take: Callable[[str, Wish], object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ids of jobs that it was done to, and the refusals of the others: sentence → ids."""

    done: tuple[str, ...]
    refused: Mapping[str, tuple[str, ...]]

    def sentences(self) -> Iterator[str]:
        """Each kind of refusal with the jobs that it holds for."""
        for reason, job_ids in islice(self.refused.items(), TOLD):
            named = ", ".join(job_ids[:TOLD])
            more = f" and {len(job_ids) - TOLD} more" if len(job_ids) > TOLD else ""
            yield f"{counted(len(job_ids), 'job')} left as before ({named}{more}): {reason}"
        left = sum(len(job_ids) for job_ids in list(self.refused.values())[TOLD:])
        if left:
            yield f"{counted(left, 'job')} more left as before, for other reasons."


ACTIONS = {
    "start": Action(
        "Start",
        "started",
        "jobs.start_job",
        lambda job_id, wish: intake.start_job(job_id, by=wish.by),
    ),
    "retry": Action(
        "Retry what failed",
        "started again",
        "jobs.start_job",
        lambda job_id, wish: reviewing.retry(job_id, by=wish.by),
    ),
    "prioritise": Action(
        "Change priority",
        "given another priority",
        "jobs.change_job",
        lambda job_id, wish: arranging.reprioritise(job_id, priority=wish.priority, by=wish.by),
    ),
    "assign": Action(
        "Assign",
        "assigned",
        "jobs.change_job",
        lambda job_id, wish: arranging.assign(job_id, to=wish.person, by=wish.by),
    ),
    "cancel": Action(
        "Cancel",
        "cancelled",
        "jobs.cancel_job",
        lambda job_id, wish: reviewing.cancel(job_id, reason=wish.reason, by=wish.by),
    ),
    "archive": Action(
        "Archive",
        "archived",
        "jobs.change_job",
        lambda job_id, wish: reviewing.archive(job_id, by=wish.by),
    ),
}


def to_each(job_ids: Iterable[str], action: str, wish: Wish) -> Outcome:
    """Do it to each job in a transaction of its own. Raises: KeyError for an unknown action."""
    take = ACTIONS[action].take
    done: list[str] = []
    refused: dict[str, tuple[str, ...]] = {}
    for job_id in job_ids:
        try:
            take(job_id, wish)
        except (WorkflowError, ReasonMissing) as error:
            refused[str(error)] = (*refused.get(str(error), ()), job_id)
        else:
            done.append(job_id)
    return Outcome(tuple(done), refused)
