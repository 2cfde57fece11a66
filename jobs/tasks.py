"""What workers run: load by id, one domain call, and no way to leave a job stuck."""

import logging
from collections.abc import Callable

from django.db.models import F

from extraction import ExtractionError
from jobs import workflow
from jobs.extracting import extract as extract_job
from jobs.generating import produce
from jobs.models import Job
from jobs.statuses import Status
from scripting import ScriptingError

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3


def extract(pk: int) -> None:
    """Stage 1 for the job with that key; does nothing when it is not waiting for it."""
    _work(pk, Status.PROCESSING, extract_job, give_up="fail_extraction")


def generate(pk: int) -> None:
    """Stage 5 for the job with that key; does nothing when it is not waiting for it."""
    _work(pk, Status.GENERATING, produce, give_up="fail_generation")


def _work(pk: int, status: Status, work: Callable[[Job], Job], *, give_up: str) -> None:
    counted = Job.objects.filter(pk=pk, status=status).update(attempts=F("attempts") + 1)
    if not counted:
        return
    job = Job.objects.select_related("psd_file", "template_file").get(pk=pk)
    if job.attempts > MAX_ATTEMPTS:
        _fail(job, give_up, f"The worker stopped {MAX_ATTEMPTS} times while it was at this job.")
        return
    try:
        work(job)
    except workflow.TransitionRefused as refusal:
        logger.info("job %s: went on meanwhile: %s", job.job_id, refusal)
    except (ExtractionError, ScriptingError) as error:
        _fail(job, give_up, str(error))
    except Exception as error:
        logger.exception("job %s: unexpected", job.job_id)
        _fail(job, give_up, f"Unexpected error ({type(error).__name__}); the server's log has it.")
        raise


def _fail(job: Job, step: str, error: str) -> None:
    try:
        note = workflow.Record(error, {"error": error})
        workflow.advance(job.job_id, step, by=None, note=note, error=error)
    except workflow.TransitionRefused as refusal:
        logger.info("job %s: went on meanwhile: %s", job.job_id, refusal)
