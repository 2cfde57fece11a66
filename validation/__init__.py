"""Checks a card's matches by the customer's rules; repairs nothing and knows no database."""

from validation.context import Context
from validation.issue import AppliedRules, Issue, Report, Severity, report_from_json
from validation.limits import DEFAULT, Limits
from validation.rule_set import BUILT_IN, RuleSet
from validation.runner import validate
from validation.surroundings import NOTHING_KNOWN, FontInventory, Neighbour, Surroundings
from validation.typesetting import FontFile, Typesetter, fonts_in

__all__ = [
    "BUILT_IN",
    "DEFAULT",
    "NOTHING_KNOWN",
    "AppliedRules",
    "Context",
    "FontFile",
    "FontInventory",
    "Issue",
    "Limits",
    "Neighbour",
    "Report",
    "RuleSet",
    "Severity",
    "Surroundings",
    "Typesetter",
    "fonts_in",
    "report_from_json",
    "validate",
]
