"""A card and its template with the answer: which layer goes where, and what stays empty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

from benchmarks.fitting.cards.clutter import clutter
from benchmarks.fitting.cards.drawing import Drawing, Drawn, Type
from benchmarks.fitting.cards.kinds import Kind, Slot, drawn_kind
from benchmarks.fitting.cards.layout import Places, Rect, Shake, drawn_layout, pulled
from benchmarks.fitting.cards.naming import Namer
from benchmarks.fitting.cards.samples import dressed, sample_of
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
        kind, places, canvas, language, patterns, drawn=drawn, drawing=drawing
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
    drawn: Drawn,
    drawing: Drawing,
) -> tuple[TemplateDocument, dict[Slot, str]]:
    """The template of that kind; laid out anew mostly where names tell the way."""
    chance = drawing.chance
    if chance.random() < (0.5 if drawing.names_roles else 0.15):
        places = drawn_layout(kind, chance)
    places = pulled(places, chance.choice([1.0, 1.0, 1.0, 1.0, 0.8, 1.25]))
    size = canvas if chance.random() < 0.6 else chance.choice(_SIZES)
    tongue = language if chance.random() < 0.75 else "en"
    letters = drawing.type if chance.random() < 0.4 else Type(chance)
    samples = Samples(drawn.texts, patterns, tongue, chance)
    wanted = [slot for slot in kind.slots if chance.random() > 0.04]
    namer = Namer(kind, tongue, chance)
    shake = Shake(chance.choice([0.002, 0.01, 0.02, 0.035]), chance)
    nested = chance.random() < 0.08
    share = chance.choice([1.0, 1.0, 1.0, 0.7, 0.5, 0.35, 1.3])  # of the pictures' size
    ids, holes, comps = {}, [], [Composition("1", "card", *size)]
    for index, slot in enumerate(wanted, start=1):
        place = shake.of(slot, places[slot])
        if FIELDS[slot.field].is_image and slot.field != "background":
            place = place.part(0, 0, share, share)
        box = _hole_box(slot, place, size, letters)
        if nested:
            comp, box = _own_comp(str(index + 1), f"{namer.name(slot)} comp", slot, box)
            comps.append(comp)
        else:
            comp = comps[0]
        ids[slot] = f"{comp.id}:{index}"
        holes.append(_hole(ids[slot], slot, namer, comp, box, letters, samples))
    if chance.random() < 0.5:
        chance.shuffle(holes)
    return TemplateDocument(tuple(comps), tuple(holes)), ids


def _own_comp(key: str, name: str, slot: Slot, box: Box) -> tuple[Composition, Box]:
    """A comp for one place: as large as the picture, or with some room around the text."""
    if FIELDS[slot.field].is_image:
        wide, high = round(max(box.width, 8)), round(max(box.height, 8))
        return Composition(key, name, wide, high), Box(0, 0, wide, high)
    return Composition(key, name, 500, 200), Box(20, 20, 480, 180)


def _hole_box(slot: Slot, rect: Rect, size: tuple[int, int], letters: Type) -> Box:
    """As high as its line for most texts, the whole place for pictures and text boxes."""
    box = _box(rect, size)
    if FIELDS[slot.field].is_image or letters.tall_boxes:
        return box
    high = letters.size(slot.field, size)
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
    letters: Type,
    samples: "Samples",
) -> Placeholder:
    what, name = FIELDS[slot.field], namer.name(slot)
    if what.is_image:
        return Placeholder(
            key, comp.name, name, PlaceholderKind.IMAGE, box, box.width, box.height,
            composition_id=comp.id,
        )  # fmt: skip
    text = samples.of(slot, namer.words(slot))
    size = letters.size(slot.field, (comp.width, comp.height))
    return Placeholder(
        key, comp.name, name, PlaceholderKind.TEXT, box, box.width, box.height, text,
        letters.font(slot.field), size, comp.id,
    )  # fmt: skip


class Samples:
    """The texts that a template's author leaves in its places, mostly one for a whole series."""

    def __init__(
        self,
        texts: Mapping[Slot, str],
        patterns: Mapping[str, str],
        language: str,
        chance: Random,
    ) -> None:
        self._texts, self._patterns = texts, patterns
        self._language, self._chance = language, chance
        self._one_for_all = chance.random() < 0.6
        self._used: dict[str, str] = {}

    def of(self, slot: Slot, words: str) -> str | None:
        """The sample of a place whose name has these words."""
        if self._chance.random() > 0.93:
            return None
        if self._one_for_all and slot.field in self._used:
            return self._used[slot.field]
        form, card = FIELDS[slot.field].form, self._texts.get(slot, "")
        text = sample_of(form, words, self._chance, self._language, card)
        self._used[slot.field] = self._patterns[slot.field].format(text)
        return self._used[slot.field]
