"""The upload page: a manifest and its files go in, row by row errors or a batch come out."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jobs.forms import UploadForm
from jobs.manifest import OPTIONAL, REQUIRED, ManifestUnreadable
from jobs.models import Batch
from jobs.upload_set import UploadRefused
from jobs.uploading import receive_upload
from jobs.views.access import needs, signed_in
from jobs.workflow import WorkflowError

if TYPE_CHECKING:
    from jobs.intake import Ingested

BAD_REQUEST = 400


@require_http_methods(["GET", "HEAD", "POST"])
@needs("jobs.add_batch", to="upload batches")
def upload(request: HttpRequest) -> HttpResponse:
    """Show the form; take an upload and go to its jobs, or say what is wrong with which row."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    ingested = _receive(request, form) if sent else None
    if ingested is not None and ingested.batch is not None:
        messages.success(request, said_of(ingested.batch))
        return redirect(ingested.batch)
    columns = {"required_columns": REQUIRED, "optional_columns": OPTIONAL}
    return render(
        request,
        "jobs/upload.html",
        {"form": form, "ingested": ingested, **columns},
        status=BAD_REQUEST if sent else None,
    )


def said_of(batch: Batch) -> str:
    """What a new batch came to, in a sentence or two."""
    left_out = f" {batch.invalid_jobs} rows were left out." if batch.invalid_jobs else ""
    return f"{batch.valid_jobs} jobs from “{batch.name}” are in.{left_out}"


def _receive(request: HttpRequest, form: UploadForm) -> "Ingested | None":
    if not form.is_valid():
        return None
    try:
        return receive_upload(
            manifest=form.cleaned_data["manifest"],
            files=form.cleaned_data["files"],
            by=signed_in(request),
            good_rows_only=form.cleaned_data["rows"] == UploadForm.GOOD,
            start=form.cleaned_data["start"],
        )
    except (UploadRefused, ManifestUnreadable, WorkflowError) as error:
        form.add_error(None, str(error))
        return None
