"""Every override: who, when, job, client, rule, why, and what became of the job."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.audit_filters import OverrideFilter
from jobs.models import Job, Override, OverrideRequest, SavedFilter
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.standing_issues import matches_hash
from jobs.statuses import Status
from jobs.views.access import needs, signed_in
from jobs.views.audit.exports import exported_overrides
from jobs.views.keyset import slice_of

if TYPE_CHECKING:
    from jobs.models.override import OverrideQuerySet

WAITING = 50


@require_safe
@needs("jobs.view_auditentry", to="see the audit log")
def overrides(request: HttpRequest) -> HttpResponseBase:
    """A page of overrides, newest first; with `format` "csv" or "jsonl" all that are wanted."""
    form = OverrideFilter(request.GET)
    found = form.apply(told_overrides())
    if kind := request.GET.get("format"):
        return exported_overrides(found, kind)
    form.offer_choices()
    context = {
        "form": form,
        "query": form.query(),
        "page": slice_of(found, request, key="entry_id"),
        "saved": signed_in(request).saved_filters.filter(page=SavedFilter.Page.AUDIT),
        "waiting": _waiting(),
    }
    return render(request, "jobs/audit/overrides.html", context)


def told_overrides() -> "OverrideQuerySet":
    """Overrides with their entry of the log, and the job as it is now without its documents."""
    revised = Exists(Job.objects.filter(revision_of=OuterRef("job")))
    told = Override.objects.select_related("entry", "job").annotate(was_revised=revised)
    return told.defer(*[f"job__{name}" for name in DOCUMENT_FIELDS])


def _waiting() -> "list[OverrideRequest]":
    """What managers are asked for now, longest waiting first; one query.

    A request for matches that were changed since is none any more.
    """
    asked = OverrideRequest.objects.select_related("job", "asked_by")
    unread = set(DOCUMENT_FIELDS) - {"stage2_approved_matches"}
    asked = asked.defer(*[f"job__{name}" for name in unread])
    waiting = asked.filter(granted=None, job__status=Status.AWAITING_VALIDATION_REVIEW)
    oldest = waiting.order_by("asked_at")[:WAITING]
    return [one for one in oldest if one.matches_hash == matches_hash(one.job)]
