"""Stage 5: the approved matches become a script and its package. Safe to be called twice."""

import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from extraction import MatchDocument, from_json, read_template, to_json
from jobs import queueing, storage, workflow
from jobs.extracting import documents_of
from jobs.highlighting import highlighted
from jobs.layout_pictures import layout_pictures
from jobs.models import Job
from jobs.package_report import report_page
from scripting import (
    Generated,
    NotPopulated,
    PlannedChange,
    Populated,
    extra_files,
    generate,
    populate,
    write_package,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


def generate_for(job: Job) -> Generated:
    """Script and images for the approved matches. Raises: ScriptingError, ExtractionError."""
    psd, template = documents_of(job)
    with storage.local_copy(job.psd_file) as path:
        return generate(
            psd_path=path,
            psd=psd,
            template=template,
            matches=from_json(MatchDocument, job.stage2_approved_matches),
            job_id=job.job_id,
            output_name=job.output_name,
            revision=job.revision,
        )


def produce(job: Job) -> Job:
    """Generate, keep the package, and hand the job to the reviewers for download.

    Raises: ScriptingError; ExtractionError; TransitionRefused when the job went on meanwhile.
    """
    generated = generate_for(job)
    pictures = layout_pictures(documents_of(job)[1], generated)
    extra = {"report.html": report_page(job, generated.changes, has_layout=bool(pictures))}
    populated = _populated(job, generated)
    if isinstance(populated, NotPopulated):
        logger.info("job %s: no populated project: %s", job.job_id, populated)
    else:
        extra |= extra_files(populated, generated.plan)
    if pictures:
        extra["layout.png"] = pictures["after"]
    name = storage.package_name(job)
    with tempfile.TemporaryDirectory(prefix="sixstage-") as folder:
        package = Path(folder) / "package.zip"
        with package.open("wb") as file:
            missing = str(populated) if isinstance(populated, NotPopulated) else ""
            write_package(generated, file, extra=extra, not_populated=missing)
        storage.keep(package, name)
        for side, content in pictures.items():
            picture = Path(folder) / f"{side}.png"
            picture.write_bytes(content)
            storage.keep(picture, storage.layout_name(job, side))
    highlighted(generated.script)  # kept, so that nobody waits for it on the page
    return workflow.advance(
        job.job_id,
        "complete_generation",
        by=None,
        script=generated.script,
        changes=[to_json(one) for one in generated.changes],
        package=name,
    )


@transaction.atomic
def regenerate(job_id: str, *, by: "User") -> Job:
    """Have script and package made once more. Raises: JobNotFound; TransitionRefused."""
    job = workflow.advance(job_id, "regenerate", by=by)
    queueing.enqueue(job)
    return job


def changes_of(job: Job) -> list[PlannedChange]:
    """What the job's script changed when it was tried; empty while there is no such record.

    Raises: InvalidDocument.
    """
    return from_json(list[PlannedChange], job.stage5_changes or [])


def _populated(job: Job, generated: Generated) -> Populated | NotPopulated:
    """The filled project, or why only the script can fill this template."""
    with storage.local_copy(job.template_file) as path:
        try:
            # Read afresh: what staff decided about its layers isn't in the file.
            return populate(path, read_template(path), generated.plan, generated.assets)
        except NotPopulated as reason:
            return reason
