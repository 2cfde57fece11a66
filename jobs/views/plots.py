"""Bars of a plot that the server draws."""

from collections.abc import Iterable
from dataclasses import dataclass

HIGH = 100  # a full bar's height, in the plot's own units


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its value in words, its size as a share of the largest (0 to 100)."""

    name: str
    value: str
    size: float

    @property
    def top(self) -> float:
        """Where a standing bar begins, from the top."""
        return HIGH - self.size


def bars(values: Iterable[tuple[str, str, float]]) -> tuple[Bar, ...]:
    """Bars of (name, value in words, value), as large as their share of the largest."""
    found = list(values)
    most = max((number for _, _, number in found), default=0) or 1
    return tuple(Bar(name, words, HIGH * number / most) for name, words, number in found)
