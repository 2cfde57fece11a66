"""What a job's page in the admin shows beyond its fields: stages, documents, pictures, history."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.urls import reverse

from jobs.extracting import picture_name
from jobs.layout_pictures import SIDES
from jobs.models import AuditEntry, Job
from jobs.storage import layout_name
from jobs.views.lines import line, names_of

LONGEST = 200_000  # characters of one document; the API has all of it


def page_of(job: Job, *, seen_by: User) -> dict[str, Any]:
    """What the template needs; a few queries, and whether its pictures are there."""
    return {
        "line": line(job, seen_by=seen_by, names=names_of([job])),
        "documents": _documents(job),
        "pictures": _pictures(job),
        "entries": AuditEntry.objects.filter(job_key=job.job_id),
        "page_url": job.get_absolute_url(),
        "batch_url": job.batch.get_absolute_url(),
        "documents_url": reverse("api:job_detail", args=[job.job_id]),
        "longest": LONGEST,
    }


def _documents(job: Job) -> list[tuple[str, str]]:
    """Each document that the job has, under its title, as indented JSON."""
    read = job.stage1_results or {}
    found = {
        "Photoshop file": read.get("psd"),
        "Template": read.get("template"),
        "Proposed matches": read.get("matches"),
        "Approved matches": job.stage2_approved_matches,
        "Validation report": job.stage3_validation_results,
    }
    return [
        (title, json.dumps(document, indent=2, ensure_ascii=False)[:LONGEST])
        for title, document in found.items()
        if document
    ]


def _pictures(job: Job) -> list[tuple[str, str]]:
    """What each picture shows, and its address."""
    canvas = [("Photoshop file", "job-picture", "canvas")] if picture_name(job, "canvas") else []
    layouts = [
        (f"Layout {side}", "job-layout", side)
        for side in SIDES
        if default_storage.exists(layout_name(job, side))
    ]
    return [
        (shown, reverse(name, args=[job.job_id, what])) for shown, name, what in canvas + layouts
    ]
