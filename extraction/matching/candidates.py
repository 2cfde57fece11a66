"""Which layers may fill which kind of placeholder at all; says nothing of which one suits best."""

from collections.abc import Iterable, Iterator
from typing import Final

from extraction.matching.lexicon import NEVER_USED, NEVER_USED_PHRASES
from extraction.matching.names import tokens
from extraction.psd import Layer, LayerKind
from extraction.template import PlaceholderKind

FITTING_KINDS: Final[dict[PlaceholderKind, frozenset[LayerKind]]] = {
    PlaceholderKind.TEXT: frozenset({LayerKind.TEXT}),
    PlaceholderKind.IMAGE: frozenset(
        {
            LayerKind.IMAGE,
            LayerKind.SMART_OBJECT,
            LayerKind.SHAPE,
            LayerKind.FILL,
            LayerKind.GROUP,
        }
    ),
}


def kind_fits(layer: LayerKind, placeholder: PlaceholderKind) -> bool:
    """Whether such a layer can be put into such a placeholder."""
    return layer in FITTING_KINDS[placeholder]


def shown_layers(layers: Iterable[Layer]) -> Iterator[Layer]:
    """Yield the layers that show: their own eye is on, and that of every group around them.

    Relies on a group standing before its children; documents of other programs may lack `shown`.
    """
    around: list[tuple[str, bool]] = []
    for layer in layers:
        while around and not layer.path.startswith(around[-1][0]):
            around.pop()
        shown = layer.shown and layer.visible and (not around or around[-1][1])
        if layer.kind is LayerKind.GROUP:
            around.append((f"{layer.path}/", shown))
        if shown and layer.opacity > 0:
            yield layer


def artwork(layers: Iterable[Layer]) -> Iterator[Layer]:
    """Yield the shown layers that a placeholder could hold.

    Where several have the same id, it means the first of them, whatever that one is.
    """
    layers = tuple(layers)
    meant: dict[str, Layer] = {}
    for layer in layers:
        meant.setdefault(layer.id, layer)
    for layer in shown_layers(layers):
        if layer.kind is LayerKind.ADJUSTMENT or meant[layer.id] is not layer:
            continue
        if not _is_marked_unused(layer) and not _is_empty(layer):
            yield layer


def _is_empty(layer: Layer) -> bool:
    if layer.kind is LayerKind.TEXT:
        return layer.text is None or not layer.text.content.strip()
    return not layer.has_pixels


def _is_marked_unused(layer: Layer) -> bool:
    words = tokens(layer.path[-200:])
    if not NEVER_USED.isdisjoint(words):
        return True
    line = f" {' '.join(words)} "
    return any(f" {' '.join(phrase)} " in line for phrase in NEVER_USED_PHRASES)
