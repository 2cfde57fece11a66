"""The report in a package: what was matched, found, let pass and changed, as one HTML file.

It opens without a server, a network or scripts; Django's templates quote all that is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from extraction import Match, MatchDocument, PsdDocument, TemplateDocument, from_json
from jobs.extracting import documents_of
from jobs.models import Job
from jobs.standing_issues import standing_issues
from scripting import PlannedChange

BY_HAND = "chosen by hand"


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One match in people's words."""

    placeholder: str
    layer: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue; `let_pass` is the reason of its override, empty without one."""

    severity: str
    message: str
    let_pass: str = ""


def report_page(job: Job, changes: Sequence[PlannedChange], *, has_layout: bool) -> bytes:
    """The HTML file, in UTF-8. Two queries.

    Raises: InvalidDocument.
    """
    psd, template = documents_of(job)
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    context = {
        "job": job,
        "changes": changes,
        "has_layout": has_layout,
        "matches": _match_rows(_with_reasons(matches, job), psd, template),
        "issues": _issue_rows(job),
    }
    page = render_to_string("jobs/package/report.html", context)
    return page.encode(errors="replace")  # a layer may be named with half of a surrogate pair


def _with_reasons(matches: MatchDocument, job: Job) -> list[Match]:
    """The approved matches; what was only confirmed is told as it was proposed.

    Whoever approves says which layer goes where, and seldom why.
    """
    known = (job.stage1_results or {}).get("matches")
    proposals = from_json(MatchDocument, known).matches if known else ()
    proposed = {(one.placeholder_id, one.layer_id): one for one in proposals}
    return [
        one if one.reasons else proposed.get((one.placeholder_id, one.layer_id), _by_hand(one))
        for one in matches.matches
    ]


def _by_hand(match: Match) -> Match:
    return replace(match, reasons=(BY_HAND,))


def _match_rows(
    matches: Sequence[Match], psd: PsdDocument, template: TemplateDocument
) -> list[MatchRow]:
    places = {one.id: one.label or one.layer for one in template.placeholders}
    layers = {one.id: one.name for one in psd.layers}
    return [
        MatchRow(
            placeholder=places.get(one.placeholder_id, one.placeholder_id),
            layer=layers.get(one.layer_id, one.layer_id),
            confidence=one.confidence,
            reasons=tuple(one.reasons),
        )
        for one in matches
    ]


def _issue_rows(job: Job) -> list[IssueRow]:
    critical = [
        IssueRow(
            severity="critical",
            message=str(one.issue["message"]),
            let_pass=one.override.entry.message if one.override else "",
        )
        for one in standing_issues(job)
    ]
    report = job.stage3_validation_results or {}
    rest = [*report.get("warnings", []), *report.get("info", [])]
    return critical + [IssueRow(one["severity"], one["message"]) for one in rest]
