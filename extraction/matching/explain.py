"""Why a layer was matched to a placeholder, in sentences a reviewer takes in at a glance."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from extraction.matches import EvidenceShare, RunnerUp
from extraction.matching.evidence.numbering import marks_of_layer
from extraction.matching.evidence.order import rankings
from extraction.matching.judgement import Judgement
from extraction.matching.lexicon import RANKED
from extraction.matching.marks import NUMBER
from extraction.matching.names import tokens
from extraction.matching.pairing import Candidate, Hole, Pairing
from extraction.matching.text_look import Look
from extraction.template import PlaceholderKind

_WORTH_SAYING: Final = 0.25  # log-odds
# "Lies where" and "of like shape" are said only where a reviewer's eye agrees.
_SAID_FROM: Final = {"position": 1.5, "size": 0.5}
_MOST: Final = 4
_LONGEST_NAME: Final = 40
_CLOSE: Final = 1.0  # log-odds between the chosen layer and the runner-up
_SHOWN: Final = 0.05  # log-odds worth a bar
_HOPELESS: Final = -6.0  # log-odds below which nobody would have thought of it
_LOST: Final = {
    "wording": "its name says less",
    "numbering": "carries another number",
    "order": "stands elsewhere in the order",
    "size": "its size fits less",
    "text_form": "its text looks different",
    "position": "lies farther off",
    "kinship": "what belongs to it goes elsewhere",
    "memory": "reviewers took another before",
}
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


class Explainer:
    """Explains the choices of one judgement."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement
        self._orders = _orders(judgement.pairing)

    def reasons(self, row: int, column: int) -> tuple[str, ...]:
        """Short sentences, strongest first; at least one."""
        candidate = self._judgement.pairing.candidates[row]
        hole = self._judgement.pairing.holes[column]
        worth = {name: float(m[row, column]) for name, m in self._judgement.evidence.items()}
        said = [
            sentence
            for name in sorted(worth, key=worth.__getitem__, reverse=True)
            if worth[name] > _SAID_FROM.get(name, _WORTH_SAYING)
            and (sentence := self._sentence(name, candidate, hole, (row, column)))
        ]
        if not said:
            said = [f"the best {_noun(candidate)} left for {_quoted(hole.placeholder.layer)}"]
        return (*said[:_MOST], *self._close_rival(row, column))

    def _sentence(
        self, evidence: str, candidate: Candidate, hole: Hole, place: tuple[int, int]
    ) -> str | None:
        if evidence == "order":
            return self._orders.get(place)
        if evidence == "wording":
            return _words_in_common(candidate, hole)
        if evidence == "numbering":
            return _mark_in_common(candidate, hole)
        if evidence == "memory":
            return "as reviewers approved it before"
        if evidence == "kinship":
            return "comes with others that belong to it"
        if evidence == "text_form":
            return _form_in_common(candidate, hole)
        if evidence == "size":
            text = self._judgement.pairing.kind is PlaceholderKind.TEXT
            return "of like text size" if text else "of like shape"
        return "lies where the template has it"

    def shares(self, row: int, column: int) -> tuple[EvidenceShare, ...]:
        """What each kind of evidence says, strongest first; those that say nothing left out."""
        worth = {kind: float(m[row, column]) for kind, m in self._judgement.evidence.items()}
        ordered = sorted(worth.items(), key=lambda one: -abs(one[1]))
        return tuple(
            EvidenceShare(kind, round(odds, 2)) for kind, odds in ordered if abs(odds) >= _SHOWN
        )

    def runner_up(self, row: int, column: int) -> RunnerUp | None:
        """The layer that suits the placeholder best after the chosen one; None where none does."""
        rival = self._rival(row, column)
        if rival is None:
            return None
        return RunnerUp(
            self._judgement.pairing.candidates[rival].layer.id,
            round(self._judgement.confidence(rival, column), 3),
            self._why_it_lost(row, rival, column),
        )

    def _rival(self, row: int, column: int) -> int | None:
        scores = self._judgement.scores[:, column].copy()
        if len(scores) < 2:
            return None
        scores[row] = -np.inf
        rival = int(scores.argmax())
        return rival if scores[rival] > _HOPELESS else None

    def _why_it_lost(self, row: int, rival: int, column: int) -> str:
        scores = self._judgement.scores
        elsewhere = int(scores[rival].argmax())
        if elsewhere != column and scores[rival, elsewhere] > scores[rival, column]:
            name = self._judgement.pairing.holes[elsewhere].placeholder.layer
            return f"suits {_quoted(name)} better"
        lead = {
            kind: float(m[row, column] - m[rival, column])
            for kind, m in self._judgement.evidence.items()
        }
        kind = max(lead, key=lead.__getitem__)
        return _LOST[kind] if lead[kind] >= _SHOWN else "nothing but the order of layers"

    def _close_rival(self, row: int, column: int) -> Iterator[str]:
        rival = self._rival(row, column)
        scores = self._judgement.scores[:, column]
        if rival is not None and scores[row] - scores[rival] < _CLOSE:
            name = self._judgement.pairing.candidates[rival].layer.name
            yield f"little sets it apart from {_quoted(name)}"


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
    target = _quoted(hole.placeholder.layer)
    asked = {*hole.words, *hole.sample}
    if not asked.isdisjoint(candidate.own) or not candidate.groups:
        kind = "text" if candidate.named_by_content else "name"
        return f"{kind} {_quoted(candidate.layer.name)} ↔ {target}"
    if not asked.isdisjoint(candidate.groups):
        return f"in the group {_quoted(_group(candidate))} ↔ {target}"
    return f"name {_quoted(candidate.layer.name)} ↔ {target}"


def _group(candidate: Candidate) -> str:
    layer = candidate.layer
    return layer.path.removesuffix(layer.name).rstrip("/").rpartition("/")[2]


def _form_in_common(candidate: Candidate, hole: Hole) -> str | None:
    noun = _NOUNS.get(candidate.look)
    sample = hole.placeholder.text or ""
    if noun and candidate.look is hole.look:
        return f"a {noun}, as the sample {_quoted(sample)}"
    if tokens(sample) and tokens(sample) == candidate.content:
        return f"the same words as the sample {_quoted(sample)}"
    return "words of like length as the sample" if candidate.look is hole.look else None


def _quoted(name: str) -> str:
    return f"“{_short(name)}”"


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
