"""Decides which layers of a template are holes, to be filled from a card, and which are artwork.

- What Essential Graphics lets others change is a hole: its text, or its picture.
- Every text layer is a hole, for words are what changes from card to card.
- A layer with a picture is a hole when its name says so by one of `HOLE_WORDS`, or is marked
  (`{{…}}` or `!…`), or its source is one of After Effects' own placeholders. A name made of a word
  and a number, or run together (featuredimage1, playerPhoto), counts as its words.
- Never holes: guide layers, nulls, adjustment layers, sound, layers of a layered file imported
  as a composition (their source is called "layer/card.psd"), whatever is called by one of
  `ARTWORK_WORDS` and isn't marked, and a nested composition that has holes of its own.

Knows names and kinds only; positions and texts are the reader's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from extraction.template import PlaceholderKind

PICTURES = frozenset({"image", "img", "picture", "pic", "photo", "foto", "portrait", "headshot"})
SIGNS = frozenset({"logo", "badge", "crest", "icon", "avatar", "emblem"})
SHOWN = frozenset({"featured", "player", "hero", "album", "cover", "poster", "artwork", "cutout"})
SLOTS = frozenset({"media", "screenshot", "thumbnail", "thumb", "placeholder", "ph", "dropzone"})
HOLE_WORDS = PICTURES | SIGNS | SHOWN | SLOTS
# Run together with others they still tell: playerimage, housephoto. Short words would not.
HOLE_ENDINGS = ("image", "photo", "picture", "portrait", "headshot", "logo", "cutout", "img")
GROUNDS = frozenset({"background", "bg", "backdrop", "overlay", "texture", "gradient", "glow"})
MEANS = frozenset({"guide", "guides", "grid", "matte", "mask", "control", "controller", "ctrl"})
ARTWORK_WORDS = GROUNDS | MEANS
LAYERED_FILES = (".psd", ".psb", ".ai")
_MARKED = re.compile(r"\s*(?:\{\{.+\}\}|!\S.*)\s*", re.DOTALL)
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{2,3}$")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class SourceKind(StrEnum):
    """What a layer shows."""

    FILE = "file"
    SOLID = "solid"
    PLACEHOLDER = "placeholder"
    COMPOSITION = "composition"


@dataclass(frozen=True, slots=True)
class Source:
    """A layer's source; size in its own pixels, 0 by 0 for sound."""

    id: str
    name: str
    kind: SourceKind
    width: int = 0
    height: int = 0
    pixel_aspect: float = 1.0


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What the decision rests on.

    `helper` says what kind of helping layer it is (guide, null, adjustment layer) or nothing;
    `exposed` the name in Essential Graphics of what is exposed of it, its text or its picture.
    """

    index: int
    name: str
    is_text: bool = False
    helper: str = ""
    source: Source | None = None
    exposed: str = ""


class Decision(NamedTuple):
    """What a layer is to be filled with (None is artwork), and why, in words for people."""

    kind: PlaceholderKind | None
    why: str


Decisions = dict[tuple[str, int], Decision]


def decide_layers(compositions: Mapping[str, Sequence[LayerFacts]]) -> Decisions:
    """Decide for a whole project, by composition id and layer index."""
    decisions = {
        (composition_id, facts.index): decide(facts)
        for composition_id, layers in compositions.items()
        for facts in layers
    }
    nested = {
        (composition_id, facts.index): facts.source.id
        for composition_id, layers in compositions.items()
        for facts in layers
        if facts.source is not None
        and facts.source.kind is SourceKind.COMPOSITION
        and not facts.exposed
    }
    holes = {place for place, decision in decisions.items() if decision.kind is not None}
    filled = _compositions_with_holes(holes, nested)
    for place in holes:
        if nested.get(place) in filled:
            decisions[place] = Decision(None, "its composition has placeholders of its own")
    return decisions


def decide(facts: LayerFacts) -> Decision:
    """Decide by the layer alone."""
    if facts.exposed:
        kind = PlaceholderKind.TEXT if facts.is_text else PlaceholderKind.IMAGE
        return Decision(kind, f"exposed in Essential Graphics as “{facts.exposed}”")
    if facts.helper:
        return Decision(None, facts.helper)
    if facts.is_text:
        return Decision(PlaceholderKind.TEXT, "a text layer")
    if facts.source is None:
        return Decision(None, "no text and no picture")
    return _decide_picture(facts.name, facts.source)


def _decide_picture(name: str, source: Source) -> Decision:
    if against := _against_picture(source):
        return Decision(None, against)
    if _MARKED.fullmatch(name):
        return Decision(PlaceholderKind.IMAGE, "its name is marked as a placeholder's")
    words = name_words(name)
    if artwork := sorted(words & ARTWORK_WORDS):
        return Decision(None, f"its name says “{artwork[0]}”")
    if source.kind is SourceKind.PLACEHOLDER:
        return Decision(PlaceholderKind.IMAGE, "its source is an After Effects placeholder")
    if telling := sorted(filter(_means_hole, words)):
        return Decision(PlaceholderKind.IMAGE, f"its name says “{telling[0]}”")
    return Decision(None, "nothing in its name asks for a picture")


def _against_picture(source: Source) -> str:
    if not (source.width and source.height):
        return "sound, or nothing to see"
    if _is_layer_of_file(source):
        return "a layer of an imported Photoshop or Illustrator file"
    return ""


def name_words(name: str) -> frozenset[str]:
    """A name's words in small letters, without numbers and a file's ending."""
    return frozenset(word.lower() for word in _WORD.findall(_SUFFIX.sub("", name)))


def _means_hole(word: str) -> bool:
    singular = word.removesuffix("s")
    return word in HOLE_WORDS or singular in HOLE_WORDS or singular.endswith(HOLE_ENDINGS)


def _is_layer_of_file(source: Source) -> bool:
    return "/" in source.name and source.name.lower().endswith(LAYERED_FILES)


def _compositions_with_holes(
    holes: set[tuple[str, int]], nested: Mapping[tuple[str, int], str]
) -> set[str]:
    """Compositions in which something else than a nested composition is a hole, at any depth."""
    filled = {place[0] for place in holes if place not in nested}
    waiting = list(filled)
    users: dict[str, set[str]] = {}
    for (user, _), used in nested.items():
        users.setdefault(used, set()).add(user)
    while waiting:
        for user in users.get(waiting.pop(), set()) - filled:
            filled.add(user)
            waiting.append(user)
    return filled
