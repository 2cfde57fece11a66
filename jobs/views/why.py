"""Why a layer was proposed for a placeholder, in words and bars, for one row of the review page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jobs.models import Job
from jobs.reviewing import proposed_or_approved

EVIDENCE_WORDS = {
    "wording": "names and words",
    "numbering": "numbers",
    "text_form": "look of the text",
    "kinship": "family",
    "memory": "approved before",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """What one kind of evidence says: `strength` 0 to 1, for the match or against it."""

    kind: str
    strength: float
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class SecondBest:
    """The layer that came second, how likely it is in words, and why it lost."""

    name: str
    chance: str
    reason: str


@dataclass(frozen=True, slots=True)
class Why:
    """All that speaks for and against one match."""

    placeholder_id: str
    reasons: tuple[str, ...]
    bars: tuple[Bar, ...]
    second_best: SecondBest | None


def why_matched(job: Job, placeholder_id: str) -> Why | None:
    """Why the placeholder got its layer, or None where nothing was proposed for it."""
    for match in proposed_or_approved(job)["matches"]:
        if match["placeholder_id"] == placeholder_id:
            reasons = tuple(match.get("reasons", ()))
            bars = _bars(match.get("evidence", ()))
            return Why(placeholder_id, reasons, bars, _second_best(job, match.get("runner_up")))
    return None


def _bars(shares: Iterable[Mapping[str, Any]]) -> tuple[Bar, ...]:
    """Every kind's share of the evidence, the longest bar first."""
    odds = {share["kind"]: share["log_odds"] for share in shares}
    longest = max((abs(value) for value in odds.values()), default=0) or 1
    bars = [
        Bar(EVIDENCE_WORDS.get(kind, kind), abs(value) / longest, value > 0)
        for kind, value in odds.items()
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.strength))


def _second_best(job: Job, found: Mapping[str, Any] | None) -> SecondBest | None:
    layers = (job.stage1_results or {})["psd"]["layers"]
    names = {layer["id"]: layer["name"] for layer in layers}
    if not found or found["layer_id"] not in names:
        return None
    percent = round(100 * found["confidence"])
    chance = f"{percent} %" if percent else "under 1 %"
    return SecondBest(names[found["layer_id"]], chance, found["reason"])
