"""A template's document becomes the world that a script sees: items, layers, files."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from extraction.template import (
    Composition,
    CompositionLayer,
    ExposedKind,
    Footage,
    Placeholder,
    TemplateDocument,
)
from scripting.operations import number_of

NOTHING: Mapping[str, str] = MappingProxyType({})
HostModel = dict[str, Any]
Size = tuple[int, int]
CONTROLS = {ExposedKind.SLIDER: "number"}
SOURCE_TEXT = "ADBE Text Properties/ADBE Text Document"
TIME_REMAP = "ADBE Time Remapping"
SOME_KEYFRAMES = 2  # how many is not read, and makes no difference
EXPRESSION = "(what the expression makes of it)"
FOLDER = "/sandbox"
PROJECT = "/template/template.aep"
MODERN = 25.0  # After Effects 2025: ids of layers and fonts can be asked for, and overflow
OLDEST = 17.0  # After Effects 2020
OLDEST_WITH_CONTROLS = 18.0  # After Effects 2021: Essential Graphics can be set for one use


def model_of(
    template: TemplateDocument,
    *,
    script_name: str,
    assets: Mapping[str, Size],
    version: float = MODERN,
    headless: bool = False,
    environment: Mapping[str, str] = NOTHING,
) -> HostModel:
    """The project as read, open in After Effects, with the package unpacked in a folder."""
    files = {f"{FOLDER}/assets/{name}": True for name in assets}
    holes = {
        (hole.composition_id, hole.layer_id): hole
        for hole in template.placeholders
        if hole.control is None
    }
    names = {comp.id: comp.name for comp in template.compositions}
    names |= {item.id: item.name for item in template.footage}
    return {
        "runs": 1,
        "version": version,
        "headless": headless,
        "mayWrite": True,
        "environment": dict(environment),
        "folder": FOLDER,
        "projectFile": PROJECT,
        "chosenFolder": None,
        "scriptFile": f"{FOLDER}/{script_name}",
        "files": files | {f"{FOLDER}/{script_name}": True, PROJECT: True},
        "sizes": {name: list(size) for name, size in assets.items()},
        "missingFonts": {},
        "footage": [_footage(item) for item in template.footage],
        "comps": [_comp(comp, holes, names, template) for comp in template.compositions],
    }


def _footage(item: Footage) -> dict[str, Any]:
    return {
        "id": number_of(item.id),
        "name": item.name,
        "width": item.width,
        "height": item.height,
        "missing": item.missing is True,
    }


def _comp(
    comp: Composition,
    holes: Mapping[tuple[str, str], Placeholder],
    names: Mapping[str, str],
    template: TemplateDocument,
) -> dict[str, Any]:
    return {
        "id": number_of(comp.id),
        "name": comp.name,
        "layers": [
            {
                **_layer(layer),
                **_content(holes.get((comp.id, layer.id)), layer, names),
                "controls": _controls(comp, layer, template),
            }
            for layer in comp.layers
        ],
    }


def _controls(
    comp: Composition, layer: CompositionLayer, template: TemplateDocument
) -> list[dict[str, Any]]:
    """What the layer's composition exposes, in the panel's order."""
    used = template.composition(layer.source_id or "")
    if used is None or not used.exposed:
        return []
    holes = {
        (hole.control.name, hole.control.number): hole
        for hole in template.placeholders
        if hole.control and (hole.composition_id, hole.layer_id) == (comp.id, layer.id)
    }
    seen: Counter[str] = Counter()
    found = []
    for one in used.exposed:
        seen[one.name] += 1
        hole = holes.get((one.name, seen[one.name]))
        found.append(
            {
                "name": one.name,
                "number": seen[one.name],
                "kind": CONTROLS.get(one.kind, one.kind.value),
                "text": hole.text or "" if hole else "",
                "font": hole.font or "" if hole else "",
                "fontSize": hole.font_size or 0 if hole else 0,
            }
        )
    return found


def _layer(layer: CompositionLayer) -> dict[str, Any]:
    driven = [one for one in layer.expressions if one.enabled and one.property == SOURCE_TEXT]
    return {
        "id": number_of(layer.id),
        "name": layer.name,
        "type": layer.type,
        "locked": layer.locked,
        "enabled": layer.enabled,
        "shy": layer.shy,
        "nullLayer": layer.null,
        "sourceId": number_of(layer.source_id or ""),
        "inPoint": layer.in_point,
        "outPoint": layer.out_point,
        "keyframes": SOME_KEYFRAMES if SOURCE_TEXT in layer.keyframes else 0,
        "expression": EXPRESSION if driven else None,
        "timeRemap": TIME_REMAP in layer.keyframes,
    }


def _content(
    hole: Placeholder | None, layer: CompositionLayer, names: Mapping[str, str]
) -> dict[str, Any]:
    if hole is None:
        return {"text": "", "font": "", "fontSize": 0, "source": None}
    return {
        "text": hole.text or "",
        "font": hole.font or "",
        "fontSize": hole.font_size or 0,
        "source": {
            "name": names.get(layer.source_id or "", hole.layer),
            "width": max(1, round(hole.width or 0)),
            "height": max(1, round(hole.height or 0)),
        },
    }
