"""A receipt of After Effects, uploaded on a job's preview page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jobs import receiving
from jobs.views.access import needs, signed_in
from jobs.workflow import JobNotFound, PermissionRefused, TransitionRefused
from scripting import UnreadableReceipt
from scripting.receipt import MOST_BYTES


@require_POST
@needs("jobs.download_job", to="upload receipts")
def upload(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Keep the receipt, and go to the job or to the revision that corrects it."""
    file = request.FILES.get("receipt")
    content = file.read(MOST_BYTES + 1) if file else b""
    try:
        received = receiving.receive(job_id, content, by=signed_in(request))
    except JobNotFound as error:
        raise Http404(str(error)) from error
    except PermissionRefused as error:
        raise PermissionDenied(str(error)) from error
    except (TransitionRefused, UnreadableReceipt) as error:
        messages.error(request, str(error) if content else "Choose the receipt’s file first.")
    else:
        told = messages.warning if received.mismatches else messages.success
        told(request, received.message)
    return HttpResponseRedirect(reverse("preview", args=[job_id]))
