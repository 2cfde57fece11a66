"""All cards of a batch that are alike, on one page, to be approved together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jobs import batch_review
from jobs.models import Batch
from jobs.views.access import needs, signed_in
from jobs.wording import counted


@require_http_methods(["GET", "HEAD", "POST"])
@needs("jobs.review_job", to="review matches")
def batch_grid(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """Show the cards that are alike and the exceptions; approve those that were left ticked."""
    batch = get_object_or_404(Batch, pk=batch_id)
    by = signed_in(request)
    if request.method == "POST":
        _tell(request, batch_review.approve_together(batch, request.POST.getlist("job"), by=by))
        return redirect("batch-review", batch_id)
    cards = batch_review.cards_of(batch, by=by)
    context = {
        "batch": batch,
        "alike": [card for card in cards if not card.why],
        "exceptions": [card for card in cards if card.why],
    }
    return render(request, "jobs/batch_review.html", context)


def _tell(request: HttpRequest, found: batch_review.Approvals) -> None:
    if found.approved:
        messages.success(request, f"{counted(len(found.approved), 'card')} approved.")
    if found.critical:
        names = ", ".join(found.critical)
        messages.warning(request, f"Critical issues were found, review required: {names}.")
    for sentence in found.refused:
        messages.error(request, sentence)
