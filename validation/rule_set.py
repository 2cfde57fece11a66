"""Which rules run, by which limits, and who may override: one version of a studio's choice.

Where it is kept and for whom it holds is not known here.
"""

from dataclasses import dataclass

from validation.issue import SHIPPED, AppliedRules
from validation.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class RuleSet:
    """`off` and `managers_only` are codes of rules; a code that no rule has does nothing."""

    limits: Limits = DEFAULT
    off: frozenset[str] = frozenset()
    managers_only: frozenset[str] = frozenset()
    applied: AppliedRules = SHIPPED


BUILT_IN = RuleSet()
