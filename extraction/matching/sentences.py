"""What one kind of evidence says of one pair, in words a reviewer uses.

Knows no weights: whether a sentence is worth saying is for `explain`. "Same place" and "of like
shape" are said only where a reviewer's eye agrees.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from extraction.matching.evidence.numbering import marks_of_layer
from extraction.matching.evidence.order import rankings
from extraction.matching.lexicon import RANKED
from extraction.matching.marks import NUMBER
from extraction.matching.names import tokens
from extraction.matching.pairing import Candidate, Hole, Pairing
from extraction.matching.text_look import Look
from extraction.template import PlaceholderKind

_SAME_PLACE: Final = 0.06  # of the frame
_LIKE_SHAPE: Final = 0.1  # natural logarithm of the ratio of both shapes
_LIKE_SIZE: Final = 0.15  # the same of font sizes
_LONGEST_NAME: Final = 40
_RANKS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NOUNS: Final = {
    Look.NUMBER: "number",
    Look.TIME: "time",
    Look.DATE: "date",
    Look.PRICE: "price",
    Look.PERCENT: "percentage",
    Look.PHONE: "phone number",
    Look.ADDRESS: "address",
    Look.MEASURE: "measure",
    Look.SCORE: "score",
}


class Sentences:
    """Speaks of the pairs of one pairing."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._orders = _orders(pairing)
        self._by_kind: dict[str, Callable[[int, int], str | None]] = {
            "wording": lambda row, column: _words_in_common(*self._pair(row, column)),
            "numbering": lambda row, column: _mark_in_common(*self._pair(row, column)),
            "text_form": lambda row, column: _form_in_common(*self._pair(row, column)),
            "order": lambda row, column: self._orders.get((row, column)),
            "size": self._size,
            "position": self._position,
            "kinship": lambda *_: "comes with others that belong to it",
            "memory": lambda *_: "as reviewers approved it before",
        }

    def of(self, kind: str, row: int, column: int) -> str | None:
        """What that evidence says for the pair, or None where it has no words."""
        return self._by_kind[kind](row, column)

    def without_evidence(self, row: int, column: int) -> str:
        """What is left to say of a pair that nothing in particular speaks for."""
        candidate, hole = self._pair(row, column)
        return f"the best {_noun(candidate)} left for {quoted(hole.placeholder.layer)}"

    def _pair(self, row: int, column: int) -> tuple[Candidate, Hole]:
        return self._pairing.candidates[row], self._pairing.holes[column]

    def _size(self, row: int, column: int) -> str | None:
        if self._pairing.kind is PlaceholderKind.TEXT:
            candidate, hole = self._pair(row, column)
            here = candidate.layer.text.font_size if candidate.layer.text else None
            there = hole.placeholder.font_size
            if not here or not there or here <= 0 or there <= 0:
                return None
            return "of like text size" if abs(np.log(here / there)) < _LIKE_SIZE else None
        apart = abs(self._pairing.layer_aspects[row] - self._pairing.hole_aspects[column])
        return "of like shape" if apart < _LIKE_SHAPE else None

    def _position(self, row: int, column: int) -> str:
        layer, hole = self._pairing.layer_boxes[row], self._pairing.hole_boxes[column]
        apart = np.abs(layer - hole)
        if min(apart[0], apart[2]) < _SAME_PLACE and min(apart[1], apart[3]) < _SAME_PLACE:
            return "same place on the card"
        return "lies where the other matches let expect it"


def _mark_in_common(candidate: Candidate, hole: Hole) -> str | None:
    shared = sorted(marks_of_layer(candidate) & hole.marks)
    numbers = [str(place) for row, place in shared if row == NUMBER]
    if numbers:
        return f"both carry number {', '.join(numbers)}"
    word = next((word for word in hole.words if RANKED.get(word) in shared), None)
    return f"both are “{word}”" if word else None


def _orders(pairing: Pairing) -> dict[tuple[int, int], str]:
    sentences: dict[tuple[int, int], str] = {}
    for ranking in rankings(pairing):
        for rank, place in enumerate(zip(ranking.layers, ranking.holes, strict=False)):
            candidate, hole = pairing.candidates[place[0]], pairing.holes[place[1]]
            target = _short(hole.placeholder.layer)
            sentences[place] = f"{_rank(rank)} {_noun(candidate)} {ranking.origin} ↔ {target}"
    return sentences


def _rank(rank: int) -> str:
    return _RANKS[rank] if rank < len(_RANKS) else f"number {rank + 1}"


def _noun(candidate: Candidate) -> str:
    if candidate.look is Look.EMPTY:
        return candidate.layer.kind.value.replace("_", " ")
    return _NOUNS.get(candidate.look, "text")


def _words_in_common(candidate: Candidate, hole: Hole) -> str | None:
    target = quoted(hole.placeholder.layer)
    asked = {*hole.words, *hole.sample}
    if not asked.isdisjoint(candidate.own) or not candidate.groups:
        kind = "text" if candidate.named_by_content else "name"
        return f"{kind} {quoted(candidate.layer.name)} ↔ {target}"
    if not asked.isdisjoint(candidate.groups):
        return f"in the group {quoted(_group(candidate))} ↔ {target}"
    return f"name {quoted(candidate.layer.name)} ↔ {target}"


def _group(candidate: Candidate) -> str:
    layer = candidate.layer
    return layer.path.removesuffix(layer.name).rstrip("/").rpartition("/")[2]


def _form_in_common(candidate: Candidate, hole: Hole) -> str | None:
    noun = _NOUNS.get(candidate.look)
    sample = hole.placeholder.text or ""
    if noun and candidate.look is hole.look:
        return f"a {noun}, as the sample {quoted(sample)}"
    if tokens(sample) and tokens(sample) == candidate.content:
        return f"the same words as the sample {quoted(sample)}"
    return "words of like length as the sample" if candidate.look is hole.look else None


def quoted(name: str) -> str:
    """A name as a sentence carries it: one line, cut where it is long."""
    return f"“{_short(name)}”"


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
