"""Decides which layers of a template are holes, to be filled from a card, and which are artwork.

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

from extraction.template import PlaceholderKind

PICTURES = frozenset({"image", "img", "picture", "pic", "photo", "foto", "portrait", "headshot"})
SIGNS = frozenset({"logo", "badge", "crest", "icon", "avatar", "emblem"})
SHOWN = frozenset({"featured", "player", "hero", "album", "cover", "poster", "artwork", "cutout"})
SLOTS = frozenset({"media", "screenshot", "thumbnail", "thumb", "placeholder", "dropzone"})
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


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What the decision rests on; `is_helper` says guide, null or adjustment layer."""

    index: int
    name: str
    is_text: bool = False
    is_helper: bool = False
    source: Source | None = None


Holes = dict[tuple[str, int], PlaceholderKind]


def find_holes(compositions: Mapping[str, Sequence[LayerFacts]]) -> Holes:
    """Tell the holes of a whole project by composition id and layer index."""
    holes = {
        (composition_id, facts.index): kind
        for composition_id, layers in compositions.items()
        for facts in layers
        if (kind := hole_kind(facts)) is not None
    }
    nested = {
        (composition_id, facts.index): facts.source.id
        for composition_id, layers in compositions.items()
        for facts in layers
        if facts.source is not None and facts.source.kind is SourceKind.COMPOSITION
    }
    filled = _compositions_with_holes(holes, nested)
    return {place: kind for place, kind in holes.items() if nested.get(place) not in filled}


def hole_kind(facts: LayerFacts) -> PlaceholderKind | None:
    """Decide by the layer alone; None is artwork."""
    if facts.is_helper:
        return None
    if facts.is_text:
        return PlaceholderKind.TEXT
    if facts.source is None or not _is_hole_for_image(facts.name, facts.source):
        return None
    return PlaceholderKind.IMAGE


def _is_hole_for_image(name: str, source: Source) -> bool:
    if not (source.width and source.height) or _is_layer_of_file(source):
        return False
    if _MARKED.fullmatch(name):
        return True
    words = name_words(name)
    if words & ARTWORK_WORDS:
        return False
    return source.kind is SourceKind.PLACEHOLDER or any(map(_means_hole, words))


def name_words(name: str) -> frozenset[str]:
    """A name's words in small letters, without numbers and a file's ending."""
    return frozenset(word.lower() for word in _WORD.findall(_SUFFIX.sub("", name)))


def _means_hole(word: str) -> bool:
    singular = word.removesuffix("s")
    return word in HOLE_WORDS or singular in HOLE_WORDS or singular.endswith(HOLE_ENDINGS)


def _is_layer_of_file(source: Source) -> bool:
    return "/" in source.name and source.name.lower().endswith(LAYERED_FILES)


def _compositions_with_holes(holes: Holes, nested: Mapping[tuple[str, int], str]) -> set[str]:
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
