"""Evidence from what texts look like: a price goes where the sample is a price.

Compares the layer's text with the sample text, and with what the placeholder's name expects.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extraction.matching.captions import is_caption, is_credit
from extraction.matching.pairing import Features, Hole, Matrix, Pairing
from extraction.matching.text_look import Look, pattern_of

_LONGEST_COUNTED: Final = 200
# Forms that a person may use in each other's place.
_RELATED: Final = (
    (Look.NUMBER, Look.MEASURE),
    (Look.NUMBER, Look.PERCENT),
    (Look.NUMBER, Look.PRICE),
    (Look.NUMBER, Look.SCORE),
    (Look.TIME, Look.SCORE),
    (Look.PERCENT, Look.MEASURE),
    (Look.TIME, Look.DATE),
    (Look.NUMBER, Look.PHONE),
    (Look.DATE, Look.WORDS),
    (Look.ADDRESS, Look.WORDS),
    (Look.MEASURE, Look.WORDS),
)


_RELATED_TABLE: Final = np.zeros((len(Look), len(Look)), dtype=np.float32)
for _one, _other in _RELATED:
    _RELATED_TABLE[_one, _other] = _RELATED_TABLE[_other, _one] = 1


def text_form(pairing: Pairing) -> Features:
    """Whether forms agree with the sample's and with the name's, and how lengths differ."""
    rows = np.array([one.look for one in pairing.candidates])
    texts = [one.layer.text.content if one.layer.text else "" for one in pairing.candidates]
    samples = [one.placeholder.text or "" for one in pairing.holes]
    apart = np.abs(_log_lengths(texts)[:, None] - _log_lengths(samples)[None, :])
    known = np.array([bool(sample) for sample in samples])[None, :]
    return {
        **_agreement("sample", rows, np.array([one.form for one in pairing.holes])),
        **_agreement("name", rows, np.array([one.expected for one in pairing.holes])),
        "same_pattern": _same_pattern(texts, pairing.holes),
        "length_apart": np.where(known, apart, 0).astype(np.float32),
        "caption": _by_layer(pairing, [is_caption(one) for one in pairing.candidates]),
        "credit": _by_layer(pairing, [is_credit(text) for text in texts]),
    }


def _agreement(name: str, rows: NDArray[np.int_], columns: NDArray[np.int_]) -> Features:
    known = ((rows != Look.EMPTY)[:, None]) & ((columns != Look.EMPTY)[None, :])
    same = known & (rows[:, None] == columns[None, :])
    words = (rows == Look.WORDS)[:, None]
    related = known & (_RELATED_TABLE[np.ix_(rows, columns)] > 0)
    parts = {
        "same": same & ~words,
        "both_words": same & words,
        "related": related,
        "words_instead": known & ~same & ~related & words,
        "other": known & ~same & ~related & ~words,
    }
    return {f"{name}_{part}": where.astype(np.float32) for part, where in parts.items()}


def _same_pattern(texts: list[str], holes: Sequence[Hole]) -> Matrix:
    """1 where text and sample are built alike, as “0/0” and “3/4”, and no other text is."""
    written = [pattern_of(text) for text in texts]
    samples = [pattern_of(hole.placeholder.text) for hole in holes]
    wanted = np.array(samples, dtype=object)[None, :]
    same = (np.array(written, dtype=object)[:, None] == wanted) & (wanted != "")
    result: Matrix = (same / np.sqrt(np.maximum(same.sum(axis=0), 1))).astype(np.float32)
    return result


def _by_layer(pairing: Pairing, marked: list[bool]) -> Matrix:
    return np.broadcast_to(np.array(marked, dtype=np.float32)[:, None], pairing.shape)


def _log_lengths(texts: list[str]) -> Matrix:
    lengths = [min(len(text.strip()), _LONGEST_COUNTED) or 1 for text in texts]
    return np.log(np.array(lengths, dtype=np.float32))
