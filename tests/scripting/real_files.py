"""Real cards and templates, and the matches that fill a template with a card whatever suits it."""

import itertools
from pathlib import Path

from extraction import (
    Layer,
    Match,
    MatchDocument,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)


def templates(shared_data: Path) -> list[Path]:
    """Every project, in either form, whether it has places or not."""
    return sorted(path for path in shared_data.glob("aep*/*") if path.suffix != ".json")


def filled(psd: PsdDocument, template: TemplateDocument) -> MatchDocument:
    """Each place gets a layer that it can hold, in turn; a place for which there is none, none."""
    texts: list[Layer] = [layer for layer in psd.layers if layer.text is not None]
    pictures: list[Layer] = [layer for layer in psd.layers if layer.has_pixels]
    sources = {
        PlaceholderKind.TEXT: itertools.cycle(texts),
        PlaceholderKind.IMAGE: itertools.cycle(pictures),
    }
    chosen = ((hole, next(sources[hole.kind], None)) for hole in template.placeholders)
    return MatchDocument(
        tuple(Match(layer.id, hole.id, shrink=True) for hole, layer in chosen if layer)
    )
