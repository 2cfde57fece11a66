"""What workers run: load by id, one domain call, and no way to leave a job stuck."""

import errno
import logging
import traceback
import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections
from django.db.models import F
from django.utils import timezone
from rq.timeouts import JobTimeoutException

from extraction import ExtractionError
from jobs import batch_delivering, retrying, workflow
from jobs.extracting import extract as extract_job
from jobs.generating import produce
from jobs.log_context import telling
from jobs.models import Job
from jobs.retrying import MAX_ATTEMPTS
from jobs.statuses import Status
from scripting import ScriptingError

logger = logging.getLogger(__name__)

FORESEEN = (
    ExtractionError,
    ScriptingError,
    batch_delivering.NotPacked,
    MemoryError,
    JobTimeoutException,
)


def extract(pk: int) -> None:
    """Stage 1 for the job with that key; does nothing when it is not waiting for it."""
    run(pk, Status.PROCESSING, extract_job, give_up="fail_extraction")


def generate(pk: int) -> None:
    """Stage 5 for the job with that key; does nothing when it is not waiting for it."""
    run(pk, Status.GENERATING, produce, give_up="fail_generation")


def pack(pk: uuid.UUID) -> None:
    """The package of all ready jobs of that batch; does nothing when nobody waits for it.

    Raises: whatever was not foreseen, once the package is failed.
    """
    package = batch_delivering.begin_packing(pk)
    if package is None:
        return
    if package.attempts > MAX_ATTEMPTS:
        batch_delivering.fail_packing(package, f"The worker stopped {MAX_ATTEMPTS} times at it.")
        return
    try:
        batch_delivering.pack(package)
    except FORESEEN as error:
        batch_delivering.fail_packing(package, _why(error))
    except Exception as error:
        close_old_connections()  # the database may be what went away
        batch_delivering.fail_packing(package, _reason(error))
        raise


def run(pk: int, status: Status, work: Callable[[Job], Job], *, give_up: str) -> None:
    """Do one job's work, put it off when the trouble may pass, or fail the job with the reason.

    Raises: whatever was not foreseen, once the job is failed.
    """
    job = _begin(pk, status)
    if job is None:
        return
    if job.attempts > MAX_ATTEMPTS:
        _fail(job, give_up, _why_set_aside(job))
        return
    with telling(job_id=job.job_id):
        _work_or_fail(job, work, give_up)


def _work_or_fail(job: Job, work: Callable[[Job], Job], give_up: str) -> None:
    try:
        work(job)
    except workflow.TransitionRefused as refusal:
        logger.info("job %s: went on meanwhile: %s", job.job_id, refusal)
    except FORESEEN as error:
        _fail(job, give_up, _why(error))
    except Exception as error:
        if _put_off(job, error):
            return
        logger.exception("job %s: attempt %s", job.job_id, job.attempts)
        _fail(job, give_up, _reason(error))
        raise


def _begin(pk: int, status: Status) -> Job | None:
    """Count the attempt, and say when the next may begin should nobody hear of this one again."""
    waiting = Job.objects.filter(pk=pk, status=status)
    if not waiting.update(attempts=F("attempts") + 1):
        return None
    job: Job = Job.objects.select_related("psd_file", "template_file").get(pk=pk)
    waiting.update(try_again_at=timezone.now() + retrying.pause_after(job.attempts))
    return job


def _why_set_aside(job: Job) -> str:
    if job.error:
        return f"Tried {MAX_ATTEMPTS} times. {job.error}"
    return f"The worker stopped {MAX_ATTEMPTS} times while it was at this job."


def _put_off(job: Job, error: Exception) -> bool:
    """Leave the job to the sweep, after a pause, when the trouble may pass and tries are left."""
    trouble = retrying.passing_trouble(error)
    if not trouble or job.attempts >= MAX_ATTEMPTS:
        return False
    logger.warning("job %s: attempt %s: %s", job.job_id, job.attempts, trouble, exc_info=error)
    close_old_connections()  # the database may be what went away
    next_try = timezone.now() + retrying.pause_after(job.attempts)
    Job.objects.filter(pk=job.pk, status=job.status).update(error=trouble, try_again_at=next_try)
    return True


def _why(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        traceback.clear_frames(error.__traceback__)  # what they hold would be missing below
        return f"The files need more than {_megabytes('MEMORY')} MB of memory."
    if isinstance(error, JobTimeoutException):
        return f"The work took longer than {settings.TASK_SECONDS} seconds."
    return str(error)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return f"The files need more than {_megabytes('FILE')} MB in one file on the disk."
    trouble = retrying.passing_trouble(error)
    if trouble:
        return f"Tried {MAX_ATTEMPTS} times. {trouble}"
    return f"Unexpected error ({type(error).__name__}); the server's log has it."


def _megabytes(of: str) -> int:
    megabytes: int = getattr(settings, f"TASK_{of}_BYTES") // (1024 * 1024)
    return megabytes


def _fail(job: Job, step: str, error: str) -> None:
    try:
        note = workflow.Record(error, {"error": error})
        workflow.advance(job.job_id, step, by=None, note=note, error=error)
    except workflow.TransitionRefused as refusal:
        logger.info("job %s: went on meanwhile: %s", job.job_id, refusal)
