"""What the dashboard's lists are kept and changed by: saved views, and things done to many jobs."""

import re

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jobs import bulk
from jobs.job_filter import DeskFilter
from jobs.models import Job, SavedFilter
from jobs.models.job import JOB_ID_PATTERN
from jobs.reviewing import MAX_REASON
from jobs.saved_filters import NotSaved, keep
from jobs.views.access import back_to, needs, signed_in
from jobs.wording import counted


class BulkForm(forms.Form):
    """What is to be done to the chosen jobs; each field but the first serves one action."""

    action = forms.ChoiceField(
        label="With the chosen jobs",
        choices=[(name, action.label) for name, action in bulk.ACTIONS.items()],
    )
    reason = forms.CharField(label="Why", required=False, max_length=MAX_REASON)
    priority = forms.ChoiceField(label="Priority", required=False, choices=Job.Priority.choices)
    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("username"),
        label="Who",
        required=False,
        empty_label="whoever comes first",
        to_field_name="username",
    )

    def offer_to(self, person: User) -> "BulkForm":
        """Offer only what that person has the right to."""
        self.fields["action"].widget.choices = self.offered = [
            (name, action.label)
            for name, action in bulk.ACTIONS.items()
            if person.has_perm(action.permission)
        ]
        return self


@require_POST
@needs("jobs.view_job", to="see the jobs")
def change_many(request: HttpRequest) -> HttpResponseBase:
    """Do one thing to the chosen jobs, say what was refused and why, and go back."""
    job_ids = [one for one in request.POST.getlist("job") if re.fullmatch(JOB_ID_PATTERN, one)]
    form = BulkForm(request.POST)
    if not job_ids:
        messages.error(request, "Choose some jobs first.")
    elif len(job_ids) > bulk.MOST:
        messages.error(request, f"Choose at most {bulk.MOST} jobs at once.")
    elif not form.is_valid():
        messages.error(request, "Choose what is to be done with the jobs.")
    else:
        _change(request, form, job_ids)
    return back_to(request, reverse("dashboard"))


def _change(request: HttpRequest, form: BulkForm, job_ids: list[str]) -> None:
    asked = dict(form.cleaned_data)
    name = asked.pop("action")
    action, by = bulk.ACTIONS[name], signed_in(request)
    if not by.has_perm(action.permission):
        raise PermissionDenied("You do not have the right to do this.")
    outcome = bulk.to_each(job_ids, name, bulk.Wish(by=by, **asked))
    tell_outcome(request, outcome, action.done)


def tell_outcome(request: HttpRequest, outcome: bulk.Outcome, done: str) -> None:
    """On the next page: how many jobs it was done to, and why not to the others."""
    if outcome.done:
        messages.success(request, f"{counted(len(outcome.done), 'job')} {done}.")
    for sentence in outcome.sentences():
        messages.error(request, sentence)


@require_POST
@needs("jobs.view_job", to="see the jobs")
def save_view(request: HttpRequest) -> HttpResponseBase:
    """Keep how the dashboard is shown now, under a name; the same name is replaced."""
    query = DeskFilter(QueryDict(request.POST.get("query", ""))).query()
    name = request.POST.get("name", "")
    try:
        keep(signed_in(request), SavedFilter.Page.DASHBOARD, name=name, query=query)
        messages.success(request, f"“{name}” is saved.")
    except NotSaved as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(f"{reverse('dashboard')}?{query}")


@require_POST
@needs("jobs.view_job", to="see the jobs")
def forget_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Forget one of one's own; somebody else's is left alone."""
    signed_in(request).saved_filters.filter(pk=pk, page=SavedFilter.Page.DASHBOARD).delete()
    return redirect("dashboard")
