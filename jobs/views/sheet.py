"""What the review page shows of one job: layers, placeholders with their matches, and the comps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extraction import (
    Fit,
    InvalidDocument,
    Layer,
    MatchDocument,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
    from_json,
)
from extraction.approval import complete_matches
from extraction.matches import CENTRE
from extraction.matching.candidates import kind_fits
from jobs.extracting import documents_of, pictures_of
from jobs.models import Job, ReviewDraft
from jobs.reviewing import proposed_or_approved
from jobs.validating import report_on
from jobs.views.comps import Comp, drawn_comps
from validation.issue import Issue

SURE_FROM = 0.9  # confidence below which a person should look
FITS = (
    (Fit.FILL.value, "Fill, cut what stands over"),
    (Fit.FIT.value, "Fit, show all of it"),
    (Fit.STRETCH.value, "Stretch to the place"),
)
KIND_WORDS = {"smart_object": "smart object"}
EVIDENCE_WORDS = {
    "wording": "names and words",
    "numbering": "numbers",
    "text_form": "look of the text",
    "kinship": "family",
    "memory": "approved before",
}


_FILLED_BEFORE = "earlier cards of this template had a layer here"


@dataclass(frozen=True, slots=True)
class LayerCard:
    """A layer that some placeholder could take. `target` is the kind of placeholder."""

    layer: Layer
    target: str
    has_picture: bool

    @property
    def kind(self) -> str:
        """The layer's kind in words."""
        return KIND_WORDS.get(self.layer.kind.value, self.layer.kind.value)

    @property
    def is_quiet(self) -> bool:
        """Whether its box stays out of sight until it is asked for."""
        return not self.layer.shown or self.layer.kind.value in {"group", "fill"}


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
class Row:
    """A placeholder and what is to fill it. `level` is "sure", "check", "own" or "empty"."""

    placeholder: Placeholder
    chosen: LayerCard | None
    fit: str
    confidence: float
    reasons: tuple[str, ...]
    bars: tuple[Bar, ...]
    second_best: SecondBest | None
    differs: str
    issues: tuple[Issue, ...]
    was_approved: bool
    proposed: LayerCard | None
    skipped: bool
    text_by_hand: str | None
    focus: tuple[float, float]

    @property
    def is_proposal(self) -> bool:
        """Whether the draft has left the proposal as it was."""
        return self.chosen == self.proposed and not self.skipped

    @property
    def level(self) -> str:
        """How much this row needs a person."""
        if self.is_proposal:
            return self.proposed_level
        return "own" if self.chosen or self.skipped else "empty"

    @property
    def proposed_level(self) -> str:
        """How much the row would need a person if it were left as proposed."""
        if self.proposed is None:
            return "empty"
        doubtful = self.confidence < SURE_FROM or self.issues or self.differs
        return "check" if doubtful else "sure"

    @property
    def verdict(self) -> str:
        """The proposal in words: how sure it is, or that a person chose it before."""
        if self.proposed is None:
            return "Not filled"
        if self.was_approved:
            return "Critical" if self.issues else "Approved before"
        return f"{min(99, round(100 * self.confidence))} % sure"  # a proposal is never certain

    @property
    def words(self) -> str:
        """The level in words: the verdict on the proposal, or what a person did instead."""
        if self.is_proposal:
            return self.verdict
        if self.chosen:
            return "Your choice"
        return "Left as it is" if self.skipped else "Not filled"

    @property
    def is_image(self) -> bool:
        """Whether a picture goes in, so that it can be fitted."""
        return self.placeholder.kind is PlaceholderKind.IMAGE


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page: rows that need a person first, smallest layer boxes last (on top)."""

    psd: PsdDocument
    has_canvas: bool
    layers: tuple[LayerCard, ...]
    rows: tuple[Row, ...]
    comps: tuple[Comp, ...]

    @property
    def kinds(self) -> list[str]:
        """Kinds of placeholders, each with layers of its own to choose from."""
        return sorted({row.placeholder.kind.value for row in self.rows})

    @property
    def boxes(self) -> list[LayerCard]:
        """Layers in the order to draw them, so that a small one is never under a large one."""
        drawn = [card for card in self.layers if card.layer.bbox.area > 0]
        return sorted(drawn, key=lambda card: -card.layer.bbox.area)

    @property
    def open_rows(self) -> list[Row]:
        """Rows whose proposal a person should look at."""
        return [row for row in self.rows if row.proposed_level != "sure"]

    @property
    def sure_rows(self) -> list[Row]:
        """The rest, which is folded."""
        return [row for row in self.rows if row.proposed_level == "sure"]

    @property
    def to_check(self) -> int:
        """Rows that need a person."""
        return sum(row.level in {"check", "empty"} for row in self.rows)


def sheet_of(job: Job, draft: ReviewDraft | None = None) -> Sheet:
    """What the page shows, from the job's documents and its draft, and the rules that hold.

    Raises: InvalidDocument.
    """
    psd, template = documents_of(job)
    pictures = pictures_of(job)
    layers = tuple(_cards(psd.layers, pictures["layers"]))
    return Sheet(
        psd=psd,
        has_canvas=bool(pictures["canvas"]),
        layers=layers,
        rows=_rows(job, psd, template, layers=layers, draft=draft),
        comps=drawn_comps(template),
    )


def _cards(layers: Iterable[Layer], pictures: Mapping[str, Any]) -> Iterable[LayerCard]:
    for layer in layers:
        kind = next((kind for kind in PlaceholderKind if kind_fits(layer.kind, kind)), None)
        if kind is not None:
            yield LayerCard(layer, kind.value, has_picture=bool(pictures.get(layer.id)))


def _rows(
    job: Job,
    psd: PsdDocument,
    template: TemplateDocument,
    *,
    layers: tuple[LayerCard, ...],
    draft: ReviewDraft | None,
) -> tuple[Row, ...]:
    document = proposed_or_approved(job)
    matches = {match["placeholder_id"]: match for match in document["matches"]}
    drafted = matches
    if draft is not None and draft.matches is not None:
        drafted = {match["placeholder_id"]: match for match in draft.matches}
    skipped = draft.skipped if draft is not None else ()
    cards = {card.layer.id: card for card in layers}
    usually_filled = document.get("usually_filled", ())
    issues = _issues_by_placeholder(job, psd, template, drafted.values())
    rows = []
    for hole in template.placeholders:
        match, now = matches.get(hole.id, {}), drafted.get(hole.id, {})
        row = Row(
            placeholder=hole,
            chosen=cards.get(now.get("layer_id", "")),
            fit=now.get("fit", Fit.FILL.value),
            confidence=match.get("confidence", 0.0),
            reasons=tuple(match.get("reasons", ())),
            bars=_bars(match.get("evidence", ())),
            second_best=_second_best(match.get("runner_up"), cards),
            differs=_FILLED_BEFORE if hole.id in usually_filled else match.get("differs", ""),
            issues=tuple(issues.get(hole.id, ())),
            was_approved=job.stage2_approved_matches is not None,
            proposed=cards.get(match.get("layer_id", "")),
            skipped=hole.id in skipped,
            text_by_hand=now.get("text"),
            focus=tuple(now.get("focus", CENTRE)),
        )
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: ("empty", "check", "sure").index(row.proposed_level)))


def _bars(shares: Iterable[Mapping[str, Any]]) -> tuple[Bar, ...]:
    """Every kind's share of the evidence, the longest bar first."""
    odds = {share["kind"]: share["log_odds"] for share in shares}
    longest = max((abs(value) for value in odds.values()), default=0) or 1
    bars = [
        Bar(EVIDENCE_WORDS.get(kind, kind), abs(value) / longest, value > 0)
        for kind, value in odds.items()
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.strength))


def _second_best(
    found: Mapping[str, Any] | None, cards: Mapping[str, LayerCard]
) -> SecondBest | None:
    if not found or found["layer_id"] not in cards:
        return None
    percent = round(100 * found["confidence"])
    chance = f"{percent} %" if percent else "under 1 %"
    return SecondBest(cards[found["layer_id"]].layer.name, chance, found["reason"])


def _issues_by_placeholder(
    job: Job, psd: PsdDocument, template: TemplateDocument, drafted: Iterable[Mapping[str, Any]]
) -> dict[str | None, list[Issue]]:
    """What validation would call critical if this were approved; nothing where it can't be."""
    chosen = from_json(MatchDocument, {"matches": list(drafted)})
    try:
        report = report_on(job, complete_matches(psd, template, chosen.matches))
    except InvalidDocument:
        return {}
    found: dict[str | None, list[Issue]] = {}
    for issue in report.critical_issues:
        found.setdefault(issue.placeholder_id, []).append(issue)
    return found
