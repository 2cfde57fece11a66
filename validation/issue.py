"""What validation finds, in the shape that pages, API and audit log hand on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from extraction.codec import from_json


class Severity(StrEnum):
    """Critical stops the job until a person decides; a warning is to be read; info is to be had."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one place; the rule's code and severity are added by the runner."""

    message: str
    hint: str
    placeholder_id: str | None = None
    layer_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding with the code and severity of its rule; `details` holds what JSON can.

    `managers_only` says that the rule set leaves it to managers to let this pass.
    """

    code: str
    severity: Severity
    placeholder_id: str | None
    layer_id: str | None
    message: str
    hint: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    managers_only: bool = False


@dataclass(frozen=True, slots=True)
class AppliedRules:
    """Which rule set a report goes by: its scope in words, and its version there.

    Version 0 is what the product ships.
    """

    scope: str = "built in"
    version: int = 0


SHIPPED = AppliedRules()


@dataclass(frozen=True, slots=True)
class Report:
    """All issues of one card by severity; it can't be made valid beside a critical issue."""

    valid: bool
    critical_issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()
    info: tuple[Issue, ...] = ()
    rule_set: AppliedRules = SHIPPED

    def __post_init__(self) -> None:
        if self.valid is bool(self.critical_issues):
            raise ValueError("a report is valid exactly when it has no critical issue")
        for severity, issues in self._by_severity():
            if any(issue.severity is not severity for issue in issues):
                raise ValueError(f"an issue stands among those of severity {severity} wrongly")

    def _by_severity(self) -> Iterable[tuple[Severity, tuple[Issue, ...]]]:
        return zip(Severity, (self.critical_issues, self.warnings, self.info), strict=True)

    @classmethod
    def of(cls, issues: Iterable[Issue], *, rule_set: AppliedRules = SHIPPED) -> "Report":
        """Sort issues by severity; within one they stay in the order given."""
        every = tuple(issues)
        critical, warnings, info = (
            tuple(issue for issue in every if issue.severity is severity) for severity in Severity
        )
        return cls(not critical, critical, warnings, info, rule_set)


def report_from_json(data: object) -> Report:
    """Decode a stored report.

    Raises: InvalidDocument when the shape is wrong, or `valid` denies the critical issues.
    """
    return from_json(Report, data)
