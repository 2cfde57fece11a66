"""Texts that only say what a figure beside them means: “Beds” by the 3, “Pts” above a column."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extraction.matching.lexicon import CONCEPTS, CREDITS
from extraction.matching.pairing import Candidate, Matrix, Pairing
from extraction.matching.text_look import Look

_MOST_WORDS: Final = 3
_FARTHEST: Final = 0.06  # of the frame, between the edges of caption and figure
_MOST_TEXTS: Final = 400  # cards with more are tables; all pairs of texts would take long


def is_caption(one: Candidate) -> bool:
    """Whether a text says nothing but the name of a field."""
    words = one.content
    return 0 < len(words) <= _MOST_WORDS and all(word in CONCEPTS for word in words)


def is_credit(text: str) -> bool:
    """Whether a text is small print."""
    return text[:40].casefold().lstrip("* ").startswith(CREDITS)


def captions(pairing: Pairing) -> list[tuple[str, ...]]:
    """Words of the caption nearest to each layer; none for words and for captions themselves."""
    layers = pairing.candidates
    labels = [row for row, one in enumerate(layers) if _is_label(one)]
    figures = [row for row, one in enumerate(layers) if one.look > Look.WORDS]
    words: list[tuple[str, ...]] = [()] * len(layers)
    if not labels or not figures or len(layers) > _MOST_TEXTS:
        return words
    gaps = _gaps(pairing.layer_boxes[figures], pairing.layer_boxes[labels])
    for row, nearest in _mutual(gaps):
        words[figures[row]] = layers[labels[nearest]].content
    return words


def _is_label(one: Candidate) -> bool:
    return one.look is Look.WORDS and len(one.content) <= _MOST_WORDS


def _gaps(figures: Matrix, labels: Matrix) -> Matrix:
    """Distance of the boxes' edges, in shares of the frame; 0 where they touch."""
    one, other = figures[:, None, :], labels[None, :, :]
    low = np.maximum(one[..., :2], other[..., :2])
    high = np.minimum(one[..., 2:], other[..., 2:])
    apart: Matrix = np.maximum(low - high, 0).sum(axis=-1)
    return apart


def _mutual(gaps: Matrix) -> Sequence[tuple[int, int]]:
    """Nearest label of each figure where that figure is the label's nearest as well."""
    of_figure: NDArray[np.intp] = gaps.argmin(axis=1)
    of_label: NDArray[np.intp] = gaps.argmin(axis=0)
    return [
        (row, int(label))
        for row, label in enumerate(of_figure)
        if gaps[row, label] <= _FARTHEST and of_label[label] == row
    ]
