"""What can stand against a step. A guard returns the reason in the user's words, or None."""

from typing import TYPE_CHECKING

from jobs.wording import counted

if TYPE_CHECKING:
    from jobs.models import Job


def both_documents_are_read(job: "Job") -> str | None:
    """Review needs something to look at."""
    if not job.stage1_results:
        return "The files have not been read yet."
    return None


def matches_are_approved(job: "Job") -> str | None:
    """A script is made of approved matches only."""
    if job.stage2_approved_matches is None:
        return "No matches have been approved."
    return None


def validation_has_run(job: "Job") -> str | None:
    """Nothing passes that was not checked."""
    if job.stage3_validation_results is None:
        return "Validation has not run."
    return None


def something_is_critical(job: "Job") -> str | None:
    """A person is asked only when there is something to decide."""
    if job.critical_count == 0:
        return "Validation found nothing critical."
    return None


def nothing_is_critical(job: "Job") -> str | None:
    """Critical issues are settled by a person, never passed over."""
    if job.critical_count > 0:
        return f"A person has to decide on {counted(job.critical_count, 'critical issue')}."
    return None


def script_is_there(job: "Job") -> str | None:
    """A download needs a script."""
    if not job.stage5_extendscript:
        return "There is no script yet."
    return None
