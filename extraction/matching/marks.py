"""What tells members of a series apart: numbers, letters, home and away, left and right.

A mark is the row it belongs to and the place in that row, as ("number", 3) or ("order0", 1).
"""

from collections.abc import Iterable
from typing import Final

from extraction.matching.lexicon import LETTERS, RANKED

Mark = tuple[str, int]
NUMBER: Final = "number"
_LONGEST: Final = 6  # digits; longer ones are dates and article numbers


def marks_of(words: Iterable[str]) -> frozenset[Mark]:
    """Return the marks among a name's words; a letter counts as a number where there is none."""
    words = tuple(words)
    found: set[Mark] = {(NUMBER, int(word)) for word in words if _is_number(word)}
    if not found:
        found.update((NUMBER, LETTERS.index(word) + 1) for word in words if _is_letter(word))
    found.update(RANKED[word] for word in words if word in RANKED)
    return frozenset(found)


def is_mark(word: str) -> bool:
    """Whether a word is one of those that marks are made of."""
    return _is_number(word) or _is_letter(word) or word in RANKED


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= _LONGEST


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word in LETTERS
