"""A layer's or placeholder's name as comparable tokens; knows nothing of what they mean together.

Case, separators, camel case, digits, accents and words for numbers are evened out here. Typing
errors are not: tokens are compared with tolerance in `evidence.wording`.
"""

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import chain, pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from extraction.matching.lexicon import DEFAULT_NAMES, MEANINGS, NOISE, NUMBER_WORDS, WORDS
from extraction.matching.scripts import is_east_asian, without_accents, without_article

MAX_CHARACTERS = 120  # a name is a name; what follows is somebody's essay, or an attack
_WORDS = re.compile(r"\d+(?:st|nd|rd|th)(?![^\W\d_])|\d+|[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SHORTEST_PART = 3
_SHORTEST_MISSPELT = 5  # letters; a shorter word is as near to several others
_LONG_WORDS = sorted(word for word in WORDS if len(word) >= _SHORTEST_MISSPELT and word.isascii())


def tokens(name: str) -> tuple[str, ...]:
    """Split into lower-case words and numbers as they stand; numbers without leading zeros."""
    return _tokens(name[:MAX_CHARACTERS])


@lru_cache(maxsize=20_000)
def _tokens(name: str) -> tuple[str, ...]:
    plain = name if name.isascii() else without_accents(name)
    words = _WORDS.findall(_HUMP.sub(" ", plain))
    return tuple(_even(word.casefold()) for word in words)


def _even(word: str) -> str:
    if word.isdecimal():
        return word.lstrip("0") or "0"
    return NUMBER_WORDS.get(word, word if word.isascii() else without_article(word))


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


def corrected(words: Iterable[str]) -> tuple[str, ...]:
    """Return tokens with words of the trade as they are spelt: “adress” becomes “address”."""
    return tuple(_corrected(word) for word in words)


@lru_cache(maxsize=20_000)
def _corrected(word: str) -> str:
    if len(word) < _SHORTEST_MISSPELT or word in WORDS or not word.isascii():
        return word
    alike = [one for one, *_ in extract(word, _LONG_WORDS, scorer=OSA.distance, score_cutoff=1)]
    meanings = [MEANINGS.get(one, frozenset()) for one in alike]
    is_clear = len(alike) == 1 or (alike and frozenset.intersection(*meanings))
    return alike[0] if is_clear else word


def split_compounds(words: Iterable[str], vocabulary: Set[str]) -> tuple[str, ...]:
    """Return tokens with “teamlogo” taken apart where each part is a word of the vocabulary.

    “sq ft” becomes one word where that is known and neither part is.
    """
    joined = _joined(tuple(words), vocabulary)
    return tuple(chain.from_iterable(_parts(word, vocabulary) for word in joined))


def _joined(words: tuple[str, ...], vocabulary: Set[str]) -> tuple[str, ...]:
    for place, pair in enumerate(pairwise(words)):
        if "".join(pair) in vocabulary and vocabulary.isdisjoint(pair):
            return (*words[:place], "".join(pair), *_joined(words[place + 2 :], vocabulary))
    return words


def _parts(word: str, vocabulary: Set[str]) -> tuple[str, ...]:
    if is_east_asian(word):
        return _parts_without_spaces(word, vocabulary)
    if len(word) < 2 * _SHORTEST_PART or not word.isalpha():
        return (word,)
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if head in vocabulary and tail in vocabulary:
            return head, tail
    return (word,)


def _parts_without_spaces(word: str, vocabulary: Set[str]) -> tuple[str, ...]:
    """The longest known beginning each time; what is not known stays together."""
    parts, unknown = [], ""
    while word:
        size = next((n for n in range(len(word), 0, -1) if word[:n] in vocabulary), 0)
        if not size:
            unknown, word = unknown + word[0], word[1:]
            continue
        parts += [unknown, word[:size]] if unknown else [word[:size]]
        unknown, word = "", word[size:]
    return (*parts, unknown) if unknown else tuple(parts)


def numbers(words: Iterable[str]) -> frozenset[str]:
    """Return the numbers among tokens, as written there."""
    return frozenset(word for word in words if word.isdecimal())
