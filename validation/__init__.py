"""Checks a card's matches by the customer's rules; repairs nothing and knows no database."""

from validation.context import DEFAULT, Context, Limits
from validation.issue import Issue, Report, Severity, report_from_json
from validation.runner import validate

__all__ = [
    "DEFAULT",
    "Context",
    "Issue",
    "Limits",
    "Report",
    "Severity",
    "report_from_json",
    "validate",
]
