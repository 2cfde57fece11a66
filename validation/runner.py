"""All rules over one card. A rule that breaks is a critical issue, never a pass."""

import logging
from collections.abc import Iterable, Iterator

from extraction.matches import MatchDocument
from extraction.psd import PsdDocument
from extraction.template import TemplateDocument
from validation.context import DEFAULT, Context, Limits
from validation.issue import Issue, Report, Severity
from validation.registry import Rule
from validation.rules import ALL_RULES

logger = logging.getLogger(__name__)

RULE_FAILED = "rule_failed"


def validate(
    psd: PsdDocument,
    template: TemplateDocument,
    matches: MatchDocument,
    limits: Limits = DEFAULT,
    *,
    rules: Iterable[Rule] = ALL_RULES,
) -> Report:
    """Check a card's matches; the report is valid when nothing critical was found."""
    context = Context.of(psd, template, matches, limits)
    return Report.of(issue for rule in rules for issue in _issues(rule, context))


def _issues(rule: Rule, context: Context) -> Iterator[Issue]:
    try:
        for found in rule.check(context):
            yield Issue(
                code=rule.code,
                severity=rule.severity,
                placeholder_id=found.placeholder_id,
                layer_id=found.layer_id,
                message=found.message,
                hint=found.hint,
                details=dict(found.details),
            )
    except Exception as error:  # the outermost edge of a rule: reported, never passed
        logger.exception("The rule %s failed", rule.code)
        yield _failed(rule, error)


def _failed(rule: Rule, error: Exception) -> Issue:
    return Issue(
        code=RULE_FAILED,
        severity=Severity.CRITICAL,
        placeholder_id=None,
        layer_id=None,
        message=f"The check “{rule.code}” broke off, so this card was not fully checked.",
        hint="Look at the card yourself, and tell whoever runs Sixstage of this.",
        details={"rule": rule.code, "error": type(error).__name__},
    )
