"""Evidence from words: names of layer, group and placeholder, the text and the sample text.

Words may be misspelt, shortened or mean the same; a word that stands in many names counts less.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist
from scipy.sparse import csr_array

from extraction.matching.lexicon import CONCEPTS, DRESSING
from extraction.matching.pairing import Candidate, Hole, Matrix, Pairing

# Chances that two words name the same thing, by what they have in common.
_SAME_MEANING: Final = 0.85
_SHORTENED: Final = 0.8
_FEWEST_ALIKE: Final = 0.7  # of the letters; "nmae" and "name" have 0.75
_SHORTEST_WORD: Final = 3  # letters, for a shortening

# How far a word counts by where it stands.
_OF_GROUP: Final = 0.75
_OF_TEXT: Final = 0.5

_SLOPE: Final = 7.5  # log-odds from nothing alike to all alike
_NAMED_OTHERWISE: Final = -2.2
_NAMED_STRANGELY: Final = -0.8  # both names alike to nothing on the card: other words or language
_NAMED_BY_NOTHING: Final = -0.6
_DRESSING: Final = -3.0


def wording(pairing: Pairing) -> Matrix:
    """Log-odds by words."""
    layers, holes = pairing.candidates, pairing.holes
    alike = likeness(layers, holes)
    says_role = np.array([bool(one.own) and not one.named_by_content for one in layers])
    understood = np.maximum.outer(alike.max(axis=1, initial=0), alike.max(axis=0, initial=0))
    named_otherwise = _NAMED_STRANGELY + (_NAMED_OTHERWISE - _NAMED_STRANGELY) * understood
    base = np.where(says_role[:, None], named_otherwise, np.float32(_NAMED_BY_NOTHING))
    return _SLOPE * alike + base + _dressing(layers, alike)


def _dressing(layers: Sequence[Candidate], alike: Matrix) -> Matrix:
    dressed = [not DRESSING.isdisjoint(one.own) for one in layers]
    column = np.array(dressed, dtype=np.float32)[:, None]
    return _DRESSING * column * (alike < 0.5)


def likeness(layers: Sequence[Candidate], holes: Sequence[Hole]) -> Matrix:
    """How far the words of both sides cover each other, 0 to 1."""
    left = _vocabulary((*one.own, *one.groups, *one.content) for one in layers)
    right = _vocabulary((*one.words, *one.sample) for one in holes)
    if not left or not right:
        return np.zeros((len(layers), len(holes)), dtype=np.float32)
    same = _word_likeness(left, right)
    rows = {word: row for row, word in enumerate(left)}
    columns = {word: column for column, word in enumerate(right)}
    of_layer = np.maximum.reduce(
        [
            _best(same, [one.own for one in layers], rows),
            _best(same, [one.groups for one in layers], rows) * _OF_GROUP,
            _best(same, [one.content for one in layers], rows) * _OF_TEXT,
        ]
    )
    of_hole = np.maximum(
        _best(same.T, [one.words for one in holes], columns),
        _best(same.T, [one.sample for one in holes], columns) * _OF_TEXT,
    )
    asked = of_layer @ _shares([one.words for one in holes], columns).T
    said = _shares([one.own for one in layers], rows) @ of_hole.T
    silent = np.array([not one.own or one.named_by_content for one in layers])[:, None]
    result: Matrix = np.where(silent, np.maximum(asked, said), 0.6 * asked + 0.4 * said)
    return result


def _vocabulary(bags: Iterable[tuple[str, ...]]) -> list[str]:
    """List the words in order; numbers are left to `numbering`."""
    return sorted({word for bag in bags for word in bag if not word.isdecimal()})


def _best(same: Matrix, bags: Sequence[tuple[str, ...]], places: dict[str, int]) -> Matrix:
    """For each bag the best likeness of any word in it to each word of the other side."""
    nothing = len(same)
    rows = [[places.get(word, nothing) for word in bag[:8]] for bag in bags]
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
    meaning_left = np.array([CONCEPTS.get(word, -1) for word in left])[:, None]
    meaning_right = np.array([CONCEPTS.get(word, -2) for word in right])[None, :]
    same[meaning_left == meaning_right] = _SAME_MEANING
    places = {word: column for column, word in enumerate(right)}
    for row, word in enumerate(left):
        if word in places:
            same[row, places[word]] = 1.0
    return same


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
