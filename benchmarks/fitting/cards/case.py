"""A card and its template with the answer: which layer goes where, and what stays empty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from benchmarks.fitting.cards.clutter import clutter
from benchmarks.fitting.cards.drawing import Drawing, FontSizes
from benchmarks.fitting.cards.kinds import Kind, Slot, drawn_kind
from benchmarks.fitting.cards.layout import Places, Rect, drawn_layout, pulled, shaken
from benchmarks.fitting.cards.naming import Namer
from benchmarks.fitting.cards.texts import dressed, sample_of
from benchmarks.fitting.cards.words import FIELDS, LANGUAGES
from extraction import (
    Box,
    Composition,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)

_SIZES: Final = ((1200, 1500), (1920, 1080), (1080, 1080), (1080, 1920), (1280, 720), (3840, 2160))


@dataclass(frozen=True, slots=True)
class Case:
    """One invented card; `expected` has every placeholder's id."""

    name: str
    psd: PsdDocument
    template: TemplateDocument
    expected: dict[str, str | None] = field(default_factory=dict)


def made_cases(seed: int, count: int) -> Iterator[Case]:
    """Yield that many cases; the same for the same seed."""
    for number in range(count):
        yield made_case(f"{seed}-{number}")


def made_case(seed: str) -> Case:
    """Invent one case."""
    chance = Random(seed)  # noqa: S311 - the same cases on every run, no secrets
    kind = drawn_kind(chance)
    language = chance.choice(LANGUAGES) if chance.random() < 0.3 else "en"
    places = drawn_layout(kind, chance)
    canvas = chance.choice(_SIZES)
    patterns = {slot.field: dressed(FIELDS[slot.field].form, chance) for slot in kind.slots}
    drawing = Drawing(kind, places, canvas, language, patterns, chance=chance)
    drawn = drawing.draw()
    layers = clutter(drawn, kind, canvas, chance)
    template, ids = _template(
        kind, places, canvas, language, patterns, chance=chance, named=drawing.names_roles
    )
    expected = {ids[slot]: drawn.of_slot.get(slot) for slot in ids}
    return Case(kind.name, PsdDocument(*canvas, layers), template, expected)


def _template(
    kind: Kind,
    places: Places,
    canvas: tuple[int, int],
    language: str,
    patterns: Mapping[str, str],
    *,
    chance: Random,
    named: bool,
) -> tuple[TemplateDocument, dict[Slot, str]]:
    """The template of that kind; laid out anew only where names tell the way."""
    if chance.random() < (0.5 if named else 0.05):
        places = drawn_layout(kind, chance)
    places = pulled(places, chance.choice([1.0, 1.0, 1.0, 1.0, 0.8, 1.25]))
    size = canvas if chance.random() < 0.6 else chance.choice(_SIZES)
    tongue = language if chance.random() < 0.75 else "en"
    sizes = FontSizes(chance)
    wanted = [slot for slot in kind.slots if chance.random() > 0.04]
    namer = Namer(kind, tongue, chance)
    amount = chance.choice([0.002, 0.01, 0.02, 0.035])
    nested = chance.random() < 0.08
    ids, holes, comps = {}, [], [Composition("1", "card", *size)]
    for index, slot in enumerate(wanted, start=1):
        box = _hole_box(slot, shaken(places[slot], chance, amount), size, sizes)
        if nested:
            comp = Composition(str(index + 1), f"{namer.name(slot)} comp", 500, 200)
            comps.append(comp)
            box = Box(20, 20, 480, 180)
        else:
            comp = comps[0]
        ids[slot] = f"{comp.id}:{index}"
        hole = _hole(ids[slot], slot, namer, comp, box, sizes, tongue)
        if hole.text:
            hole = replace(hole, text=patterns[slot.field].format(hole.text))
        holes.append(hole)
    if chance.random() < 0.5:
        chance.shuffle(holes)
    return TemplateDocument(tuple(comps), tuple(holes)), ids


def _hole_box(slot: Slot, rect: Rect, size: tuple[int, int], sizes: FontSizes) -> Box:
    """As high as its line for most texts, the whole place for pictures and text boxes."""
    box = _box(rect, size)
    if FIELDS[slot.field].is_image or sizes.tall_boxes:
        return box
    high = sizes.of(slot.field, size)
    return Box(box.left, box.top, max(box.right, box.left + round(high)), box.top + round(high))


def _box(rect: Rect, size: tuple[int, int]) -> Box:
    wide, high = size
    edges = rect.left * wide, rect.top * high, rect.right * wide, rect.bottom * high
    return Box(*(round(edge) for edge in edges))


def _hole(
    key: str,
    slot: Slot,
    namer: Namer,
    comp: Composition,
    box: Box,
    sizes: FontSizes,
    language: str,
) -> Placeholder:
    chance = sizes.chance
    what, name = FIELDS[slot.field], namer.name(slot)
    plain = namer.words(slot)
    if what.is_image:
        return Placeholder(
            key, comp.name, name, PlaceholderKind.IMAGE, box, box.width, box.height,
            composition_id=comp.id,
        )  # fmt: skip
    text = sample_of(what.form, plain, chance, language) if chance.random() < 0.93 else None
    size = sizes.of(slot.field, (comp.width, comp.height))
    return Placeholder(
        key, comp.name, name, PlaceholderKind.TEXT, box, box.width, box.height, text, "Inter",
        size, comp.id,
    )  # fmt: skip
