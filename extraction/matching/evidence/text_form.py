"""Evidence from what texts look like: a price goes where the sample is a price.

Compares the layer's text with the placeholder's sample text; no words are compared here.
"""

from typing import Final

import numpy as np

from extraction.matching.pairing import Matrix, Pairing
from extraction.matching.text_look import Look

_SAME_FORM: Final = 1.6
_BOTH_WORDS: Final = 0.4
_OTHER_FORM: Final = -2.2
_NEARLY: Final = 0.3
_PER_LENGTH: Final = -0.35  # for each time one text is e times longer than the other
_LONGEST_COUNTED: Final = 200
# Forms that a person may use in each other's place.
_RELATED: Final = (
    (Look.NUMBER, Look.MEASURE),
    (Look.NUMBER, Look.PERCENT),
    (Look.NUMBER, Look.PRICE),
    (Look.TIME, Look.SCORE),
    (Look.TIME, Look.DATE),
    (Look.NUMBER, Look.PHONE),
    (Look.DATE, Look.WORDS),
    (Look.ADDRESS, Look.WORDS),
    (Look.MEASURE, Look.WORDS),
)


def _by_form() -> Matrix:
    table = np.full((len(Look), len(Look)), _OTHER_FORM, dtype=np.float32)
    np.fill_diagonal(table, _SAME_FORM)
    table[Look.WORDS, Look.WORDS] = _BOTH_WORDS
    for one, other in _RELATED:
        table[one, other] = table[other, one] = _NEARLY
    table[Look.EMPTY, :] = table[:, Look.EMPTY] = 0
    return table


_BY_FORM: Final = _by_form()


def text_form(pairing: Pairing) -> Matrix:
    """Log-odds by the form of the text and by its length."""
    rows = [one.look for one in pairing.candidates]
    columns = [one.look for one in pairing.holes]
    texts = [one.layer.text.content if one.layer.text else "" for one in pairing.candidates]
    samples = [one.placeholder.text or "" for one in pairing.holes]
    apart = np.abs(_log_lengths(texts)[:, None] - _log_lengths(samples)[None, :])
    known = np.array([bool(sample) for sample in samples])[None, :]
    return _BY_FORM[np.ix_(rows, columns)] + np.where(known, _PER_LENGTH * apart, 0)


def _log_lengths(texts: list[str]) -> Matrix:
    lengths = [min(len(text.strip()), _LONGEST_COUNTED) or 1 for text in texts]
    return np.log(np.array(lengths, dtype=np.float32))
