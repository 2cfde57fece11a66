"""One pair of files through all stages at once, for the command line: the same steps, no queue."""

import re
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, User

from extraction import ExtractionError
from jobs import delivering, overriding, reviewing, tasks
from jobs.delivering import Download
from jobs.intake import ingest, start_job
from jobs.manifest import Manifest, ManifestRow
from jobs.models import Job
from jobs.reviewing import proposed_or_approved
from jobs.statuses import Status
from jobs.upload_set import UploadSet
from jobs.wording import storable

if TYPE_CHECKING:
    from jobs.intake import Ingested

PERSON = "pipeline"


class PipelineStopped(Exception):
    """A stage failed; the text is the job's error."""


def _person() -> User:
    """Who approves and overrides: an account without a password, in the groups that may."""
    person, created = User.objects.get_or_create(username=PERSON)
    if created:
        person.set_unusable_password()
        person.save()
        person.groups.set(Group.objects.filter(name__in=["reviewers", "managers"]))
    return person


def _manifest_name(path: Path) -> str:
    """A file may be called what no manifest could say."""
    return re.sub(r"[\\:]", "_", storable(path.name))


def _ingest(psd: Path, template: Path) -> "Ingested":
    for path in (psd, template):
        if not path.is_file():
            raise PipelineStopped(f"There is no file “{path}”.")
    job_id = f"pipeline-{secrets.token_hex(8)}"
    names = _manifest_name(psd), _manifest_name(template)
    row = ManifestRow(1, job_id, *names, output_name=f"{storable(psd.stem[:180])}.aep")
    files = UploadSet({names[0]: psd, names[1]: template})
    return ingest(Manifest((row,), ()), files, name=psd.name, by=None)


def _stopped(job: Job) -> Job:
    if job.status in (Status.EXTRACTION_FAILED, Status.GENERATION_FAILED):
        raise PipelineStopped(job.error)
    return job


def _current(job: Job) -> Job:
    return _stopped(Job.objects.select_related("psd_file", "template_file").get(pk=job.pk))


def _approved(job: Job, matches: object, by: User) -> Job:
    try:
        return reviewing.approve_matches(job.job_id, matches=matches, by=by)
    except ExtractionError as error:  # nobody would know of a job that waited for a review
        reviewing.cancel(job.job_id, reason=f"The given matches can't be: {error}", by=by)
        raise


def run_pair(
    psd: Path, template: Path, *, out: Path, matches: object | None, reason: str | None
) -> dict[str, Any]:
    """Read, match, approve, validate, generate; write script and package into `out`.

    With critical issues and no reason the job stays in validation review, and `script` and
    `package` are None.

    Raises: PipelineStopped; ExtractionError for matches that can't be; ReasonMissing.
    """
    ingested = _ingest(psd, template)
    if ingested.batch is None:
        raise PipelineStopped(" ".join(error.error for error in ingested.errors))
    by = _person()
    job = start_job(ingested.batch.jobs.get().job_id, by=None)
    tasks.extract(job.pk)
    job = _current(job)
    job = _approved(job, proposed_or_approved(job) if matches is None else matches, by)
    if job.status == Status.AWAITING_VALIDATION_REVIEW:
        if reason is None:
            return _outcome(job, None, None)
        job = overriding.override_validation(job.job_id, reason=reason, by=by)
    tasks.generate(job.pk)
    _current(job)
    script = _written(delivering.download_script(job.job_id, by=by), out)
    package = _written(delivering.download_package(job.job_id, by=by), out)
    return _outcome(_current(job), script, package)


def _written(download: Download, out: Path) -> Path:
    path = out / download.name
    with download.file as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    return path


def _outcome(job: Job, script: Path | None, package: Path | None) -> dict[str, Any]:
    return {
        "job_id": job.job_id,
        "status": job.status,
        "script": str(script) if script else None,
        "package": str(package) if package else None,
        "report": job.stage3_validation_results,
    }
