"""After Effects project → TemplateDocument: its compositions, their layers, and the holes in them.

Files that the project names are never looked for, let alone opened. Where layers move or stand in
space, py-aep works out where they rest; what it can't take stays without a place.
"""

import logging
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from py_aep import Application, AVLayer, TextLayer

from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.memory import uncollected
from extraction.plain_template import read_plainly
from extraction.project_parents import parents_end
from extraction.rest_position import box_in_composition, text_box, text_of
from extraction.riff import ChunkList
from extraction.template import Placeholder, PlaceholderKind, TemplateDocument, Unread
from extraction.template_file import DAMAGE, SKELETON, open_chunks, read_chunks
from extraction.template_values import clean, rounded

logger = logging.getLogger(__name__)
WORDS = "ADBE Text Properties/ADBE Text Document"


def read_template(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> TemplateDocument:
    """Read an AEPX, AEP or AET file; layers top-most first, holes in the same order.

    Raises: UnreadableFile, LimitExceeded.
    """
    with uncollected():
        document = read_plainly(read_chunks(path, limits=limits, unused=SKELETON))
    moving = frozenset(_moving(document))
    if not moving:
        return document
    try:
        application = _open(read_chunks(path, limits=limits))
    except UnreadableFile as error:
        cause = type(error.__cause__).__name__  # its text may hold half the file
        logger.warning("Read a template without moving layers: %s (%s)", error, cause)
        unread = (Unread("layers that move", str(error)),)
        return replace(document, unread=document.unread + unread)
    return _with_places(document, application, moving)


def _moving(document: TemplateDocument) -> Iterator[str]:
    """Ids of the holes that are seen, but have no place yet, and of texts that change."""
    words_change = {
        f"{comp.id}:{layer.index}"
        for comp in document.compositions
        for layer in comp.layers
        if WORDS in layer.keyframes
    }
    for hole in document.placeholders:
        if hole.id in words_change or (hole.bbox is None and hole.width is not None):
            yield hole.id


def _open(chunks: ChunkList) -> Application:
    if not parents_end(chunks):
        raise UnreadableFile("The project is damaged: layers are each other's parents.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return open_chunks(chunks)


def _with_places(
    document: TemplateDocument, application: Application, moving: frozenset[str]
) -> TemplateDocument:
    comps = {str(comp.id): comp for comp in application.project.compositions}
    holes: list[Placeholder] = []
    unread: list[Unread] = []
    for hole in document.placeholders:
        if hole.id not in moving:
            holes.append(hole)
            continue
        try:
            layers = comps[hole.composition_id].layers
            holes.append(_placed(hole, layers[int(hole.id.rpartition(":")[2]) - 1]))
        except DAMAGE:
            holes.append(hole)
            where = f"layer “{hole.layer}” of “{hole.composition}”"
            unread.append(Unread(where, "Where it rests can't be worked out."))
    return replace(document, placeholders=tuple(holes), unread=(*document.unread, *unread))


def _placed(hole: Placeholder, layer: object) -> Placeholder:
    if not isinstance(layer, AVLayer):
        return hole
    if hole.kind is PlaceholderKind.TEXT and isinstance(layer, TextLayer):
        return _placed_text(hole, layer)
    box = Box(0, 0, hole.width or 0, hole.height or 0)
    return replace(hole, bbox=box_in_composition(layer, box))


def _placed_text(hole: Placeholder, layer: TextLayer) -> Placeholder:
    document = text_of(layer)
    if document is None:
        return hole
    box = text_box(document)
    has_size = bool(box.width and box.height)
    return replace(
        hole,
        bbox=box_in_composition(layer, box) if has_size else None,
        width=rounded(box.width) if has_size else None,
        height=rounded(box.height) if has_size else None,
        text=clean(document.text),
        font=clean(document.font) if document.font else None,
        font_size=rounded(document.font_size) if document.font_size is not None else None,
    )
