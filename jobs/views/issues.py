"""What validation found, for pages: names in place of ids, a picture, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extraction import Layer, Match, MatchDocument, Placeholder, PsdDocument, TemplateDocument
from extraction import from_json as decoded
from jobs.extracting import documents_of, pictures_of
from jobs.standing_issues import Standing, standing_issues
from jobs.substituting import SETTLED_BY_FONT
from jobs.views.issue_pictures import IssuePicture, issue_picture

if TYPE_CHECKING:
    from jobs.models import Job

SEVERITIES = (
    ("critical", "Critical", "critical_issues"),
    ("warning", "Warnings", "warnings"),
    ("info", "Notes", "info"),
)
DETAIL_WORDS = {
    "layer_size": "size of the layer",
    "placeholder_size": "size of the place",
    "difference": "difference",
    "limit": "threshold",
    "scale": "scale",
    "fit": "fit",
}


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """An issue with names in place of ids; empty names where it is about neither.

    `standing` is there for critical issues of matches that are approved.
    """

    message: str
    hint: str
    code: str
    layer_id: str
    placeholder_id: str
    layer: str
    placeholder: str
    has_picture: bool
    has_canvas: bool
    details: tuple[tuple[str, str], ...]
    picture: IssuePicture | None
    can_change_font: bool
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Severity:
    """All issues of one weight."""

    key: str
    label: str
    issues: tuple[ShownIssue, ...]


def severities(job: "Job") -> tuple[Severity, ...]:
    """The stored report, heaviest first; weights without issues are left out. Two queries."""
    report = job.stage3_validation_results or {}
    card = _Card.of(job)
    found = (
        Severity(key, label, tuple(card.shown(issue) for issue in report.get(stored, [])))
        for key, label, stored in SEVERITIES
    )
    return tuple(severity for severity in found if severity.issues)


@dataclass(frozen=True, slots=True)
class _Card:
    """What is needed to show any issue of one job."""

    psd: PsdDocument
    template: TemplateDocument
    layers: Mapping[str, Layer]
    holes: Mapping[str, Placeholder]
    matches: Mapping[str, Match]
    pictures: Mapping[str, Any]
    standing: tuple[Standing, ...]

    @classmethod
    def of(cls, job: "Job") -> "_Card":
        psd, template = documents_of(job)
        approved = job.stage2_approved_matches
        matches = decoded(MatchDocument, approved).matches if approved else ()
        return cls(
            psd=psd,
            template=template,
            layers={layer.id: layer for layer in psd.layers},
            holes={hole.id: hole for hole in template.placeholders},
            matches={match.placeholder_id: match for match in matches},
            pictures=pictures_of(job),
            standing=tuple(standing_issues(job)) if approved else (),
        )

    def shown(self, issue: Mapping[str, Any]) -> ShownIssue:
        layer_id = str(issue.get("layer_id") or "")
        placeholder_id = str(issue.get("placeholder_id") or "")
        layer, hole = self.layers.get(layer_id), self.holes.get(placeholder_id)
        match = self.matches.get(placeholder_id)
        return ShownIssue(
            message=str(issue.get("message", "")),
            hint=str(issue.get("hint") or ""),
            code=str(issue.get("code", "")),
            layer_id=layer_id,
            placeholder_id=placeholder_id,
            layer=(layer.path or layer.name) if layer else layer_id,
            placeholder=f"{hole.layer} in {hole.composition}" if hole else placeholder_id,
            has_picture=bool(self.pictures["layers"].get(layer_id)),
            has_canvas=bool(self.pictures["canvas"]),
            details=details_in_words(issue.get("details") or {}),
            picture=issue_picture(
                self.psd,
                self.template,
                layer=layer,
                hole=hole,
                match=match,
            ),
            can_change_font=issue.get("code") in SETTLED_BY_FONT,
            standing=next((one for one in self.standing if one.issue is issue), None),
        )


def details_in_words(details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What was measured, one line each; sizes as width × height in pixels."""
    return tuple(
        (DETAIL_WORDS.get(name, name.replace("_", " ")), _value_in_words(value))
        for name, value in details.items()
    )


def _value_in_words(value: object) -> str:
    if isinstance(value, list):
        return " × ".join(_value_in_words(part) for part in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
