"""What the review page shows of one job: layers, placeholders with their matches, and the comps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

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
from jobs.reviewing import SURE_FROM, proposed_or_approved
from jobs.validating import report_on
from jobs.views.comps import Comp, drawn_comps
from validation.issue import Issue

FITS = (
    (Fit.FILL.value, "Fill, cut the rest"),
    (Fit.FIT.value, "Fit, show all"),
    (Fit.STRETCH.value, "Stretch"),
)
KIND_WORDS = {"smart_object": "smart object"}
_FILLED_BEFORE = "earlier cards of this template had a layer here"


@dataclass(frozen=True, slots=True)
class LayerCard:
    """A layer that some placeholder could take.

    `target` is the kind of placeholder, `picture` the thumbnail's address or empty.
    """

    layer: Layer
    target: str
    picture: str

    @property
    def kind(self) -> str:
        """The layer's kind in words."""
        return KIND_WORDS.get(self.layer.kind.value, self.layer.kind.value)

    @property
    def is_quiet(self) -> bool:
        """Whether its box stays out of sight until it is asked for."""
        return not self.layer.shown or self.layer.kind.value in {"group", "fill"}


@dataclass(frozen=True, slots=True)
class Row:
    """A placeholder and what is to fill it. `level` is "sure", "check", "own" or "empty"."""

    placeholder: Placeholder
    chosen: LayerCard | None
    fit: str
    confidence: float
    has_reasons: bool
    differs: str
    issues: tuple[Issue, ...]
    was_approved: bool
    proposed: LayerCard | None
    skipped: bool
    text_by_hand: str | None
    focus: tuple[float, float]
    shrink: bool

    @property
    def is_proposal(self) -> bool:
        """Whether the draft has left the proposal as it was."""
        return self.chosen is self.proposed and not self.skipped

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
    """The whole page: rows that need a person first."""

    psd: PsdDocument
    has_canvas: bool
    layers: tuple[LayerCard, ...]
    rows: tuple[Row, ...]
    comps: tuple[Comp, ...]

    @property
    def offered(self) -> dict[str, list[LayerCard]]:
        """The layers to choose from, by the kind of placeholder that they fit."""
        kinds = sorted({row.placeholder.kind.value for row in self.rows})
        return {kind: [card for card in self.layers if card.target == kind] for kind in kinds}

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
    layers = tuple(_cards(job, psd.layers, pictures["layers"]))
    return Sheet(
        psd=psd,
        has_canvas=bool(pictures["canvas"]),
        layers=layers,
        rows=_rows(job, psd, template, layers=layers, draft=draft),
        comps=drawn_comps(template),
    )


def _cards(job: Job, layers: Iterable[Layer], pictures: Mapping[str, Any]) -> Iterable[LayerCard]:
    address = reverse("job-picture", args=[job.job_id, "0"]).removesuffix("0")
    for layer in layers:
        kind = next((kind for kind in PlaceholderKind if kind_fits(layer.kind, kind)), None)
        if kind is not None:
            picture = f"{address}{layer.id}" if pictures.get(layer.id) else ""
            yield LayerCard(layer, kind.value, picture)


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
            has_reasons=bool(match.get("reasons") or match.get("evidence")),
            differs=_FILLED_BEFORE if hole.id in usually_filled else match.get("differs", ""),
            issues=tuple(issues.get(hole.id, ())),
            was_approved=job.stage2_approved_matches is not None,
            proposed=cards.get(match.get("layer_id", "")),
            skipped=hole.id in skipped,
            text_by_hand=now.get("text"),
            focus=tuple(now.get("focus", CENTRE)),
            shrink=now.get("shrink", False),
        )
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: ("empty", "check", "sure").index(row.proposed_level)))


def _issues_by_placeholder(
    job: Job, psd: PsdDocument, template: TemplateDocument, drafted: Iterable[Mapping[str, Any]]
) -> dict[str | None, list[Issue]]:
    """What validation would call critical if this were approved; nothing where it can't be."""
    chosen = from_json(MatchDocument, {"matches": list(drafted)})
    try:
        report = report_on(job, psd, template, complete_matches(psd, template, chosen.matches))
    except InvalidDocument:
        return {}
    found: dict[str | None, list[Issue]] = {}
    for issue in report.critical_issues:
        found.setdefault(issue.placeholder_id, []).append(issue)
    return found
