"""The number that a text stands for, where it is nothing else than one."""

import re

_NUMBER = re.compile(r"\s*([+\u2212-]?)\s*(\d{1,9})(?:([.,])(\d{1,4}))?\s*%?\s*", re.ASCII)
_THOUSANDS = 3


def number_in(words: str) -> float | None:
    """The number, or None for what is none, and for “1,234”, which is read in two ways."""
    found = _NUMBER.fullmatch(words)
    if found is None:
        return None
    sign, whole, mark, rest = found.groups()
    if mark == "," and len(rest) == _THOUSANDS:
        return None
    number = float(f"{whole}.{rest or 0}")
    return number if sign in {"", "+"} else -number
