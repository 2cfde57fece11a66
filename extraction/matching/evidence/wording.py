"""Evidence from words: names of layer, group and placeholder, the text and the sample text.

Words may be misspelt, shortened or mean the same; a word that stands in many names counts less.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist
from scipy.sparse import csr_array

from extraction.matching.captions import captions
from extraction.matching.lexicon import DRESSING, MEANINGS
from extraction.matching.pairing import Candidate, Features, Hole, Matrix, Pairing

# Chances that two words name the same thing, by what they have in common.
_SAME_MEANING: Final = 0.85
_SHORTENED: Final = 0.8
_FEWEST_ALIKE: Final = 0.7  # of the letters; "nmae" and "name" have 0.75
_SHORTEST_WORD: Final = 3  # letters, for a shortening

# How far a word counts by where it stands.
_OF_GROUP: Final = 0.75
_OF_TEXT: Final = 0.5

_MOST_WORDS: Final = 8  # of a name that are compared
_NOTHING: Final = 0.1  # words that cover each other less have nothing in common


def wording(pairing: Pairing) -> Features:
    """How far the words of both sides cover each other, 0 to 1, and what kind of name it is."""
    layers = pairing.candidates
    alike = likeness(layers, pairing.holes, captions(pairing))
    says_role = np.array([bool(one.own) and not one.named_by_content for one in layers])[:, None]
    both = alike["covered"]
    understood = np.maximum.outer(both.max(axis=1, initial=0), both.max(axis=0, initial=0))
    return {
        **alike,
        "covered_squared": both**2,
        "says_role": np.broadcast_to(says_role, pairing.shape).astype(np.float32),
        "named_otherwise": (understood * says_role * (1 - both)).astype(np.float32),
        "known_otherwise": (_known(pairing) * says_role * (both < _NOTHING)).astype(np.float32),
        "dressing": _marked(layers, DRESSING) * (both < 0.5),
    }


def _known(pairing: Pairing) -> Matrix:
    """1 where both names have words of the trade, so that they would show if they meant one."""
    layers = [not MEANINGS.keys().isdisjoint(one.own) for one in pairing.candidates]
    holes = [not MEANINGS.keys().isdisjoint(one.words) for one in pairing.holes]
    return np.outer(layers, holes).astype(np.float32)


def _marked(layers: Sequence[Candidate], words: frozenset[str]) -> Matrix:
    marked = [not words.isdisjoint(one.own) for one in layers]
    return np.array(marked, dtype=np.float32)[:, None]


def likeness(
    layers: Sequence[Candidate], holes: Sequence[Hole], beside: Sequence[tuple[str, ...]]
) -> Features:
    """How far the words of both sides cover each other, 0 to 1.

    `beside` are the words of a caption by each layer. "asked" is how much of what the placeholder
    is called the layer says, "said" the other way, "covered" both together; "repeats" is how
    much of the sample text the layer's text has.
    """
    left = _vocabulary(
        (*one.own, *one.groups, *one.content, *by) for one, by in zip(layers, beside, strict=True)
    )
    right = _vocabulary((*one.words, *one.sample) for one in holes)
    if not left or not right:
        nothing = np.zeros((len(layers), len(holes)), dtype=np.float32)
        return dict.fromkeys(("asked", "said", "covered", "beside", "repeats"), nothing)
    return _Likeness(left, right).measured(layers, holes, beside)


class _Likeness:
    """How alike each word of the layers is to each of the placeholders."""

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        self._same = _word_likeness(left, right)
        self._rows = {word: row for row, word in enumerate(left)}
        self._columns = {word: column for column, word in enumerate(right)}

    def measured(
        self, layers: Sequence[Candidate], holes: Sequence[Hole], beside: Sequence[tuple[str, ...]]
    ) -> Features:
        names = _shares([one.words for one in holes], self._columns).T
        samples = _shares([one.sample for one in holes], self._columns).T
        asked = self._of_layers(layers) @ names
        said = _shares([one.own for one in layers], self._rows) @ self._of_holes(holes).T
        silent = np.array([not one.own or one.named_by_content for one in layers])[:, None]
        contents = [one.content for one in layers]
        return {
            "asked": asked,
            "said": said,
            "covered": np.where(silent, np.maximum(asked, said), 0.6 * asked + 0.4 * said),
            "beside": _best(self._same, beside, self._rows) @ names,
            "repeats": _best(self._same, contents, self._rows) @ samples,
        }

    def _of_layers(self, layers: Sequence[Candidate]) -> Matrix:
        best: Matrix = np.maximum.reduce(
            [
                _best(self._same, [one.own for one in layers], self._rows),
                _best(self._same, [one.groups for one in layers], self._rows) * _OF_GROUP,
                _best(self._same, [one.content for one in layers], self._rows) * _OF_TEXT,
            ]
        )
        return best

    def _of_holes(self, holes: Sequence[Hole]) -> Matrix:
        best: Matrix = np.maximum(
            _best(self._same.T, [one.words for one in holes], self._columns),
            _best(self._same.T, [one.sample for one in holes], self._columns) * _OF_TEXT,
        )
        return best


def _vocabulary(bags: Iterable[tuple[str, ...]]) -> list[str]:
    """List the words in order; marks are left to `numbering`."""
    return sorted({word for bag in bags for word in bag if not word.isdecimal()})


def _best(same: Matrix, bags: Sequence[tuple[str, ...]], places: dict[str, int]) -> Matrix:
    """For each bag the best likeness of any word in it to each word of the other side."""
    nothing = len(same)
    rows = [[places.get(word, nothing) for word in bag[:_MOST_WORDS]] for bag in bags]
    padded = np.vstack([same, np.zeros((1, same.shape[1]), dtype=np.float32)])
    result = np.zeros((len(bags), same.shape[1]), dtype=np.float32)
    for position in range(max(map(len, rows), default=0)):
        index = [row[position] if position < len(row) else nothing for row in rows]
        np.maximum(result, padded[index], out=result)
    return result


def _shares(bags: Sequence[tuple[str, ...]], places: dict[str, int]) -> csr_array:
    """Each bag's words with weights that sum to 1; rare words weigh more, numbers as well."""
    bags = [tuple(word for word in bag if word in places) for bag in bags]
    often = Counter(word for bag in bags for word in set(bag))
    weights = {word: np.log1p(len(bags) / count) for word, count in often.items()}
    data, columns, ends = [], [], [0]
    for bag in bags:
        total = sum(weights[word] for word in bag) or 1.0
        data += [weights[word] / total for word in bag]
        columns += [places[word] for word in bag]
        ends.append(len(data))
    table = (np.array(data, dtype=np.float32), np.array(columns, dtype=np.intp), np.array(ends))
    return csr_array(table, shape=(len(bags), len(places)))


