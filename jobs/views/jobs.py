"""A job's pictures, and the posts that any page offers: retry, cancel and revise."""

from pathlib import PurePosixPath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jobs import generating, reviewing, revising
from jobs.extracting import picture_name
from jobs.layout_pictures import SIDES
from jobs.models import Job
from jobs.storage import layout_name
from jobs.views.access import job_or_404, needs, signed_in
from jobs.workflow import JobNotFound, PermissionRefused, WorkflowError

TYPES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
A_DAY = 24 * 60 * 60  # seconds


@require_safe
@needs("jobs.view_job", to="see the jobs")
def picture(_request: HttpRequest, job_id: str, name: str) -> HttpResponseBase:
    """The canvas ("canvas") or a layer's thumbnail (its id); its content never changes."""
    stored = picture_name(job_or_404(job_id, Job.objects.without_documents()), name)
    if stored is None:
        raise Http404("There is no such picture.")
    kind = TYPES.get(PurePosixPath(stored).suffix, "application/octet-stream")
    response = FileResponse(default_storage.open(stored, "rb"), content_type=kind)
    return _kept_by_the_browser(response)


@require_safe
@needs("jobs.view_job", to="see the jobs")
def layout(_request: HttpRequest, job_id: str, side: str) -> HttpResponseBase:
    """The layout of the template ("before") or of the result ("after")."""
    job = job_or_404(job_id, Job.objects.without_documents())
    name = layout_name(job, side)
    if side not in SIDES or not default_storage.exists(name):
        raise Http404("There is no such picture.")
    response = FileResponse(default_storage.open(name, "rb"), content_type=TYPES[".png"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _kept_by_the_browser(response: FileResponse) -> FileResponse:
    patch_cache_control(response, private=True, max_age=A_DAY)
    return response


@require_POST
@needs("jobs.start_job", to="start or retry jobs")
def retry(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Start again what failed, and go back."""
    try:
        reviewing.retry(job_id, by=signed_in(request))
        messages.success(request, f"{job_id} was started again.")
    except WorkflowError as error:
        _tell(request, error)
    return _back(request, job_id)


@require_POST
@needs("jobs.cancel_job", to="cancel jobs")
def cancel(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """End the job for the reason given, and go back."""
    try:
        reviewing.cancel(job_id, reason=request.POST.get("reason", ""), by=signed_in(request))
        messages.success(request, f"{job_id} was cancelled.")
    except (WorkflowError, reviewing.ReasonMissing) as error:
        _tell(request, error)
    return _back(request, job_id)


@require_POST
@needs("jobs.download_job", to="have scripts generated again")
def regenerate(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Have the script made once more, and go back."""
    try:
        generating.regenerate(job_id, by=signed_in(request))
        messages.success(request, f"The script of {job_id} is being generated again.")
    except WorkflowError as error:
        _tell(request, error)
    return _back(request, job_id)


@require_POST
@needs("jobs.view_job", to="see the jobs")
def revise(request: HttpRequest, job_id: str) -> HttpResponseBase:
    """Make a new revision of a completed job, and go to it."""
    try:
        job = revising.revise(job_id, by=signed_in(request))
    except WorkflowError as error:
        _tell(request, error)
        return _back(request, job_id)
    messages.success(request, f"{job.job_id} corrects {job_id}.")
    return HttpResponseRedirect(reverse("preview", args=[job.job_id]))


def _tell(request: HttpRequest, error: Exception) -> None:
    """A sentence on the next page. Raises: Http404; PermissionDenied."""
    if isinstance(error, JobNotFound):
        raise Http404(str(error)) from error
    if isinstance(error, PermissionRefused):
        raise PermissionDenied(str(error)) from error
    messages.error(request, str(error))


def _back(request: HttpRequest, job_id: str) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "")
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(reverse("preview", args=[job_id]))
