"""The layers and placeholders of one kind, prepared so that evidence can be weighed in bulk.

Nothing is judged here; the arrays have one row a layer and one column a placeholder throughout.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PureWindowsPath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extraction.geometry import Box
from extraction.matching.candidates import artwork, kind_fits
from extraction.matching.expectation import form_of_sample, look_by_name
from extraction.matching.lexicon import WORDS
from extraction.matching.marks import Mark, is_mark, marks_of
from extraction.matching.names import corrected, meaningful, split_compounds, tokens
from extraction.matching.scripts import is_east_asian
from extraction.matching.text_look import Look, look_of
from extraction.psd import Layer, PsdDocument
from extraction.template import Placeholder, PlaceholderKind, TemplateDocument

Matrix = NDArray[np.float32]
# What one kind of evidence measures, by name; weights make log-odds of it.
Features = Mapping[str, Matrix]
_SHORTEST_SAID: Final = 3  # letters of a word that a picture may be named after
_EDGE: Final = 0.02  # of the frame: so near its edges, a place fills it
_FAR: Final = 1e6  # pixels; keeps absurd boxes out of the arithmetic


@dataclass(frozen=True, slots=True)
class Candidate:
    """A layer with its names as tokens. `own` is empty where the name says nothing.

    A smart object whose name says nothing has the name of the file in it.

    `named_after` is the id of the text that a picture is named after, as “still_Room 9” beside
    the text “Room 9”; those words say whose it is and not what, so `own` lacks them.
    """

    layer: Layer
    own: tuple[str, ...]
    groups: tuple[str, ...]
    content: tuple[str, ...]
    look: Look
    named_by_content: bool
    named_after: str | None = None


@dataclass(frozen=True, slots=True)
class Hole:
    """A placeholder with its name and sample text as tokens.

    `look` is the sample's form; `form` is EMPTY where the sample only repeats the name; `expected`
    is what the name lets one expect.
    """

    placeholder: Placeholder
    words: tuple[str, ...]
    sample: tuple[str, ...]
    look: Look
    form: Look
    expected: Look
    marks: frozenset[Mark]

    @property
    def stem(self) -> tuple[str, ...]:
        """The name without what tells members of a series apart."""
        return tuple(word for word in self.words if not is_mark(word))


@dataclass(frozen=True, slots=True)
class Pairing:
    """Everything of one kind. Boxes are [left, top, right, bottom] in shares of canvas or comp.

    A placeholder without a box has NaN there. `comp` numbers the compositions of the holes;
    `scale` is each one's shorter side by the canvas' shorter side.
    """

    kind: PlaceholderKind
    candidates: tuple[Candidate, ...]
    holes: tuple[Hole, ...]
    layer_boxes: Matrix
    hole_boxes: Matrix
    comp: NDArray[np.intp]
    scale: Matrix
    layer_aspects: Matrix
    hole_aspects: Matrix

    @property
    def shape(self) -> tuple[int, int]:
        """Rows (layers) and columns (placeholders)."""
        return len(self.candidates), len(self.holes)


def pairings(psd: PsdDocument, template: TemplateDocument) -> tuple[Pairing, ...]:
    """One pairing for each kind of placeholder that the template has, numbers and colours apart."""
    layers = tuple(artwork(psd.layers))
    texts = _texts(layers)
    holes = {hole.id: hole for hole in reversed(template.placeholders) if not hole.takes_value}
    kinds = tuple(kind for kind in PlaceholderKind if any(h.kind is kind for h in holes.values()))
    ordered = tuple(holes.values())[::-1]
    return tuple(
        _pairing(
            kind,
            [_candidate(layer, texts) for layer in layers if kind_fits(layer.kind, kind)],
            [hole for hole in ordered if hole.kind is kind],
            (psd.width, psd.height),
            template,
        )
        for kind in kinds
    )


def _pairing(
    kind: PlaceholderKind,
    found: Sequence[Candidate],
    placeholders: Sequence[Placeholder],
    canvas: tuple[int, int],
    template: TemplateDocument,
) -> Pairing:
    sizes = {comp.id: (comp.width, comp.height) for comp in template.compositions}
    by_name = {comp.name: (comp.width, comp.height) for comp in template.compositions}
    comps = [hole.composition_id or hole.composition for hole in placeholders]
    frames = [
        sizes.get(hole.composition_id or hole.id.partition(":")[0])
        or by_name.get(hole.composition, canvas)
        for hole in placeholders
    ]
    boxes = [hole.bbox for hole in placeholders]
    largest = max((wide * high for wide, high in sizes.values()), default=0)
    candidates, holes = _compounds_split(tuple(found), tuple(map(_hole, placeholders)))
    layers = [one.layer for one in candidates]
    layer_boxes = _boxes([layer.bbox for layer in layers])
    return Pairing(
        kind=kind,
        candidates=candidates,
        holes=holes,
        layer_boxes=_shares(layer_boxes, [canvas] * len(layers)),
        hole_boxes=_without_own_comps(_shares(_boxes(boxes), frames), frames, largest),
        comp=np.unique(np.array(comps, dtype=str), return_inverse=True)[1].reshape(-1),
        scale=np.array([_scale(frame, canvas) for frame in frames], dtype=np.float32),
        layer_aspects=_aspects(
            [(layer.bbox.width, layer.bbox.height) for layer in layers],
        ),
        hole_aspects=_aspects([_own_size(hole) for hole in placeholders]),
    )


def _texts(layers: Iterable[Layer]) -> dict[tuple[str, ...], str]:
    """What texts say, as tokens, with the first layer that says it."""
    texts: dict[tuple[str, ...], str] = {}
    for layer in layers:
        said = tokens(layer.text.content) if layer.text else ()
        if any(len(word) >= _SHORTEST_SAID and not word.isdecimal() for word in said):
            texts.setdefault(said, layer.id)
    return texts


def _without_text(
    named: tuple[str, ...], texts: Mapping[tuple[str, ...], str]
) -> tuple[tuple[str, ...], str | None]:
    """A picture's name without the words of a text, and that text's layer."""
    for size in range(len(named), 0, -1):
        for start in range(len(named) - size + 1):
            text = texts.get(named[start : start + size])
            if text is not None:
                return named[:start] + named[start + size :], text
    return named, None


def _candidate(layer: Layer, texts: Mapping[tuple[str, ...], str]) -> Candidate:
    named, after = tokens(layer.name), None
    if layer.text is None:
        named, after = _without_text(named, texts)
    content = layer.text.content if layer.text else ""
    said = tokens(content)
    own = corrected(meaningful(named) or meaningful(_inner_name(layer)))
    return Candidate(
        layer=layer,
        own=own,
        groups=corrected(meaningful(tokens(layer.path[: -len(layer.name) or None][-80:]))),
        content=said[:8],
        look=look_of(content) if layer.text else Look.EMPTY,
        named_by_content=bool(said) and said[: len(named)] == named,
        named_after=after,
    )


def _inner_name(layer: Layer) -> tuple[str, ...]:
    """The name of the file in a smart object, without its folders and extension."""
    file_name = layer.smart_object.file_name if layer.smart_object else None
    return tokens(PureWindowsPath(file_name or "").stem)


def _hole(placeholder: Placeholder) -> Hole:
    named = corrected(tokens(placeholder.layer))
    words = meaningful(named)
    return Hole(
        placeholder=placeholder,
        words=words or named,
        sample=tokens(placeholder.text or "")[:8],
        look=look_of(placeholder.text),
        form=form_of_sample(placeholder.text, tokens(placeholder.layer)),
        expected=look_by_name(split_compounds(named, WORDS)),
        marks=marks_of(split_compounds(named, WORDS)),
    )


def _compounds_split(
    candidates: tuple[Candidate, ...], holes: tuple[Hole, ...]
) -> tuple[tuple[Candidate, ...], tuple[Hole, ...]]:
    words = frozenset(chain(WORDS, _all_words(candidates, holes)))
    vocabulary = frozenset(
        word for word in words if (word in WORDS if is_east_asian(word) else len(word) > 2)
    )
    split_candidates = tuple(
        replace(one, own=split_compounds(one.own, vocabulary)) for one in candidates
    )
    split_holes = tuple(replace(one, words=split_compounds(one.words, vocabulary)) for one in holes)
    return split_candidates, split_holes


def _all_words(candidates: Iterable[Candidate], holes: Iterable[Hole]) -> Iterable[str]:
    of_layers = chain.from_iterable((*one.own, *one.groups) for one in candidates)
    of_holes = chain.from_iterable((*one.words, *one.sample) for one in holes)
    return chain(of_layers, of_holes)


def _boxes(boxes: Sequence[Box | None]) -> Matrix:
    rows = [tuple(box) if box else (np.nan,) * 4 for box in boxes]
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    return np.clip(table, -_FAR, _FAR).astype(np.float32)


def _shares(boxes: Matrix, frames: Sequence[tuple[int, int]]) -> Matrix:
    sides = np.array(frames, dtype=np.float64).reshape(-1, 2)
    return (boxes / np.clip(np.tile(sides, 2), 1, _FAR)).astype(np.float32)


def _scale(frame: tuple[int, int], canvas: tuple[int, int]) -> float:
    return min(max(min(frame), 1), _FAR) / min(max(min(canvas), 1), _FAR)


def _without_own_comps(boxes: Matrix, frames: Sequence[tuple[int, int]], largest: int) -> Matrix:
    """Forget the place of what fills a comp of its own: it tells nothing of the card."""
    areas = np.array([wide * high for wide, high in frames])
    fills = (boxes[:, :2] < _EDGE).all(axis=1) & (boxes[:, 2:] > 1 - _EDGE).all(axis=1)
    boxes[fills & (areas < largest)] = np.nan
    return boxes


def _own_size(hole: Placeholder) -> tuple[float, float]:
    if hole.width is not None and hole.height is not None:
        return hole.width, hole.height
    return (hole.bbox.width, hole.bbox.height) if hole.bbox else (np.nan, np.nan)


def _aspects(sizes: Sequence[tuple[float, float]]) -> Matrix:
    """Natural logarithm of width by height; NaN where either is not known or nothing."""
    table = np.array(sizes, dtype=np.float64).reshape(-1, 2)
    table = np.where((table > 0) & np.isfinite(table), table, np.nan)
    return (np.log(table[:, 0]) - np.log(table[:, 1])).astype(np.float32)
