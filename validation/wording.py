"""Names and shares as messages show them; every name is hostile, and may be endless."""

from fractions import Fraction
from typing import Final

_LONGEST: Final = 60


def quoted(name: str) -> str:
    """Put a name on one line, in quotes, of bearable length."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name[: 4 * _LONGEST])
    line = " ".join(printable.split())
    cut = len(line) > _LONGEST or len(name) > 4 * _LONGEST
    return f"“{line[: _LONGEST - 1]}…”" if cut else f"“{line}”"


def percent(share: Fraction) -> str:
    """Write a share in per cent, with one decimal unless it is a whole number."""
    exact = share * 100
    return f"{int(exact)} %" if exact.denominator == 1 else f"{float(exact):.1f} %"


def percent_of(share: float) -> str:
    """Write a share that was only measured, in whole per cent."""
    return f"{share:.0%}".replace("%", " %")
