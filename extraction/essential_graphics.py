"""What a composition's Essential Graphics panel exposes, and under which names.

The panel's own groups and comments are passed over. Source: what py-aep reads and writes of
projects of After Effects 15 to 26; files hold up to three copies, of which the newest counts.
"""

import json
from collections.abc import Iterator

from extraction.riff import ChunkList
from extraction.template import ExposedKind, ExposedProperty
from extraction.template_values import clean

PANELS = ("CIF3", "CIF2", "CIFO")  # newest first
COMMENT, GROUP = 8, 10
KINDS = {
    1: ExposedKind.CHECKBOX,
    2: ExposedKind.SLIDER,
    4: ExposedKind.COLOR,
    5: ExposedKind.POINT,
    6: ExposedKind.TEXT,
    9: ExposedKind.VALUES,
    13: ExposedKind.DROPDOWN,
    14: ExposedKind.MEDIA,
}


def exposed_properties(composition: ChunkList) -> tuple[ExposedProperty, ...]:
    """The exposed properties in the panel's order; those of no known layer are left out."""
    panels = (panel for kind in PANELS for panel in composition.lists(kind))
    panel = next(panels, ChunkList("CIF3"))
    return tuple(found for one in panel.lists("CCtl") for found in _exposed(one))


def _exposed(controller: ChunkList) -> Iterator[ExposedProperty]:
    kind = _number(controller, "CTyp")
    place = next(controller.lists("CPrp"), None)
    if kind in {COMMENT, GROUP} or place is None:
        return
    composition_id, layer_id = _number(place, "CCId"), _number(place, "CLId")
    if composition_id and layer_id:
        names = next(controller.lists("CpS2"), ChunkList("CpS2"))
        yield ExposedProperty(
            name=clean(_words(names)),
            kind=KINDS.get(kind, ExposedKind.OTHER),
            composition_id=str(composition_id),
            layer_id=str(layer_id),
            property=clean(_path(_words(place))),
        )


def _number(chunks: ChunkList, kind: str) -> int:
    chunk = chunks.find(kind)
    return int.from_bytes(chunk.data[:4], "big") if chunk is not None else 0


def _words(chunks: ChunkList) -> str:
    chunk = chunks.find("Utf8")
    return chunk.data.decode("utf-8", "replace") if chunk is not None else ""


def _path(stored: str) -> str:
    """Match names joined by slashes, of JSON that has them under "0", "1" and so on."""
    try:
        nodes = json.loads(stored)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(nodes, dict):
        return ""
    steps = (nodes.get(str(number)) for number in range(len(nodes)))
    return "/".join(str(step.get("matchName", "")) for step in steps if isinstance(step, dict))
