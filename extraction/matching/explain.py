"""Why a layer was matched to a placeholder, and why the next best one was not."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from extraction.matches import EvidenceShare, RunnerUp
from extraction.matching.judgement import Judgement
from extraction.matching.sentences import Sentences, quoted

_WORTH_SAYING: Final = 0.25  # log-odds
_WORTH_SAYING_OF_SIZE: Final = -0.5  # other sizes speak against, so the same speaks for by 0
_MOST: Final = 4
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


class Explainer:
    """Explains the choices of one judgement."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement
        self._sentences = Sentences(judgement.pairing)

    def reasons(self, row: int, column: int) -> tuple[str, ...]:
        """Short sentences, strongest first; at least one."""
        worth = {name: float(m[row, column]) for name, m in self._judgement.evidence.items()}
        said = [
            sentence
            for name in sorted(worth, key=worth.__getitem__, reverse=True)
            if worth[name] > (_WORTH_SAYING_OF_SIZE if name == "size" else _WORTH_SAYING)
            and (sentence := self._sentences.of(name, row, column))
        ]
        said = said or [self._sentences.without_evidence(row, column)]
        return (*said[:_MOST], *self._close_rival(row, column))

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
            round(float(self._judgement.chances[rival, column]), 3),
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
            return f"suits {quoted(name)} better"
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
            yield f"little sets it apart from {quoted(name)}"
