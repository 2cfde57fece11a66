"""Where things stand: boxes in shares of the frame for every place of a card."""

from random import Random
from typing import Final, NamedTuple

from benchmarks.fitting.cards.kinds import Kind, Series, Slot
from benchmarks.fitting.cards.words import FIELDS


class Rect(NamedTuple):
    """Left, top, right, bottom, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float

    def part(self, left: float, top: float, right: float, bottom: float) -> "Rect":
        """A part of it, in shares of it."""
        wide, high = self.right - self.left, self.bottom - self.top
        return Rect(
            self.left + left * wide,
            self.top + top * high,
            self.left + right * wide,
            self.top + bottom * high,
        )


Places = dict[Slot, Rect]
WHOLE: Final = Rect(0, 0, 1, 1)
_CORNERS: Final = (
    Rect(0.03, 0.03, 0.15, 0.12),
    Rect(0.85, 0.03, 0.97, 0.12),
    Rect(0.03, 0.88, 0.15, 0.97),
    Rect(0.85, 0.88, 0.97, 0.97),
    Rect(0.44, 0.9, 0.56, 0.98),
)


def drawn_layout(kind: Kind, chance: Random) -> Places:
    """Place everything: pictures where they fit, blocks in bands, texts above and below."""
    places: Places = {}
    room = Rect(0.05, 0.05, 0.95, 0.95)
    pictures = [field for field in kind.singles if FIELDS[field].is_image]
    corners = chance.sample(_CORNERS, len(_CORNERS))
    for field in pictures:
        if field == "background":
            places[Slot(field)] = WHOLE
        elif field in {"hero", "photo", "cover", "map"} and room.right - room.left > 0.6:
            places[Slot(field)], room = _beside(room, chance)
        else:
            places[Slot(field)] = corners.pop()
    texts = [field for field in kind.singles if not FIELDS[field].is_image]
    _place_bands(kind, texts, room, places, chance)
    return places


def _beside(room: Rect, chance: Random) -> tuple[Rect, Rect]:
    side = chance.randrange(4)
    cut = chance.uniform(0.4, 0.55)
    if side == 0:
        return room.part(0, 0, cut, 1), room.part(cut + 0.03, 0, 1, 1)
    if side == 1:
        return room.part(1 - cut, 0, 1, 1), room.part(0, 0, 1 - cut - 0.03, 1)
    if side == 2:
        return room.part(0, 0, 1, cut), room.part(0, cut + 0.03, 1, 1)
    return WHOLE if chance.random() < 0.5 else room.part(0.2, 0.1, 0.8, 0.6), room


def _place_bands(kind: Kind, texts: list[str], room: Rect, places: Places, chance: Random) -> None:
    """Give the first texts, the blocks and the last texts a band each."""
    above = chance.randint(min(1, len(texts)), len(texts)) if kind.blocks else len(texts)
    heights = [0.08 * above, *(1.0 for _ in kind.blocks), 0.08 * (len(texts) - above)]
    if not kind.blocks:
        heights[0] = 1.0
    total, top = sum(heights), 0.0
    bands = []
    for height in heights:
        bands.append(room.part(0, top / total, 1, (top + height) / total))
        top += height
    _stack(texts[:above], bands[0], places, chance)
    for number, block in enumerate(kind.blocks):
        _place_block(number, block, bands[1 + number], places, chance)
    _stack(texts[above:], bands[-1], places, chance)


def _stack(texts: list[str], band: Rect, places: Places, chance: Random) -> None:
    """Texts one below the other, or in a row, or in a grid of two columns."""
    across = chance.choice([1, 1, 1, 2, max(len(texts), 1)]) if len(texts) < 7 else 2
    down = -(-len(texts) // across)
    for place, field in enumerate(texts):
        row, column = divmod(place, across)
        places[Slot(field)] = band.part(
            column / across, row / down, (column + 0.9) / across, (row + 0.8) / down
        )


def _place_block(number: int, block: Series, band: Rect, places: Places, chance: Random) -> None:
    """Members down, across, or in two columns; the fields of each across or down in turn."""
    across = 2 if block.noun is None else chance.choice([1, 1, block.count, 2 + (block.count > 7)])
    if block.noun is None and chance.random() < 0.2:
        across = 1
    down = -(-block.count // across)
    by_columns = across > 1 and chance.random() < 0.3 and block.noun is not None
    for member in range(block.count):
        row, column = divmod(member, across)
        if by_columns:
            column, row = divmod(member, down)
        cell = band.part(column / across, row / down, (column + 0.94) / across, (row + 0.9) / down)
        _place_fields(Slot("", number, member), block, cell, places, wide=across == 1)


def _place_fields(member: Slot, block: Series, cell: Rect, places: Places, *, wide: bool) -> None:
    count = len(block.fields)
    for place, field in enumerate(block.fields):
        low, high = place / count, (place + 0.9) / count
        part = cell.part(low, 0, high, 1) if wide else cell.part(0, low, 1, high)
        places[Slot(field, member.block, member.member)] = part


def spread(places: Places, block: int, count: int, share: float) -> Places:
    """The first `count` members of a block over the room of all, by `share` of what was freed.

    Only where they stand in one line; others stay where they are.
    """
    own = {slot: one for slot, one in places.items() if slot.block == block}
    rows = {
        slot.member: one.top for slot, one in own.items() if slot.field == next(iter(own)).field
    }
    total = len(rows)
    if len({round(top, 3) for top in rows.values()}) != total:
        return places
    start = min(one.top for one in own.values())
    factor = 1 + share * (total / count - 1)
    return places | {
        slot: one._replace(
            top=start + (one.top - start) * factor, bottom=start + (one.bottom - start) * factor
        )
        for slot, one in own.items()
    }


def pulled(places: Places, power: float) -> Places:
    """The same places denser at the top (above 1) or at the bottom (below 1)."""
    if power == 1.0:
        return places
    return {
        slot: Rect(one.left, _to(one.top, power), one.right, _to(one.bottom, power))
        for slot, one in places.items()
    }


def _to(place: float, power: float) -> float:
    return float(max(place, 0.0) ** power)


class Shake:
    """One person's way to put boxes a little off: a list as a whole, its members hardly."""

    def __init__(self, amount: float, chance: Random) -> None:
        self._amount, self._chance = amount, chance
        self._sloppiness = chance.choice([0.02, 0.1, 0.3])  # of the amount, for each box
        self._moves: dict[object, tuple[float, float]] = {}

    def of(self, slot: Slot, rect: Rect) -> Rect:
        """The box of a place a little off."""
        whole = slot if slot.block < 0 else slot.block
        if whole not in self._moves:
            self._moves[whole] = self._off(self._amount)
        (across, down), (more, less) = (
            self._moves[whole],
            self._off(self._amount * self._sloppiness),
        )
        grown = 1 + self._chance.gauss(0, self._amount)
        left, top = rect.left + across + more, rect.top + down + less
        return Rect(
            left,
            top,
            left + (rect.right - rect.left) * grown,
            top + (rect.bottom - rect.top) * grown,
        )

    def _off(self, amount: float) -> tuple[float, float]:
        return self._chance.gauss(0, amount), self._chance.gauss(0, amount)
