"""What workers run: load by id, one domain call, and no way to leave a job stuck."""

import logging
import traceback
from collections.abc import Callable

from django.conf import settings
from django.db.models import F
from rq.timeouts import JobTimeoutException

from extraction import ExtractionError
from jobs import workflow
from jobs.extracting import extract as extract_job
from jobs.generating import produce
from jobs.log_context import telling
from jobs.models import Job
from jobs.statuses import Status
from scripting import ScriptingError

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3


def extract(pk: int) -> None:
    """Stage 1 for the job with that key; does nothing when it is not waiting for it."""
    run(pk, Status.PROCESSING, extract_job, give_up="fail_extraction")


def generate(pk: int) -> None:
    """Stage 5 for the job with that key; does nothing when it is not waiting for it."""
    run(pk, Status.GENERATING, produce, give_up="fail_generation")


def run(pk: int, status: Status, work: Callable[[Job], Job], *, give_up: str) -> None:
    """Do one job's work, or fail the job with the reason.

    Raises: whatever was not foreseen, once the job is failed.
    """
    counted = Job.objects.filter(pk=pk, status=status).update(attempts=F("attempts") + 1)
    if not counted:
        return
    job = Job.objects.select_related("psd_file", "template_file").get(pk=pk)
    if job.attempts > MAX_ATTEMPTS:
        _fail(job, give_up, f"The worker stopped {MAX_ATTEMPTS} times while it was at this job.")
        return
    with telling(job_id=job.job_id):
        _work_or_fail(job, work, give_up)


def _work_or_fail(job: Job, work: Callable[[Job], Job], give_up: str) -> None:
    try:
        work(job)
    except workflow.TransitionRefused as refusal:
        logger.info("job %s: went on meanwhile: %s", job.job_id, refusal)
    except (ExtractionError, ScriptingError) as error:
        _fail(job, give_up, str(error))
    except MemoryError as error:
        traceback.clear_frames(error.__traceback__)  # what they hold would be missing below
        _fail(job, give_up, f"The files need more than {_megabytes()} MB of memory.")
    except JobTimeoutException:
        _fail(job, give_up, f"The work took longer than {settings.TASK_SECONDS} seconds.")
    except Exception as error:
        logger.exception("job %s: unexpected", job.job_id)
        _fail(job, give_up, f"Unexpected error ({type(error).__name__}); the server's log has it.")
        raise


def _megabytes() -> int:
    megabytes: int = settings.TASK_MEMORY_BYTES // (1024 * 1024)
    return megabytes


def _fail(job: Job, step: str, error: str) -> None:
    try:
        note = workflow.Record(error, {"error": error})
        workflow.advance(job.job_id, step, by=None, note=note, error=error)
    except workflow.TransitionRefused as refusal:
        logger.info("job %s: went on meanwhile: %s", job.job_id, refusal)
