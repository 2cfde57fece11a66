"""Reports and their JSON."""

import json
from typing import Any

import pytest

from extraction import InvalidDocument, to_json
from validation import Issue, Report, Severity, report_from_json


def issue(severity: Severity, code: str = "some_code") -> Issue:
    return Issue(code, severity, "11:4", "9", "A message.", "A hint.", {"limit": 0.1})


def as_json(severity: str) -> dict[str, Any]:
    return {
        "code": "some_code",
        "severity": severity,
        "placeholder_id": "11:4",
        "layer_id": "9",
        "message": "A message.",
        "hint": "A hint.",
        "details": {"limit": 0.1},
        "managers_only": False,
    }


def test_a_report_is_sorted_by_severity_and_valid_without_a_critical_issue() -> None:
    info, warning, critical = (issue(severity) for severity in reversed(Severity))
    assert Report.of([info, warning]) == Report(True, (), (warning,), (info,))
    assert Report.of([info, critical]) == Report(False, (critical,), (), (info,))


def test_the_json_has_the_keys_of_the_contract_and_says_what_it_went_by() -> None:
    report = Report.of(map(issue, Severity))
    assert to_json(report) == {
        "valid": False,
        "critical_issues": [as_json("critical")],
        "warnings": [as_json("warning")],
        "info": [as_json("info")],
        "rule_set": {"scope": "built in", "version": 0},
    }
    assert list(to_json(issue(Severity.INFO))) == list(as_json("info"))


def test_a_report_survives_json() -> None:
    report = Report.of(map(issue, Severity))
    assert report_from_json(json.loads(json.dumps(to_json(report)))) == report


@pytest.mark.parametrize(
    "stored",
    [
        {"valid": True, "critical_issues": [as_json("critical")]},
        {"valid": False, "critical_issues": []},
        {"valid": True, "warnings": [as_json("critical")]},
        {"valid": True, "warnings": {}},
        {"valid": True, "warnings": [{"code": "x"}]},
        {"valid": True, "warnings": [as_json("grave")]},
        {"critical_issues": []},
        [],
        None,
        "valid",
    ],
)
def test_a_report_that_contradicts_itself_or_lacks_something_is_refused(stored: object) -> None:
    with pytest.raises(InvalidDocument):
        report_from_json(stored)
