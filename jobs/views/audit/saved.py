"""Searches of the overrides that somebody keeps for the next time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jobs.audit_filters import OverrideFilter
from jobs.models import SavedFilter
from jobs.saved_filters import NotSaved, keep
from jobs.views.access import needs, signed_in


@require_POST
@needs("jobs.view_auditentry", to="see the audit log")
def save(request: HttpRequest) -> HttpResponseBase:
    """Keep what the overrides are searched by now, under a name; the same name is replaced."""
    query = OverrideFilter(QueryDict(request.POST.get("query", ""))).query()
    name = request.POST.get("name", "")
    try:
        keep(signed_in(request), SavedFilter.Page.AUDIT, name=name, query=query)
        messages.success(request, f"“{name}” is saved.")
    except NotSaved as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(f"{reverse('audit')}?{query}")


@require_POST
@needs("jobs.view_auditentry", to="see the audit log")
def forget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Forget one of one's own; somebody else's is left alone."""
    signed_in(request).saved_filters.filter(pk=pk, page=SavedFilter.Page.AUDIT).delete()
    return redirect("audit")
