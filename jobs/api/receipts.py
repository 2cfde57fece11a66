"""Receipts of After Effects, sent by programs."""

from typing import Any

from django.http import HttpRequest
from ninja import File, Router
from ninja.files import UploadedFile

from jobs import receiving
from jobs.api.auth import person
from jobs.api.schemas import ReceiptOut
from scripting.receipt import MOST_BYTES

router = Router(tags=["jobs"])


@router.post("job/{job_id:job_id}/receipt", response=ReceiptOut)
def upload_receipt(
    request: HttpRequest, job_id: str, receipt: File[UploadedFile | None] = None
) -> dict[str, Any]:
    """Keep what the script wrote beside itself; a mismatch reopens the job as a new revision."""
    by = person(request, "jobs.download_job")
    content = receipt.read(MOST_BYTES + 1) if receipt else b""
    received = receiving.receive(job_id, content, by=by)
    return {
        "job_id": job_id,
        "message": received.message,
        "mismatches": [
            {"placeholder_id": one.expected.placeholder_id, "problem": one.problem}
            for one in received.mismatches
        ],
        "reopened_as": received.reopened.job_id if received.reopened else None,
    }
