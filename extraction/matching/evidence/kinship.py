"""Evidence from what belongs together: player 2's name goes where player 2's photo goes.

Members of one family on the card (a group, a number, a row, a column, neighbours) shall come to
members of one family in the template. Who the others of a family are is taken from the pairs that
are likely so far, of texts and pictures alike.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from extraction.matching.evidence.numbering import marks_of_layer
from extraction.matching.marks import Mark
from extraction.matching.pairing import Features, Matrix, Pairing

_LINE: Final = 0.02  # of the frame: middles or edges closer than this are in one line
_NEAR: Final = 0.12  # of the frame
_LARGEST_FAMILY: Final = 60  # members; beyond, being of it says nothing
_MOST: Final = 600  # layers or placeholders of a card; more would take seconds

Related = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Side:
    """Everything of one side of the card, texts and pictures, for relations among them."""

    boxes: Matrix
    families: Related


@dataclass(frozen=True, slots=True)
class Kin:
    """Relations among all layers and among all placeholders, with where each pairing starts."""

    layers: Mapping[str, Related]
    holes: Mapping[str, csr_array]
    first_rows: tuple[int, ...]
    first_columns: tuple[int, ...]


# How the family in the template shows, against how it shows on the card.
_RELATIONS: Final = {
    "family": ("family", "family"),
    "row": ("row", "row"),
    "column": ("column", "column"),
    "near": ("near", "near"),
    "line": ("line", "family"),
    "close": ("near", "family"),
    "named": ("named", "family"),
}


def kin_of(pairings: Sequence[Pairing]) -> Kin | None:
    """Find who belongs together on either side; None for cards too large or with a single place."""
    rows = [pairing.shape[0] for pairing in pairings]
    columns = [pairing.shape[1] for pairing in pairings]
    if max(sum(rows), sum(columns)) > _MOST or sum(columns) < 2:
        return None
    layers = _relations(np.vstack([one.layer_boxes for one in pairings]), _layer_families(pairings))
    layers["named"] = _named_after(pairings)
    np.fill_diagonal(layers["named"], val=False)
    holes = _relations(np.vstack([one.hole_boxes for one in pairings]), _hole_families(pairings))
    comps = np.array([hole.placeholder.composition for one in pairings for hole in one.holes])
    apart = comps[:, None] != comps[None, :]
    for name in ("row", "column", "near"):
        holes[name] &= ~apart
    return Kin(
        layers,
        {name: _shared(related) for name, related in holes.items()},
        _starts(rows),
        _starts(columns),
    )


def kinship(
    kin: Kin | None, pairings: Sequence[Pairing], likely: Sequence[Matrix], number: int
) -> Features:
    """For each pair of pairing `number` how many of the family come along, and how many don't."""
    shape = pairings[number].shape
    names = tuple(f"{name}_{side}" for name in _RELATIONS for side in ("with", "without"))
    if kin is None:
        return dict.fromkeys(names, np.zeros(shape, dtype=np.float32))
    places, beliefs = _likeliest(kin, likely)
    rows = slice(kin.first_rows[number], kin.first_rows[number] + shape[0])
    columns = slice(kin.first_columns[number], kin.first_columns[number] + shape[1])
    result: dict[str, Matrix] = {}
    for name, (on_card, in_template) in _RELATIONS.items():
        along = kin.layers[on_card][rows][:, places] * beliefs
        members = kin.holes[in_template][columns]
        support = np.asarray((members @ along.T).T, dtype=np.float32)
        result[f"{name}_with"] = support
        # Only a layer that leaves behind what another would bring speaks against itself.
        result[f"{name}_without"] = support.max(axis=0, initial=0) - support
    return result


def _likeliest(kin: Kin, likely: Sequence[Matrix]) -> tuple[NDArray[np.intp], Matrix]:
    """For every placeholder the likeliest layer and its chance."""
    places = [
        chances.argmax(axis=0) + first
        for chances, first in zip(likely, kin.first_rows, strict=True)
    ]
    beliefs = [chances.max(axis=0, initial=0) for chances in likely]
    return np.concatenate(places), np.concatenate(beliefs).astype(np.float32)


def _starts(counts: Sequence[int]) -> tuple[int, ...]:
    return tuple(int(start) for start in np.cumsum([0, *counts[:-1]]))


def _relations(boxes: Matrix, families: Related) -> dict[str, Related]:
    unknown = ~np.isfinite(boxes).all(axis=1)
    row = _close(boxes[:, 1] + boxes[:, 3], 2 * _LINE)
    column = _close(boxes[:, 0], _LINE) | _close(boxes[:, 0] + boxes[:, 2], 2 * _LINE)
    related = {
        "family": families,
        "row": row,
        "column": column,
        "line": row | column,
        "near": _near(boxes),
    }
    for name, one in related.items():
        np.fill_diagonal(one, val=False)
        if name != "family":
            one[unknown] = one[:, unknown] = False
    return related


def _close(places: Matrix, gap: float) -> Related:
    close: Related = np.abs(places[:, None] - places[None, :]) < gap
    return close


def _near(boxes: Matrix) -> Related:
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    near: Related = np.maximum(low - high, 0).max(axis=-1) < _NEAR
    return near


def _layer_families(pairings: Sequence[Pairing]) -> Related:
    """Of one group that holds a few, or of one mark."""
    everyone = [one for pairing in pairings for one in pairing.candidates]
    groups = [one.layer.path[: -len(one.layer.name) or None] for one in everyone]
    return _sharing([{group} if group else set() for group in groups], len(everyone)) | _sharing(
        [marks_of_layer(one) for one in everyone], len(everyone)
    )


def _named_after(pairings: Sequence[Pairing]) -> Related:
    """Pictures and the texts that they are named after."""
    everyone = [one for pairing in pairings for one in pairing.candidates]
    texts = {one.named_after for one in everyone} - {None}
    keys = [{one.named_after or one.layer.id} & texts for one in everyone]
    return _sharing(keys, len(everyone))


def _hole_families(pairings: Sequence[Pairing]) -> Related:
    """Of one mark, where it tells apart: the number of a lone “image1” makes it nobody's kin."""
    everyone = [one for pairing in pairings for one in pairing.holes]
    rows: dict[Hashable, set[Mark]] = defaultdict(set)
    for one in everyone:
        for mark in one.marks:
            rows[one.stem, mark[0]].add(mark)
    telling = [{mark for mark in one.marks if len(rows[one.stem, mark[0]]) > 1} for one in everyone]
    return _sharing(telling, len(everyone))


def _sharing(keys: Sequence[Set[Hashable]], count: int) -> Related:
    related = np.zeros((count, count), dtype=np.bool_)
    members: dict[object, list[int]] = {}
    for place, own in enumerate(keys):
        for key in own:
            members.setdefault(key, []).append(place)
    for places in members.values():
        if 1 < len(places) <= _LARGEST_FAMILY:
            related[np.ix_(places, places)] = True
    return related


def _shared(related: Related) -> csr_array:
    """Each one's relatives as equal shares of 1."""
    counts = np.maximum(related.sum(axis=1, keepdims=True), 1)
    return csr_array((related / counts).astype(np.float32))
