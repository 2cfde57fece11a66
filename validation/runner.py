"""All rules over one card. A rule that breaks is a critical issue, never a pass."""

import logging
from collections.abc import Iterable, Iterator, Mapping

from extraction.matches import MatchDocument
from extraction.opacity import Opacity
from extraction.psd import PsdDocument
from extraction.template import TemplateDocument
from validation.context import OPAQUE, Context
from validation.fonts import NO_FONTS_KNOWN, Fonts
from validation.issue import Issue, Report, Severity
from validation.registry import Rule
from validation.rule_set import BUILT_IN, RuleSet
from validation.rules import ALL_RULES
from validation.surroundings import ALONE, Surroundings

logger = logging.getLogger(__name__)

RULE_FAILED = "rule_failed"


def validate(
    psd: PsdDocument,
    template: TemplateDocument,
    matches: MatchDocument,
    rule_set: RuleSet = BUILT_IN,
    *,
    fonts: Fonts = NO_FONTS_KNOWN,
    rules: Iterable[Rule] = ALL_RULES,
    surroundings: Surroundings = ALONE,
    opacity: Mapping[str, Opacity] = OPAQUE,
) -> Report:
    """Check a card's matches by a rule set; valid is a report in which nothing is critical.

    `opacity`, by layer id, is of the pictures that are not equally opaque all over.
    """
    context = Context.of(psd, template, matches, rule_set.limits, fonts, surroundings, opacity)
    found = (
        issue
        for rule in rules
        if rule.code not in rule_set.off
        for issue in _issues(rule, context, rule_set)
    )
    return Report.of(found, rule_set=rule_set.applied)


def _issues(rule: Rule, context: Context, rule_set: RuleSet) -> Iterator[Issue]:
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
                managers_only=rule.code in rule_set.managers_only,
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
