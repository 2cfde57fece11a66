"""Batches: upload, start, look."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from jobs import batch_delivering, intake
from jobs.api.auth import person
from jobs.api.schemas import BatchOut, BatchPackageOut, Failure, UploadOut, UploadRefusedOut
from jobs.api.sending import FILE, sent
from jobs.models import Batch
from jobs.uploading import receive_upload

router = Router(tags=["batches"])
NOT_KEPT = "Nothing was kept: correct the rows named in “errors” and send it again."


@router.post("upload", response={200: UploadOut, 400: UploadRefusedOut | Failure})
def upload(
    request: HttpRequest,
    manifest: File[UploadedFile | None] = None,
    files: File[list[UploadedFile] | None] = None,
    good_rows_only: Form[bool] = False,  # noqa: FBT002 - a form field
    start: Form[bool] = False,  # noqa: FBT002 - a form field
) -> Status[dict[str, Any]]:
    """Check a manifest with its files, or a ZIP of both, and keep it as a batch."""
    by = person(request, "jobs.add_batch")
    ingested = receive_upload(
        manifest=manifest, files=files or [], by=by, good_rows_only=good_rows_only, start=start
    )
    counts = ingested.to_json()
    if ingested.batch is None:
        return Status(400, {"success": False, "error": NOT_KEPT, **counts})
    return Status(200, {"success": True, **counts})


@router.post("{uuid:batch_id}/start-processing", response=BatchOut)
def start_processing(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    """Hand every waiting job of the batch to the workers."""
    by = person(request, "jobs.start_job")
    batch = _found(batch_id)
    started = intake.start_batch(batch, by=by)
    return _shown(batch) | {"started": started}


@router.get("{uuid:batch_id}", response=BatchOut)
def batch_detail(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    """A batch and its jobs by status."""
    person(request, "jobs.view_batch")
    return _shown(_found(batch_id))


@router.get("{uuid:batch_id}/package", response=BatchPackageOut)
def package(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    """How far the package of all ready jobs is."""
    person(request, "jobs.view_batch")
    return _standing(batch_delivering.standing_of(_found(batch_id)))


@router.post("{uuid:batch_id}/package", response={202: BatchPackageOut})
def ask_for_package(request: HttpRequest, batch_id: UUID) -> Status[dict[str, Any]]:
    """Have the package of all ready jobs made, unless it is there; look again until it is."""
    by = person(request, "jobs.download_job")
    return Status(202, _standing(batch_delivering.ask_for_package(_found(batch_id), by=by)))


@router.get("{uuid:batch_id}/download-package", openapi_extra=FILE)
def download_package(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """All ready jobs with a script that runs them one after another; completes each of them."""
    by, part = person(request, "jobs.download_job"), request.headers.get("Range", "")
    return sent(request, batch_delivering.download_batch(_found(batch_id), by=by, part=part))


def _found(batch_id: UUID) -> Batch:
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise Http404(f"There is no batch “{batch_id}”.")
    return batch


def _standing(standing: batch_delivering.Standing) -> dict[str, Any]:
    return {
        "status": standing.status or "not_made",
        "jobs": standing.ready,
        "packed": standing.packed,
        "error": standing.error,
    }


def _shown(batch: Batch) -> dict[str, Any]:
    return {
        "batch_id": str(batch.batch_id),
        "name": batch.name,
        "total_jobs": batch.total_jobs,
        "valid_jobs": batch.valid_jobs,
        "invalid_jobs": batch.invalid_jobs,
        "created_at": batch.created_at,
        "counts": batch.jobs.counts_by_status(),
    }
