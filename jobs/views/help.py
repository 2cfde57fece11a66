"""Help beside every page: the guides, as they stand in docs/."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jobs.help import PICTURES, guide_for, pages, rendered
from jobs.views.access import needs

TITLES = {
    "coordinator": "Coordinators",
    "reviewer": "Reviewers",
    "manager": "Managers",
    "operator": "Operators",
    "template-designer": "Template designers",
    "programmer": "Programmers",
}


@require_safe
@needs("jobs.view_job", to="read the guides")
def start(request: HttpRequest) -> HttpResponseBase:
    """Lead to the guide that is nearest to the page that `from` names."""
    return redirect("help", guide_for(request.GET.get("from", "")))


@require_safe
@needs("jobs.view_job", to="read the guides")
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the documentation, beside the list of the guides."""
    if name not in pages():
        raise Http404("There is no such page of help.")
    context = {"name": name, "html": rendered(name), "guides": TITLES}
    return render(request, "jobs/help.html", context)


@require_safe
@needs("jobs.view_job", to="read the guides")
def picture(request: HttpRequest, name: str) -> HttpResponseBase:  # noqa: ARG001 - as every view
    """A picture of the documentation."""
    known = {path.name: path for path in PICTURES.glob("*.png")}
    if name not in known:
        raise Http404("There is no such picture.")
    response = HttpResponse(known[name].read_bytes(), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response
