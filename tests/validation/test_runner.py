"""All rules together: what breaks, what holds for any document."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from extraction import MatchDocument, PsdDocument, TemplateDocument, to_json
from tests.samples.any_documents import CARDS, MATCHES, TEMPLATES
from tests.samples.documents import (
    card,
    image_hole,
    image_layer,
    matched,
    template,
    text_hole,
    text_layer,
)
from tests.validation.checks import codes
from validation import AppliedRules, Limits, RuleSet, Severity, report_from_json, validate
from validation.context import Context
from validation.issue import Finding
from validation.registry import rule
from validation.rules import ALL_RULES


@rule("always_breaks", severity=Severity.INFO)
def always_breaks(_context: Context) -> Iterator[Finding]:
    yield Finding("Found before it broke.", "")
    raise ZeroDivisionError


def test_a_rule_that_breaks_is_a_critical_issue_and_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    psd, project = card(text_layer("1", "BEN")), template(text_hole("1:1"), text_hole("1:2"))
    with caplog.at_level(logging.ERROR):
        report = validate(psd, project, matched(("1", "1:1")), rules=(always_breaks, *ALL_RULES))
    assert codes(report) == ["rule_failed", "placeholder_unfilled", "always_breaks"]
    assert not report.valid
    assert report.critical_issues[0].details == {
        "rule": "always_breaks",
        "error": "ZeroDivisionError",
    }
    assert "always_breaks" in caplog.text


def test_every_rule_has_a_code_of_its_own() -> None:
    names = [one.code for one in ALL_RULES]
    assert len(set(names)) == len(names)


def test_every_rule_is_described_with_its_severity() -> None:
    described = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    for one in ALL_RULES:
        assert f"| `{one.code}` | {one.severity} |" in described


def test_limits_can_be_set() -> None:
    psd, project = card(image_layer("1", size=(110, 100))), template(image_hole("1:1"))
    found = matched(("1", "1:1"))
    assert validate(psd, project, found).valid
    assert not validate(psd, project, found, RuleSet(limits=Limits(aspect=0.09))).valid


def test_a_rule_can_be_switched_off_and_left_to_managers() -> None:
    psd, project = card(image_layer("1", size=(300, 100))), template(image_hole("1:1"))
    found = matched(("1", "1:1"))
    code = "aspect_ratio_mismatch"
    off = validate(psd, project, found, RuleSet(off=frozenset({code, "no_such_rule"})))
    assert code not in codes(off)
    kept = RuleSet(managers_only=frozenset({code}), applied=AppliedRules("client Acme", 3))
    report = validate(psd, project, found, kept)
    assert [issue.managers_only for issue in report.critical_issues if issue.code == code] == [True]
    assert report.rule_set == AppliedRules("client Acme", 3)


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_a_limit_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="aspect"):
        Limits(aspect=value)


@settings(max_examples=200, deadline=None)
@given(CARDS, TEMPLATES, MATCHES)
def test_any_documents_are_checked_and_nothing_unknown_passes(
    psd: PsdDocument, project: TemplateDocument, found: MatchDocument
) -> None:
    report = validate(psd, project, found)
    assert "rule_failed" not in codes(report)
    layers = {layer.id for layer in psd.layers}
    holes = {hole.id for hole in project.placeholders}
    for match in found.matches:
        if match.layer_id not in layers or match.placeholder_id not in holes:
            assert not report.valid
    assert report_from_json(json.loads(json.dumps(to_json(report)))).valid == report.valid
