"""One card checked: the codes found, and where."""

from dataclasses import replace

from extraction import Fit, Layer, Match, MatchDocument, Placeholder
from tests.samples.documents import card, template
from validation import Issue, Report, validate


def checked(layer: Layer, hole: Placeholder, *, fit: Fit = Fit.FILL) -> Report:
    """Validate a card of one layer in one placeholder."""
    match = replace(Match(layer.id, hole.id), fit=fit)
    return validate(card(layer), template(hole), MatchDocument((match,)))


def issues(report: Report) -> tuple[Issue, ...]:
    return (*report.critical_issues, *report.warnings, *report.info)


def codes(report: Report) -> list[str]:
    return [issue.code for issue in issues(report)]
