"""What earlier approvals teach about the next card of the same template; stored elsewhere.

A trace says: a layer that looks like this went into that placeholder, or was left unused. Traces
are counted, fade with every approval of their placeholder, and are contradicted by other choices,
so that one wrong approval is soon outweighed.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from extraction.matches import MatchDocument
from extraction.matching.candidates import artwork
from extraction.matching.names import tokens
from extraction.matching.pairing import Matrix, Pairing
from extraction.psd import Layer, LayerKind, PsdDocument
from extraction.template import Placeholder, TemplateDocument

UNUSED: Final = ""  # instead of a placeholder's key: the layer was left over
_FADING: Final = 0.8
_DOUBT: Final = 0.25  # as if so much had been seen for and against before anything was
_FORGOTTEN: Final = 0.1
_STEEPNESS: Final = 1.5  # approvals of one template are no chance; log-odds count this often
_SAME_PLACE: Final = 0.06  # of the canvas
_MOVED: Final = 0.2
_FARTHEST: Final = 100.0  # canvases
_LONGEST: Final = 200  # characters of a name that are kept


@dataclass(frozen=True, slots=True)
class Traits:
    """What identifies a layer on the next card; `name` is empty where it only repeats its text.

    `x` and `y` are the box's top left corner in shares of the canvas.
    """

    name: str
    group: str
    kind: LayerKind
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Trace:
    """A layer's traits, the placeholder it went to (or `UNUSED`), and how often for and against."""

    placeholder: str
    traits: Traits
    agreed: float = 1.0
    contradicted: float = 0.0

    @property
    def log_odds(self) -> float:
        """How far it is to be believed; below 0 when it was contradicted more often."""
        return _STEEPNESS * math.log((self.agreed + _DOUBT) / (self.contradicted + _DOUBT))


Memory = tuple[Trace, ...]


def key_of(placeholder: Placeholder) -> str:
    """What a placeholder is called in every version of its template."""
    words = (" ".join(tokens(placeholder.composition)), " ".join(tokens(placeholder.layer)))
    return f"{words[0][:_LONGEST]}/{words[1][:_LONGEST]}:{placeholder.kind.value}"


def traits_of(layer: Layer, psd: PsdDocument) -> Traits:
    """What of a layer may be the same on the next card."""
    said = tokens(layer.text.content) if layer.text else ()
    named = tokens(layer.name)
    own = "" if said and said[: len(named)] == named else " ".join(named)
    return Traits(
        own[:_LONGEST],
        " ".join(tokens(layer.path[: -len(layer.name) or None][-_LONGEST:])),
        layer.kind,
        _share(layer.bbox.left, psd.width),
        _share(layer.bbox.top, psd.height),
    )


def _share(pixels: float, whole: int) -> float:
    share = pixels / max(whole, 1)
    return round(min(max(share, -_FARTHEST), _FARTHEST), 3) if math.isfinite(share) else 0.0


def learn(psd: PsdDocument, template: TemplateDocument, matches: MatchDocument) -> Memory:
    """Note what one approval says: where each layer went, and which ones were left over."""
    layers = {layer.id: layer for layer in psd.layers}
    holes = {hole.id: hole for hole in template.placeholders}
    went = {match.layer_id: key_of(holes[match.placeholder_id]) for match in matches.matches}
    for layer in artwork(psd.layers):
        went.setdefault(layer.id, UNUSED)
    return tuple(Trace(key, traits_of(layers[layer], psd)) for layer, key in went.items())


def remembered(before: Sequence[Trace], approved: Sequence[Trace]) -> Memory:
    """What is known after one more approval; traces that hardly count any more are dropped."""
    decided = {trace.placeholder for trace in approved} - {UNUSED}
    faded = (_after(trace, approved, decided) for trace in before)
    kept = [trace for trace in faded if trace.agreed > _FORGOTTEN]
    known = [
        any(old.placeholder == new.placeholder and alike(old.traits, new.traits) for old in kept)
        for new in approved
    ]
    return (*kept, *(new for new, is_known in zip(approved, known, strict=True) if not is_known))


