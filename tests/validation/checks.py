"""One card checked: the codes found, and where."""

from dataclasses import replace

from extraction import Fit, Layer, Match, MatchDocument, Placeholder
from tests.samples.documents import card, template
from validation import Issue, Report, validate

# Pictures made by hand stand in the corner of their canvas or reach over it. No font is known of.
BESIDE = {"touches_canvas_edge", "beyond_canvas", "fonts_not_checked"}


def checked(layer: Layer, hole: Placeholder, *, fit: Fit = Fit.FILL) -> Report:
    """Validate a card of one layer in one placeholder."""
    match = replace(Match(layer.id, hole.id), fit=fit)
    return validate(card(layer), template(hole), MatchDocument((match,)))


def issues(report: Report) -> tuple[Issue, ...]:
    return (*report.critical_issues, *report.warnings, *report.info)


def codes(report: Report) -> list[str]:
    """What was found, but for what is said of every card made by hand."""
    return [issue.code for issue in issues(report) if not is_beside(issue)]


def is_beside(issue: Issue) -> bool:
    unplaced = issue.details.get("unknown") == "shown size"
    return unplaced or issue.code in BESIDE
