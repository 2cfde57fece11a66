"""Evidence from numbers in names: “Player 3” belongs to “player3”, not to “player2”."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from extraction.matching.names import numbers
from extraction.matching.pairing import Candidate, Matrix, Pairing

_SAME: Final = 1.6
_OTHER: Final = -3.0


def numbering(pairing: Pairing) -> Matrix:
    """Log-odds by the numbers that both names carry; 0 where either has none."""
    of_layers = [numbers_of(one) for one in pairing.candidates]
    of_holes = [one.numbers for one in pairing.holes]
    result = np.zeros(pairing.shape, dtype=np.float32)
    rows, columns = _numbered(of_layers), _numbered(of_holes)
    result[np.ix_(rows, columns)] = _OTHER
    carriers = _carriers(of_holes)
    for row in rows:
        for number in of_layers[row]:
            result[row, carriers.get(number, [])] = _SAME
    return result


def numbers_of(one: Candidate) -> frozenset[str]:
    """Return the numbers in a layer's name, else in its groups'; a text's digits number nothing."""
    own = frozenset[str]() if one.named_by_content else numbers(one.own)
    return own or numbers(one.groups)


def _numbered(sets: Sequence[frozenset[str]]) -> list[int]:
    return [place for place, members in enumerate(sets) if members]


def _carriers(sets: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    carriers: dict[str, list[int]] = defaultdict(list)
    for place, members in enumerate(sets):
        for number in members:
            carriers[number].append(place)
    return carriers