def _after(old: Trace, approved: Sequence[Trace], decided: set[str]) -> Trace:
    """The trace as one approval leaves it; as it was when that says nothing of it."""
    same = [new for new in approved if alike(old.traits, new.traits)]
    agreeing = next((new for new in same if new.placeholder == old.placeholder), None)
    if agreeing:
        return Trace(
            old.placeholder,
            agreeing.traits,
            old.agreed * _FADING + 1,
            old.contradicted * _FADING,
        )
    if not same and old.placeholder not in decided:
        return old
    against = 1.0 if same else 0.0  # there, and used otherwise; a layer not there is no witness
    return replace(
        old, agreed=old.agreed * _FADING, contradicted=old.contradicted * _FADING + against
    )


def alike(one: Traits, other: Traits) -> bool:
    """Whether it is the same layer on two cards: by its name, else by its place in its group."""
    if (one.kind is LayerKind.TEXT) != (other.kind is LayerKind.TEXT):
        return False
    if one.name != other.name or one.group != other.group:
        return False
    return bool(one.name) or _apart(one, other) < _SAME_PLACE


def _apart(one: Traits, other: Traits) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def recall(pairing: Pairing, psd: PsdDocument, memory: Sequence[Trace]) -> Matrix:
    """Log-odds of every pair by what was approved before."""
    worth = np.zeros(pairing.shape, dtype=np.float32)
    columns = {key_of(hole.placeholder): place for place, hole in enumerate(pairing.holes)}
    for row, traits, trace in _recognised(pairing, psd, memory):
        believed = trace.log_odds
        if trace.placeholder == UNUSED:
            worth[row] -= max(believed, 0)
        elif trace.placeholder in columns:
            column = columns[trace.placeholder]
            nearer = 1 + max(0, _SAME_PLACE - _apart(traits, trace.traits))  # of two alike names
            worth[row, column] += believed * nearer
            _warn_others(worth, row, column, believed)
    return worth


def _warn_others(worth: Matrix, row: int, column: int, believed: float) -> None:
    """What is known to go here keeps others away, and is kept from other places."""
    if believed > 0:
        worth[:, column] -= believed / 2
        worth[row] -= believed / 2
        worth[row, column] += believed


def _recognised(
    pairing: Pairing, psd: PsdDocument, memory: Sequence[Trace]
) -> Iterator[tuple[int, Traits, Trace]]:
    by_name: dict[tuple[str, str], list[Trace]] = {}
    for trace in memory:
        by_name.setdefault((trace.traits.name, trace.traits.group), []).append(trace)
    for row, candidate in enumerate(pairing.candidates):
        traits = traits_of(candidate.layer, psd)
        for trace in by_name.get((traits.name, traits.group), ()):
            if alike(traits, trace.traits):
                yield row, traits, trace


def difference(
    layer: Layer, placeholder: Placeholder, psd: PsdDocument, memory: Sequence[Trace]
) -> str:
    """Say how a match differs from what was approved before; empty when it doesn't."""
    known = _believed(placeholder, memory)
    if not known:
        return ""
    usual = max(known, key=lambda trace: trace.log_odds)
    traits = traits_of(layer, psd)
    if not alike(usual.traits, traits):
        return f"not the layer of last time ({_described(usual.traits)})"
    if _apart(usual.traits, traits) > _MOVED:
        return "lies elsewhere than last time"
    return ""


def was_filled(placeholder: Placeholder, memory: Sequence[Trace]) -> bool:
    """Whether earlier cards had a layer for the placeholder."""
    return bool(_believed(placeholder, memory))


def _believed(placeholder: Placeholder, memory: Sequence[Trace]) -> list[Trace]:
    key = key_of(placeholder)
    return [trace for trace in memory if trace.placeholder == key and trace.log_odds > 0]


def _described(traits: Traits) -> str:
    if traits.name:
        return f"“{traits.name[:40]}”"
    where = f" in the group “{traits.group[:40]}”" if traits.group else ""
    return f"a {traits.kind.value.replace('_', ' ')} at another place{where}"
