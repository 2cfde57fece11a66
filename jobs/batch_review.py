"""Cards of a batch that are the same in kind, so that a person looks at all of them at once.

Each is still approved, validated and logged by itself; here they are only sorted.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extraction import MatchDocument, from_json
from extraction.matches import choices_of
from jobs import drafting, reviewing
from jobs.models import Batch, Job, ReviewDraft
from jobs.reviewing import SURE_FROM
from jobs.statuses import Status
from jobs.workflow import WorkflowError

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Card:
    """A job of the batch; `why` says why a person should look at it alone, if so."""

    job: Job
    texts: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Approvals:
    """What became of cards that were approved together: ids, and the sentences of refusals."""

    approved: tuple[str, ...]
    critical: tuple[str, ...]
    refused: tuple[str, ...]


def cards_of(batch: Batch, *, by: "User", sure_from: float = SURE_FROM) -> list[Card]:
    """Every card of the batch in match review, those that are alike first. Two queries.

    `sure_from` is the confidence (0 to 1) that every match of a card must have to be one of them.
    """
    free = set(drafting.waiting_for(by).filter(batch=batch).values_list("pk", flat=True))
    waiting = Job.objects.open().filter(batch=batch, status=Status.AWAITING_REVIEW)
    jobs = list(waiting.select_related("draft", "psd_file").order_by("job_id"))
    kinds = Counter(_kind_of(job) for job in jobs)
    usual = kinds.most_common(1)[0][0] if kinds else None
    cards = [Card(job, tuple(_texts(job)), _why_alone(job, usual, free, sure_from)) for job in jobs]
    return sorted(cards, key=lambda card: bool(card.why))


def approve_together(
    batch: Batch, job_ids: Iterable[str], *, by: "User", sure_from: float = SURE_FROM
) -> Approvals:
    """Approve the proposals of cards that are still alike, each in a transaction of its own."""
    cards = cards_of(batch, by=by, sure_from=sure_from)
    alike = {card.job.job_id: card.job for card in cards if not card.why}
    approved: list[str] = []
    critical: list[str] = []
    refused: list[str] = []
    for job_id in job_ids:
        if job_id not in alike:
            refused.append(f"{job_id} has to be looked at alone.")
            continue
        try:
            matches = reviewing.proposed_or_approved(alike[job_id])
            job = reviewing.approve_matches(job_id, matches=matches, by=by)
        except WorkflowError as error:
            refused.append(f"{job_id}: {error}")
            continue
        needs_person = job.status == Status.AWAITING_VALIDATION_REVIEW
        (critical if needs_person else approved).append(job_id)
    return Approvals(tuple(approved), tuple(critical), tuple(refused))


def _why_alone(job: Job, usual: Hashable, free: set[int], sure_from: float) -> str:
    proposal = reviewing.proposed_or_approved(job)
    doubtful = [one for one in proposal["matches"] if one.get("confidence", 0) < sure_from]
    reasons = {
        "Somebody else has it in hand.": job.pk not in free,
        "It came back from validation.": job.stage2_approved_matches is not None,
        "It was begun and not finished.": _is_begun(job, proposal),
        "Nothing was matched.": not proposal["matches"],
        "Some matches are not sure.": bool(doubtful),
        "It differs from what was approved before.": _differs(proposal),
        "Its layers or matches are not like those of the others.": _kind_of(job) != usual,
    }
    return next((sentence for sentence, holds in reasons.items() if holds), "")


def _is_begun(job: Job, proposal: dict[str, Any]) -> bool:
    """Whether its draft says anything else than the proposal; opening it changes nothing."""
    draft: ReviewDraft | None = getattr(job, "draft", None)
    if draft is None or draft.matches is None:
        return False
    drafted = from_json(MatchDocument, {"matches": draft.matches})
    proposed = from_json(MatchDocument, {"matches": proposal["matches"]})
    return bool(draft.skipped) or choices_of(drafted) != choices_of(proposed)


def _differs(proposal: dict[str, Any]) -> bool:
    differs = any(one.get("differs") for one in proposal["matches"])
    return differs or bool(proposal.get("usually_filled"))


def _kind_of(job: Job) -> Hashable:
    """The template, how the layers are built, and which layer of them goes where.

    Text layers are often named after their words, so their names say nothing of the kind.
    """
    layers = _layers(job)
    built = tuple(
        (layer["kind"], layer["path"].count("/"), "" if layer.get("text") else layer["name"])
        for layer in layers
    )
    number = {layer["id"]: at for at, layer in enumerate(layers)}
    matches = reviewing.proposed_or_approved(job)["matches"]
    goes = {(one["placeholder_id"], number.get(one["layer_id"])) for one in matches}
    return job.template_file_id, built, frozenset(goes)


def _texts(job: Job) -> Iterable[str]:
    layers = {layer["id"]: layer for layer in _layers(job)}
    for match in reviewing.proposed_or_approved(job)["matches"]:
        text = layers.get(match["layer_id"], {}).get("text")
        if text:
            yield text["content"]


def _layers(job: Job) -> list[dict[str, Any]]:
    layers: list[dict[str, Any]] = (job.stage1_results or {})["psd"]["layers"]
    return layers
