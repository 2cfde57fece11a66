"""Numbers and colours that Essential Graphics exposes: matched by their very names alone.

Nothing else tells which text is meant for a slider, and a wrong one would be worse than none.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from extraction.matches import Match
from extraction.matching.candidates import artwork, kind_fits
from extraction.matching.names import tokens
from extraction.numbers_in_text import number_in
from extraction.psd import Layer, PsdDocument
from extraction.template import Placeholder, PlaceholderKind, TemplateDocument

_SURE: Final = 0.9
_REASON: Final = "The layer has the name that Essential Graphics shows."


def value_matches(psd: PsdDocument, template: TemplateDocument) -> Iterator[Match]:
    """Propose for each number and colour the one layer of its name that can give it."""
    named: defaultdict[tuple[str, ...], list[Layer]] = defaultdict(list)
    for layer in artwork(psd.layers):
        named[tokens(layer.name)].append(layer)
    for hole in template.placeholders:
        if not hole.takes_value:
            continue
        fitting = [layer for layer in named[tokens(hole.label)] if _gives(layer, hole)]
        if len(fitting) == 1:
            yield Match(fitting[0].id, hole.id, confidence=_SURE, reasons=(_REASON,))


def _gives(layer: Layer, hole: Placeholder) -> bool:
    if hole.kind is PlaceholderKind.TEXT:
        return layer.text is not None and number_in(layer.text.content) is not None
    return kind_fits(layer.kind, hole.kind)
