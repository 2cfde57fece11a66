"""Stage 1, in a worker: both files are read and matches proposed. Safe to be called twice."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from extraction import (
    InvalidDocument,
    MatchDocument,
    Opacity,
    PsdDocument,
    TemplateDocument,
    fingerprint_of_look,
    fingerprint_of_words,
    from_json,
    match_layers,
    read_psd,
    read_template,
    to_json,
    write_pictures,
)
from extraction.approval import complete_matches
from jobs import learning, queueing, storage, template_deciding, workflow
from jobs.models import Job, StoredFile, Template


def enqueue_extraction(job: Job) -> None:
    """Ring for a worker after the commit."""
    queueing.enqueue(job)


def _template_document(stored: StoredFile) -> TemplateDocument:
    """Read at most once per content, whatever the number of jobs."""
    known = Template.objects.filter(stored_file=stored).first()
    if known:
        return from_json(TemplateDocument, known.document)
    with storage.local_copy(stored) as path:
        document = read_template(path)
    Template.objects.get_or_create(stored_file=stored, defaults={"document": to_json(document)})
    return document


def _keep_pictures(path: Path, psd: PsdDocument, stored: StoredFile) -> None:
    """Draw the canvas and the thumbnails, and keep what a like card has too; once per content."""
    if stored.pictures is not None:
        return
    with tempfile.TemporaryDirectory(prefix="sixstage-") as folder:
        pictures = write_pictures(path, Path(folder))
        for picture in Path(folder).iterdir():
            storage.keep(picture, f"{storage.pictures_folder(stored)}/{picture.name}")
        stored.look = fingerprint_of_look(Path(folder) / pictures.canvas) if pictures.canvas else ""
    stored.pictures = {
        "canvas": pictures.canvas,
        "layers": dict(pictures.layers),
        "opacity": {layer: told.to_text() for layer, told in pictures.opacity.items()},
    }
    stored.wording = fingerprint_of_words(psd)
    stored.save(update_fields=["pictures", "wording", "look"])


def extract(job: Job) -> Job:
    """Read both files, keep pictures, propose matches, and hand the job to the reviewers.

    Raises: ExtractionError; TransitionRefused when the job went on meanwhile.
    """
    with storage.local_copy(job.psd_file) as path:
        psd = read_psd(path)
        _keep_pictures(path, psd, job.psd_file)
    template = template_deciding.as_decided(
        job.template_file, _template_document(job.template_file)
    )
    results = {
        "psd": to_json(psd),
        "template": to_json(template),
        "matches": to_json(_proposed(job, psd, template)),
    }
    return workflow.advance(job.job_id, "complete_extraction", by=None, results=results)


def _proposed(job: Job, psd: PsdDocument, template: TemplateDocument) -> MatchDocument:
    """The matcher's proposal; for a revision, what was approved for the job that it corrects."""
    corrected = job.revision_of
    if corrected is not None and corrected.stage2_approved_matches is not None:
        reasons = (f"as approved for {corrected.job_id}",)
        try:
            before = from_json(MatchDocument, corrected.stage2_approved_matches)
            matches = [replace(match, reasons=reasons) for match in before.matches]
            return complete_matches(psd, template, matches)
        except InvalidDocument:  # an earlier version of the readers called layers otherwise
            pass
    return match_layers(psd, template, memory=learning.recall(job))


def documents_of(job: Job) -> tuple[PsdDocument, TemplateDocument]:
    """Both documents as stage 1 left them, checked once more. Raises: InvalidDocument."""
    results = job.stage1_results or {}
    return from_json(PsdDocument, results.get("psd")), from_json(
        TemplateDocument, results.get("template")
    )


def pictures_of(job: Job) -> dict[str, Any]:
    """Names of the card's pictures: `canvas` (or None) and `layers` by layer id."""
    return job.psd_file.pictures or {"canvas": None, "layers": {}}


def opacity_in(job: Job) -> dict[str, Opacity]:
    """How opaque the card's pictures are towards their edges, by layer id; where it is known."""
    told = pictures_of(job).get("opacity", {})
    return {layer_id: Opacity.from_text(text) for layer_id, text in told.items()}


def picture_name(job: Job, wanted: str) -> str | None:
    """Stored name of one of the job's own pictures ("canvas" or a layer id), or None."""
    pictures = pictures_of(job)
    file = pictures.get("canvas") if wanted == "canvas" else pictures.get("layers", {}).get(wanted)
    if not file:
        return None
    name = f"{storage.pictures_folder(job.psd_file)}/{file}"
    return name if default_storage.exists(name) else None
