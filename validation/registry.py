"""The register of rules. A rule is a generator of findings under a code and a severity."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from validation.context import Context
from validation.issue import Finding, Severity

Check = Callable[[Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with the code and severity that its findings get."""

    code: str
    severity: Severity
    check: Check


def rule(code: str, *, severity: Severity) -> Callable[[Check], Rule]:
    """Make a function a rule; it takes part once its module is named in `validation.rules`."""

    def registered(check: Check) -> Rule:
        return Rule(code, severity, check)

    return registered
