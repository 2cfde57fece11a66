"""Searches that somebody keeps for the next time; each person sees only the own ones."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jobs.audit_filters import OverrideFilter
from jobs.models import SavedFilter
from jobs.views.access import needs, signed_in

MOST = 50  # one person's filters


class _SaveForm(forms.Form):
    name = forms.CharField(max_length=60)
    query = forms.CharField(max_length=2000, required=False)


@require_POST
@needs("jobs.view_auditentry", to="see the audit log")
def save(request: HttpRequest) -> HttpResponseBase:
    """Keep what the overrides are searched by now, under a name; the same name is replaced."""
    form = _SaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the search a name of at most 60 characters.")
        return redirect("audit")
    person = signed_in(request)
    query = OverrideFilter(QueryDict(form.cleaned_data["query"])).query()
    name = form.cleaned_data["name"]
    if person.saved_filters.exclude(name=name).count() >= MOST:
        messages.error(request, f"You have {MOST} saved searches; forget one first.")
    else:
        SavedFilter.objects.update_or_create(user=person, name=name, defaults={"query": query})
        messages.success(request, f"“{name}” is saved.")
    return HttpResponseRedirect(f"{reverse('audit')}?{query}")


@require_POST
@needs("jobs.view_auditentry", to="see the audit log")
def forget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Forget one of one's own; somebody else's is left alone."""
    signed_in(request).saved_filters.filter(pk=pk).delete()
    return redirect("audit")
