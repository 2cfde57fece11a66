"""Checks a card's matches by the customer's rules; repairs nothing and knows no database."""

from validation.context import Context
from validation.fonts import Fonts
from validation.issue import AppliedRules, Issue, Report, Severity, report_from_json
from validation.limits import DEFAULT, Limits
from validation.rule_set import BUILT_IN, RuleSet
from validation.runner import validate
from validation.surroundings import Surroundings

__all__ = [
    "BUILT_IN",
    "DEFAULT",
    "AppliedRules",
    "Context",
    "Fonts",
    "Issue",
    "Limits",
    "Report",
    "RuleSet",
    "Severity",
    "Surroundings",
    "report_from_json",
    "validate",
]
