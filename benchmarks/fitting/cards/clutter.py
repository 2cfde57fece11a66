"""What lies on cards and belongs nowhere: grounds, guides, credits, captions, old versions."""

from dataclasses import replace
from random import Random
from typing import Final

from benchmarks.fitting.cards.drawing import Drawn
from benchmarks.fitting.cards.kinds import Kind
from benchmarks.fitting.cards.texts import text_of
from benchmarks.fitting.cards.words import FIELDS
from extraction import Box, Layer, LayerKind, LayerText

_OVER: Final = ("texture", "Grain", "vignette", "Overlay", "shadow", "Light leak", "glow", "noise")
_BITS: Final = ("line", "divider", "Rectangle 4", "Ellipse 2", "box", "stroke", "Shape 11", "bar")
_HELP: Final = ("guides", "Safe area", "GRID", "DO NOT USE", "title safe", "bleed")
_THINGS: Final = (
    "ribbon", "Leaf", "ball", "smoke", "trophy", "Candle", "splash", "stars", "skyline", "crowd",
    "feather", "confetti", "arrow", "Globe", "flame", "snow", "bottle", "guitar", "hand",
)  # fmt: skip
_WORDS: Final = (
    "© 2025 All rights reserved", "PRESENTED BY", "#weekend", "vs", "Photo: agency", "LIVE",
    "powered by", "Terms apply", "swipe", "*while stocks last", "NEW", "sponsored", "TODAY", "|",
)  # fmt: skip
_CAPTIONS: Final = {
    "beds": ("Beds", "BEDROOMS"), "baths": ("Baths", "BATHROOMS"), "date": ("Date", "WHEN"),
    "time": ("Doors", "TIME"), "venue": ("Where", "VENUE"), "phone": ("Call us", "Phone"),
    "points": ("Pts",), "played": ("P", "Played"), "won": ("W", "Won"), "lost": ("L", "Lost"),
    "high": ("High", "MAX"), "low": ("Low", "MIN"), "wind": ("Wind",), "votes": ("Votes",),
    "salary": ("Salary",), "deadline": ("Apply by",), "age": ("turns",), "price": ("from", "only"),
}  # fmt: skip


def clutter(drawn: Drawn, kind: Kind, canvas: tuple[int, int], chance: Random) -> tuple[Layer, ...]:
    """The card's layers with others among them."""
    layers = [layer for one in drawn.layers for layer in _with_caption(one, drawn, chance)]
    whole = Box(0, 0, *canvas)
    top: list[Layer] = []
    if chance.random() < 0.25:
        top.append(_plain(chance.choice(_HELP), whole, chance, LayerKind.SHAPE))
    if chance.random() < 0.35:
        top.append(_plain(chance.choice(_OVER), whole, chance, LayerKind.IMAGE))
    if chance.random() < 0.2:
        top.append(_plain("Levels 1", whole, chance, LayerKind.ADJUSTMENT))
    extra = [_bit(canvas, chance) for _ in range(chance.choice([0, 0, 1, 2, 4]))]
    extra += [_words(canvas, chance) for _ in range(chance.choice([0, 0, 1, 1, 2, 3]))]
    extra += [_ornament(canvas, chance) for _ in range(chance.choice([0, 0, 1, 1, 3]))]
    extra += _old(drawn.layers, chance)
    for one in extra:
        layers.insert(chance.randint(0, len(layers)), one)
    if "background" not in kind.singles and chance.random() < 0.7:
        name = chance.choice(["Background", "bg", "Hintergrund", "backdrop", "Layer 0", "fondo"])
        layers.append(_plain(name, whole, chance, LayerKind.IMAGE))
    elif "background" not in kind.singles:
        name = chance.choice(["Color Fill 1", "Gradient Fill 2", "Farbfüllung 1", "Rectangle 1"])
        layers.append(_plain(name, whole, chance, LayerKind.FILL))
    return tuple(top + layers)


def _plain(name: str, box: Box, chance: Random, kind: LayerKind) -> Layer:
    visible = chance.random() < 0.8
    return Layer(_id(chance), name, name, kind, box, visible=visible, shown=visible)


def _id(chance: Random) -> str:
    return f"x{chance.randrange(10**9)}"


def _bit(canvas: tuple[int, int], chance: Random) -> Layer:
    box = _somewhere(canvas, chance, chance.choice([4, 60, 200]))
    return _plain(chance.choice(_BITS), box, chance, LayerKind.SHAPE)


def _ornament(canvas: tuple[int, int], chance: Random) -> Layer:
    """A picture of a thing that is part of the card's design."""
    wide = round(chance.uniform(0.1, 0.4) * min(canvas))
    box = _somewhere(canvas, chance, round(wide * chance.uniform(0.5, 2)))
    name = chance.choice(_THINGS)
    name = name if chance.random() < 0.7 else f"{name} {chance.choice(['left', 'right', '2'])}"
    box = Box(box.left, box.top, box.left + wide, box.bottom)
    return _plain(name, box, chance, LayerKind.IMAGE)


def _somewhere(canvas: tuple[int, int], chance: Random, high: int) -> Box:
    left, top = chance.randrange(int(canvas[0] * 0.8)), chance.randrange(int(canvas[1] * 0.95))
    return Box(left, top, left + chance.randint(60, 400), top + high)


def _words(canvas: tuple[int, int], chance: Random) -> Layer:
    form = chance.choice(["headline", "phrase", "person", "handle", "action", "date", "number"])
    content = chance.choice(_WORDS) if chance.random() < 0.6 else text_of(form, chance)
    name = (
        content
        if chance.random() < 0.7
        else chance.choice(["credit", "Layer 7", "caption", "note"])
    )
    size = chance.choice([0.02, 0.02, 0.03, 0.05]) * min(canvas)
    box = _somewhere(canvas, chance, round(size))
    text = LayerText(content, ("Inter",), round(size, 1))
    return Layer(_id(chance), name, name, LayerKind.TEXT, box, text=text)


def _old(layers: list[Layer], chance: Random) -> list[Layer]:
    """Hidden or discarded versions of some layers."""
    kept = [layer for layer in layers if layer.kind is not LayerKind.GROUP]
    if not kept or chance.random() < 0.6:
        return []
    return [
        replace(
            one,
            id=_id(chance),
            visible=False,
            shown=False,
            name=f"{one.name}{ending}",
            path=f"{one.path}{ending}",
        )
        for one in chance.sample(kept, min(2, len(kept)))
        for ending in [chance.choice([" copy", " old", "", " v1", " backup"])]
    ]


def _with_caption(layer: Layer, drawn: Drawn, chance: Random) -> list[Layer]:
    """The layer, perhaps with a fixed caption beside or above it."""
    slot = next((slot for slot, key in drawn.of_slot.items() if key == layer.id), None)
    if slot is None or FIELDS[slot.field].is_image or slot.field not in _CAPTIONS:
        return [layer]
    if chance.random() < 0.65 or slot.member > 0:
        return [layer]
    content = chance.choice(_CAPTIONS[slot.field])
    box, high = layer.bbox, layer.bbox.height
    moved = chance.choice([(0, -1.3 * high), (0, 1.3 * high), (box.width + 10, 0)])
    left, top = box.left + moved[0], box.top + moved[1]
    size = round(high * 0.7, 1)
    text = LayerText(content, ("Inter",), size)
    place = Box(left, top, left + 0.55 * size * len(content), top + size)
    path = layer.path.removesuffix(layer.name) + content
    return [layer, Layer(_id(chance), content, path, LayerKind.TEXT, place, text=text)]
