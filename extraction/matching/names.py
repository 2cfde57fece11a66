"""A layer's or placeholder's name as comparable tokens; knows nothing of what they mean together.

Case, separators, camel case, digits, accents and words for numbers are evened out here. Typing
errors are not: tokens are compared with tolerance in `evidence.wording`.
"""

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import chain
from unicodedata import combining, normalize

from extraction.matching.lexicon import DEFAULT_NAMES, NOISE, NUMBER_WORDS

MAX_CHARACTERS = 120  # a name is a name; what follows is somebody's essay, or an attack
_WORDS = re.compile(r"\d+(?:st|nd|rd|th)(?![^\W\d_])|\d+|[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SHORTEST_PART = 3


def tokens(name: str) -> tuple[str, ...]:
    """Split into lower-case words and numbers as they stand; numbers without leading zeros."""
    return _tokens(name[:MAX_CHARACTERS])


@lru_cache(maxsize=20_000)
def _tokens(name: str) -> tuple[str, ...]:
    plain = name if name.isascii() else _without_accents(name)
    words = _WORDS.findall(_HUMP.sub(" ", plain))
    return tuple(_even(word.casefold()) for word in words)


def _without_accents(name: str) -> str:
    decomposed = normalize("NFKD", name)
    return normalize("NFC", "".join(mark for mark in decomposed if not _is_accent(mark)))


def _is_accent(mark: str) -> bool:
    # Only the Latin and Greek accents: Japanese voicing marks tell words apart.
    return bool(combining(mark)) and "\u0300" <= mark <= "\u036f"


def _even(word: str) -> str:
    if word.isdecimal():
        return word.lstrip("0") or "0"
    return NUMBER_WORDS.get(word, word)


def meaningful(words: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the tokens that say something: none at all for a name such as “Rectangle 3 copy 2”."""
    if any(word in NOISE for word in words):
        words = _without_copy_marks(words)
    says = [word for word in words if not word.isdecimal() and word not in DEFAULT_NAMES]
    return words if says else ()


def _without_copy_marks(words: tuple[str, ...]) -> tuple[str, ...]:
    kept: list[str] = []
    for before, word in zip(("", *words), words, strict=False):
        if word in NOISE or (word.isdecimal() and before in NOISE):
            continue
        kept.append(word)
    return tuple(kept)


def split_compounds(words: Iterable[str], vocabulary: Set[str]) -> tuple[str, ...]:
    """Return tokens with “teamlogo” taken apart where each part is a word of the vocabulary."""
    return tuple(chain.from_iterable(_parts(word, vocabulary) for word in words))


def _parts(word: str, vocabulary: Set[str]) -> tuple[str, ...]:
    if len(word) < 2 * _SHORTEST_PART or not word.isalpha():
        return (word,)
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if head in vocabulary and tail in vocabulary:
            return head, tail
    return (word,)


def numbers(words: Iterable[str]) -> frozenset[str]:
    """Return the numbers among tokens, as written there."""
    return frozenset(word for word in words if word.isdecimal())
