"""All cards of a batch that are alike, on one page, to be approved together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jobs import batch_review
from jobs.models import Batch
from jobs.reviewing import SURE_FROM
from jobs.views.access import needs, signed_in
from jobs.views.composites import composites_of
from jobs.wording import counted

LIMITS = (50, 70, 80, 90, 95, 98)  # per cent
USUAL = round(100 * SURE_FROM)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("jobs.review_job", to="review matches")
def batch_grid(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """Show the cards that are alike and the exceptions; approve those that were left ticked."""
    batch = get_object_or_404(Batch, pk=batch_id)
    by = signed_in(request)
    if request.method == "POST":
        sure = _limit(request.POST)
        job_ids = request.POST.getlist("job")
        found = batch_review.approve_together(batch, job_ids, by=by, sure_from=sure / 100)
        _tell(request, found)
        return redirect(f"{request.path}?sure={sure}")
    sure = _limit(request.GET)
    cards = batch_review.cards_of(batch, by=by, sure_from=sure / 100)
    context = {
        "batch": batch,
        "limits": LIMITS,
        "sure": sure,
        "alike": [(card, composites_of(card.job)) for card in cards if not card.why],
        "exceptions": [card for card in cards if card.why],
    }
    return render(request, "jobs/batch_review.html", context)


def _limit(sent: QueryDict) -> int:
    """The confidence that the reviewer asks of every match, in per cent."""
    wanted = [limit for limit in LIMITS if str(limit) == sent.get("sure")]
    return wanted[0] if wanted else USUAL


def _tell(request: HttpRequest, found: batch_review.Approvals) -> None:
    if found.approved:
        messages.success(request, f"{counted(len(found.approved), 'card')} approved.")
    if found.critical:
        names = ", ".join(found.critical)
        messages.warning(request, f"Critical issues were found, review required: {names}.")
    for sentence in found.refused:
        messages.error(request, sentence)
