"""The layers of a card as one designer draws and calls them; every layer knows its place."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

from benchmarks.fitting.cards.kinds import Kind, Slot
from benchmarks.fitting.cards.layout import Places, Rect, Shake, spread
from benchmarks.fitting.cards.naming import WEEKDAYS, Namer, misspelt
from benchmarks.fitting.cards.texts import DAY_NAMES, text_of
from benchmarks.fitting.cards.words import FIELDS
from extraction import Box, Layer, LayerKind, LayerText

_FILES: Final = ("IMG_{}", "DSC0{}", "shutterstock_{}", "final-{}.png", "Layer {}", "Layer {} copy")
_FONTS: Final = ("Inter-Bold", "Lora-Regular", "Oswald-Medium", "Caveat-Bold", "Roboto-Black")
_SET_ALIKE: Final = {"am": "pm"}
_EMPTY_SHARE: Final = 0.12
_EMPTY_SHARE_OF_MEMBERS: Final = 0.01  # lists end early, they seldom have gaps
_PICTURES: Final = [LayerKind.IMAGE] * 6 + [LayerKind.SMART_OBJECT] * 3 + [LayerKind.GROUP]
_GROUNDS: Final = [*_PICTURES, LayerKind.FILL, LayerKind.FILL, LayerKind.SHAPE]
_NUMBERED_TEXTS: Final = 0.03
_TYPO_SHARE: Final = 0.05
_NAMINGS: Final = ("roles", "roles", "content", "content", "default", "mixed", "groups", "groups")
FONT_SHARES: Final = {
    "title": 0.07, "quote": 0.05, "name": 0.045, "score": 0.08, "price": 0.05, "body": 0.022,
    "product": 0.06, "artist": 0.055, "temperature": 0.09, "team": 0.045, "website": 0.022,
    "ingredients": 0.02, "discount": 0.08, "result": 0.09, "statvalue": 0.06,
}  # fmt: skip


class Type:
    """In which font and how large one person sets each field; in a resized card, not to scale."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.tall_boxes = chance.random() < 0.15
        self._spread = chance.choice([0.0, 0.1, 0.25, 0.4])
        self._factors: dict[str, float] = {}
        self._fonts = chance.sample(_FONTS, chance.choice([1, 1, 2, 3]))

    def font(self, key: str) -> str:
        """PostScript name: each field has one of the few fonts."""
        return self._fonts[len(key) % len(self._fonts)]

    def size(self, key: str, frame: tuple[int, int]) -> float:
        """Pixels, the same for every member of a series."""
        key = _SET_ALIKE.get(key, key)
        if key not in self._factors:
            self._factors[key] = math.exp(self.chance.gauss(0, self._spread))
        return round(FONT_SHARES.get(key, 0.03) * min(frame) * self._factors[key], 1)


@dataclass(slots=True)
class Drawn:
    """Layers top-most first, and which of them stands for which place."""

    layers: list[Layer] = field(default_factory=list)
    of_slot: dict[Slot, str] = field(default_factory=dict)
    texts: dict[Slot, str] = field(default_factory=dict)