def _word_likeness(left: Sequence[str], right: Sequence[str]) -> Matrix:
    same: Matrix = cdist(
        left,
        right,
        scorer=OSA.normalized_similarity,
        score_cutoff=_FEWEST_ALIKE,
        dtype=np.float32,
    )
    same **= 3  # one letter off in four is weak, one in nine is strong
    _add_shortened(same, left, right)
    _add_shortened(same.T, right, left)
    _add_meanings(same, left, right)
    places = {word: column for column, word in enumerate(right)}
    for row, word in enumerate(left):
        if word in places:
            same[row, places[word]] = 1.0
    return same


def _add_meanings(same: Matrix, left: Sequence[str], right: Sequence[str]) -> None:
    columns = defaultdict[int, list[int]](list)
    for column, word in enumerate(right):
        for meaning in MEANINGS.get(word, ()):
            columns[meaning].append(column)
    for row, word in enumerate(left):
        for meaning in MEANINGS.get(word, ()):
            np.maximum.at(same[row], columns[meaning], _SAME_MEANING)


def _add_shortened(same: Matrix, short: Sequence[str], full: Sequence[str]) -> None:
    """Give the words of `full` (sorted) that begin with one of `short` their likeness."""
    for row, word in enumerate(short):
        if len(word) < _SHORTEST_WORD:
            continue
        start = bisect_left(full, word)
        for column, _ in enumerate(_beginning_with(word, full, start), start=start):
            same[row, column] = max(same[row, column], _SHORTENED)


def _beginning_with(word: str, full: Sequence[str], start: int) -> Iterable[str]:
    return takewhile(lambda longer: longer.startswith(word), full[start : start + 50])
