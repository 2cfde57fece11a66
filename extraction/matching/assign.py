"""The best one-to-one choice over a whole card, where a placeholder may also stay empty."""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linear_sum_assignment

from extraction.matching.pairing import Matrix


def assign(scores: Matrix, *, empty: float = 0.0) -> Iterator[tuple[int, int]]:
    """Pairs (row, column) with the greatest sum; none whose score is not above `empty`.

    An empty placeholder is worth `empty`. Raising lower scores to it gives the same choice as an
    extra row for each placeholder, at half the size, when there are as many rows as columns.
    """
    rows, columns = scores.shape
    padded = np.full((max(rows, columns), columns), empty, dtype=np.float32)
    np.maximum(scores, empty, out=padded[:rows])
    chosen_rows, chosen_columns = linear_sum_assignment(padded, maximize=True)
    for row, column in zip(chosen_rows.tolist(), chosen_columns.tolist(), strict=True):
        if row < rows and scores[row, column] > empty:
            yield row, column
