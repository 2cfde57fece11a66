"""The register of rules. A rule is a generator of findings under a code and a severity."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from validation.context import Context
from validation.issue import Finding, Severity

Check = Callable[[Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with the code and severity that its findings get.

    `limits` names the fields of `Limits` that it goes by. `finds` is for people: what it finds.
    """

    code: str
    severity: Severity
    check: Check
    limits: tuple[str, ...] = ()

    @property
    def finds(self) -> str:
        """The first sentence of the check's docstring, without its verb."""
        sentence = (self.check.__doc__ or "").split("\n\n")[0]
        return " ".join(sentence.split()).removeprefix("Find ").rstrip(".")


def rule(code: str, *, severity: Severity, limits: tuple[str, ...] = ()) -> Callable[[Check], Rule]:
    """Make a function a rule; it takes part once its module is named in `validation.rules`."""

    def registered(check: Check) -> Rule:
        return Rule(code, severity, check, limits)

    return registered