class Drawing:
    """One designer's card."""

    def __init__(
        self,
        kind: Kind,
        places: Places,
        canvas: tuple[int, int],
        language: str,
        patterns: Mapping[str, str],
        *,
        chance: Random,
    ) -> None:
        self._kind, self._places, self._canvas = kind, places, canvas
        self._language, self.chance = language, chance
        named_in = language if chance.random() < 0.6 else "en"
        self._namer = Namer(kind, named_in, chance, plain=True)
        self._naming = chance.choice(_NAMINGS)
        ways = ["none", "none", "flat", "member", "field"]
        self._grouping = "member" if self._naming == "groups" else chance.choice(ways)
        self._shake = Shake(chance.choice([0.002, 0.01, 0.02]), chance)
        self._next = chance.randint(3, 300)
        self._upper = chance.random() < 0.3
        self.type = Type(chance)
        self._patterns = patterns
        self._align = chance.choice([0.0, 0.0, 0.5, 1.0])
        self._cut_after = chance.random() < 0.3
        self._days = chance.choice(DAY_NAMES)
        # Where layers are named for what they hold, pictures are so for the text beside them.
        self._named_after_texts = self._naming in {"content", "mixed"} and chance.random() < 0.4
        self._after = chance.choice(
            ["{field}_{text}", "{text}", "{text} {field}", "{field} {text}"]
        )

    @property
    def names_roles(self) -> bool:
        """Whether names tell what a layer is for, so that its place need not."""
        return self._naming in {"roles", "groups"}

    def draw(self) -> Drawn:
        """Draw everything that this card has, in groups."""
        drawn = Drawn()
        sections: dict[str, list[Layer]] = {}
        missing = self._missing_members()
        self._spread_out(missing)
        for slot in self._kind.slots:
            share = _EMPTY_SHARE if slot.block < 0 else _EMPTY_SHARE_OF_MEMBERS
            if (slot.block, slot.member) in missing or self.chance.random() < share:
                continue
            group = self._group(slot)
            what = FIELDS[slot.field]
            if not what.is_image:
                drawn.texts[slot] = self._content(slot)
            layer = self._layer(slot, group, drawn.texts)
            drawn.of_slot[slot] = layer.id
            sections.setdefault(group, []).append(layer)
        order = list(sections)
        self.chance.shuffle(order)
        for group in sorted(order, key=lambda one: one == ""):
            drawn.layers += self._in_group(group, sections[group])
        return drawn

    def _missing_members(self) -> set[tuple[int, int]]:
        if not self._cut_after:
            return set()
        return {
            (number, member)
            for number, block in enumerate(self._kind.blocks)
            if block.noun
            for member in range(self.chance.randint(2, block.count), block.count)
        }

    def _spread_out(self, missing: set[tuple[int, int]]) -> None:
        """Let what is left of a list take the room of all, on some cards."""
        if self.chance.random() < 0.5:
            return
        share = self.chance.choice([0.3, 0.6, 1.0])
        for number in {number for number, _ in missing}:
            left = self._kind.blocks[number].count - sum(one == number for one, _ in missing)
            self._places = spread(self._places, number, left, share)

    def _group(self, slot: Slot) -> str:
        if self._grouping == "flat":
            return "Card"
        if slot.block < 0 or self._grouping == "none":
            return ""
        if self._grouping == "member":
            return self._namer.member(slot.block, slot.member)
        return self._namer.written(f"{self._namer.field(slot.field)}s")

    def _in_group(self, group: str, layers: list[Layer]) -> list[Layer]:
        if self.chance.random() < 0.5:
            layers = layers[::-1]
        if not group:
            return layers
        boxes = [layer.bbox for layer in layers]
        whole = Box(
            min(box.left for box in boxes), min(box.top for box in boxes),
            max(box.right for box in boxes), max(box.bottom for box in boxes),
        )  # fmt: skip
        return [Layer(self._id(), group, group, LayerKind.GROUP, whole), *layers]

    def _id(self) -> str:
        self._next += self.chance.randint(1, 4)
        return str(self._next)

    def _layer(self, slot: Slot, group: str, texts: Mapping[Slot, str]) -> Layer:
        what = FIELDS[slot.field]
        content = "" if what.is_image else self._patterns[slot.field].format(texts[slot])
        name = self._name(slot, content, group)
        if what.is_image and self._named_after_texts and slot.block >= 0:
            name = self._after_text(slot, texts) or name
        rect = self._shake.of(slot, self._places[slot])
        path = f"{group}/{name}" if group else name
        if what.is_image:
            kind = self.chance.choice(_GROUNDS if slot.field == "background" else _PICTURES)
            return Layer(self._id(), name, path, kind, _box(rect, self._canvas))
        size = self.type.size(slot.field, self._canvas)
        box = _text_box(rect, content, size, self._canvas, self._align)
        text = LayerText(content, (self.type.font(slot.field),), round(size, 1))
        return Layer(self._id(), name, path, LayerKind.TEXT, box, text=text)

    def _after_text(self, slot: Slot, texts: Mapping[Slot, str]) -> str | None:
        """A picture's name by the first text of its member."""
        of_member = (
            text
            for other, text in texts.items()
            if (other.block, other.member) == (slot.block, slot.member)
        )
        said = next(of_member, None)
        field = self._namer.written(self._namer.field(slot.field))
        return said and self._after.format(field=field, text=said)

    def _content(self, slot: Slot) -> str:
        block = self._kind.blocks[slot.block] if slot.block >= 0 else None
        if block and block.noun == WEEKDAYS and slot.field == "weekday":
            text = self._days[slot.member]
        else:
            text = text_of(FIELDS[slot.field].form, self.chance, self._language)
        if block and text.isalpha() and self.chance.random() < _NUMBERED_TEXTS:
            text = f"{text} {self.chance.randint(2, 12)}"
        return text.upper() if self._upper else text

    def _name(self, slot: Slot, content: str, group: str) -> str:
        naming = self._naming
        if naming == "mixed":
            naming = self.chance.choice(["roles", "content", "default"])
        if naming == "groups":
            inside = slot.block >= 0 and bool(group)
            naming = self.chance.choice(["field", "field", "content"]) if inside else "roles"
        name = self._by(naming, slot, content)
        return misspelt(name, self.chance) if self.chance.random() < _TYPO_SHARE else name

    def _by(self, naming: str, slot: Slot, content: str) -> str:
        if naming == "roles":
            return self._namer.name(slot)
        if naming == "field":
            return self._namer.written(self._namer.field(slot.field))
        if naming == "content" and content:
            return content[:30]
        number = self.chance.randint(1, 60)
        if FIELDS[slot.field].is_image:
            if self.chance.random() < 0.4:
                return self._namer.written(self._namer.field(slot.field))
            return self.chance.choice(_FILES).format(number)
        return content[:30] if self.chance.random() < 0.5 else f"Layer {number}"


def _box(rect: Rect, canvas: tuple[int, int]) -> Box:
    wide, high = canvas
    edges = rect.left * wide, rect.top * high, rect.right * wide, rect.bottom * high
    return Box(*(round(edge) for edge in edges))


def _text_box(rect: Rect, content: str, size: float, canvas: tuple[int, int], align: float) -> Box:
    """As wide as its words, at the left, in the middle or at the right of its place."""
    left, top = rect.left * canvas[0], rect.top * canvas[1]
    room = (rect.right - rect.left) * canvas[0]
    wide = min(len(content) * size * 0.55, room * 1.3) or size
    left += max(room - wide, 0) * align
    return Box(round(left), round(top), round(left + wide), round(top + size))
