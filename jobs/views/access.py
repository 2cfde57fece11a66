"""Who may see a page: signed in first, then the right, refused in plain words."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias, cast

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from jobs.models import Job
from jobs.models.querysets import JobQuerySet

Arguments = ParamSpec("Arguments")
View: TypeAlias = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def needs(permission: str, *, to: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Let only signed-in people with that right in; `to` ends the sentence that refuses others.

    What is shown is for that person alone: no cache keeps it unless the view says so.
    """

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def checked(
            request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(permission):
                raise PermissionDenied(f"You do not have the right to {to}.")
            response = view(request, *args, **kwargs)
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
            return response

        return cast("View[Arguments]", checked)

    return decorate


def signed_in(request: HttpRequest) -> User:
    """The person behind the request. Raises: PermissionDenied for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Please sign in.")
    return request.user


def back_to(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page of ours that the form names as `next`, else to the other one."""
    wanted = request.POST.get("next", "")
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(otherwise)


def job_or_404(job_id: str, jobs: JobQuerySet | None = None) -> Job:
    """The job with its files and batch; one query. Raises: Http404."""
    wanted = Job.objects.all() if jobs is None else jobs
    found = wanted.select_related("batch", "psd_file", "template_file").filter(job_id=job_id)
    job: Job | None = found.first()
    if job is None:
        raise Http404(f"There is no job “{job_id}”.")
    return job
