"""The template filled without After Effects, by py-aep: what a script would do, done to the file.

A beta: text that is to be set smaller can't be measured here, so such a plan is refused. What was
written is read back, and handed out only when it shows the plan's changes and no others. The
metadata packet of the project (XMP) is left out; After Effects writes it anew.
"""

import json
import re
import tempfile
import warnings
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

import py_aep
from py_aep import (
    AlphaMode,
    AVLayer,
    FileSource,
    FootageItem,
    ImportOptions,
    Layer,
    Project,
    Property,
    TextDocument,
    TextLayer,
)

from extraction import Composition, Placeholder, TemplateDocument, read_template
from extraction.aepx import write_aepx
from extraction.riff import Chunk, ChunkList, parse_riff, write_riff
from extraction.template_file import read_chunks
from scripting.errors import NotPopulated
from scripting.operations import Operation, ReplaceFootage, SetText, number_of
from scripting.plan import Plan

LayerKey = tuple[str, str]  # ids of composition and layer
PACKAGE = "/Sixstage"  # in place of the folder in which the project was written


@dataclass(frozen=True, slots=True)
class Populated:
    """The same filled project in both forms; its pictures are beside it, in `assets`."""

    aep: bytes
    aepx: bytes


def populate(
    template_path: Path, template: TemplateDocument, plan: Plan, assets: Mapping[str, bytes]
) -> Populated:
    """Fill a copy of the template; `assets` are PNG files by name. Reads the template.

    Raises: NotPopulated, saying why the script alone can do it.
    """
    if any(isinstance(one, SetText) and one.shrink for one in plan.operations):
        raise NotPopulated("Only After Effects can measure text that is to be set smaller.")
    if any(one.target.control for one in plan.operations):
        raise NotPopulated("Only After Effects can set Essential Graphics for one use.")
    with tempfile.TemporaryDirectory(prefix="sixstage-") as name:
        folder = Path(name).resolve()
        try:
            written = _written(folder, template_path, plan, assets)
            filled = folder / "filled.aep"
            filled.write_bytes(write_riff(written))
            after = read_template(filled)
        except NotPopulated:
            raise
        # py-aep names no errors of its own, and what a beta trips over must not end a job.
        except Exception as error:
            raise NotPopulated("py-aep can't write a project of this kind.") from error
    _check(template, after, plan)
    return Populated(write_riff(written), write_aepx(written))


def _written(
    folder: Path, template_path: Path, plan: Plan, assets: Mapping[str, bytes]
) -> ChunkList:
    (folder / "assets").mkdir()
    for name, content in assets.items():
        (folder / "assets" / name).write_bytes(content)
    copy, saved = folder / "template.aep", folder / plan.project
    copy.write_bytes(write_riff(read_chunks(template_path)))
    fonts = _agreed(plan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        project = py_aep.parse(copy).project
        for one in plan.operations:
            _carry_out(project, one, fonts, folder)
        project.save(saved)
    return _moved(parse_riff(saved.read_bytes()), str(folder))


def _agreed(plan: Plan) -> dict[str | None, str]:
    """The fonts to set instead, by the template's own; PostScript names."""
    return {one.font: one.substitute for one in plan.fonts}


def _carry_out(
    project: Project, one: Operation, fonts: Mapping[str | None, str], folder: Path
) -> None:
    layer = project.layer_by_id(number_of(one.target.layer_id))
    if isinstance(one, SetText):
        _set_text(layer, one, fonts)
    elif isinstance(one, ReplaceFootage):
        _replace_footage(project, layer, one, folder / "assets" / one.asset)


def _set_text(layer: Layer, one: SetText, fonts: Mapping[str | None, str]) -> None:
    group = layer.text if isinstance(layer, TextLayer) else None
    source = group["ADBE Text Document"] if group is not None else None
    if not isinstance(source, Property):
        raise NotPopulated(f"“{one.target.layer}” has lost its text.")
    documents = [key.value for key in source.keyframes] or [source.value]
    for document in documents:
        if not isinstance(document, TextDocument):
            raise NotPopulated(f"“{one.target.layer}” has lost its text.")
        font = fonts.get(document.font)
        document.text = one.words
        if font is not None:
            document.font = font


def _replace_footage(project: Project, layer: Layer, one: ReplaceFootage, path: Path) -> None:
    if not isinstance(layer, AVLayer) or layer.source is None or layer.null_layer:
        raise NotPopulated(f"“{one.target.layer}” shows no footage.")
    item = project.import_file(ImportOptions(path))
    if isinstance(item, FootageItem) and isinstance(item.main_source, FileSource):
        item.main_source.alpha_mode = AlphaMode.STRAIGHT
    layer.name = one.target.layer  # one without a name of its own would take the picture's
    layer.replace_source(item)


def _moved(root: ChunkList, folder: str) -> ChunkList:
    """The project with its new pictures where the package has them, not where they were made."""
    return replace(root, children=tuple(_moved_chunk(one, folder) for one in root.children))


def _moved_chunk(chunk: Chunk | ChunkList, folder: str) -> Chunk | ChunkList:
    if isinstance(chunk, ChunkList):
        return _moved(chunk, folder)
    if chunk.kind != "alas" or folder.encode() not in chunk.data:
        return chunk
    values = json.loads(chunk.data)
    values["fullpath"] = values["fullpath"].replace(folder, PACKAGE)
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return replace(chunk, data=text.encode())


def _check(before: TemplateDocument, after: TemplateDocument, plan: Plan) -> None:
    """Refuse a project in which anything but the plan's changes shows."""
    texts = {
        one.target.placeholder_id: one.words for one in plan.operations if isinstance(one, SetText)
    }
    was, found = ({hole.id: hole for hole in one.placeholders} for one in (before, after))
    fonts = _agreed(plan)
    for placeholder_id, words in texts.items():
        filled = found.get(placeholder_id)
        if filled is None or _plain(filled.text) != _plain(words):
            raise NotPopulated("Read back, the project written by py-aep has other words.")
        font = was[placeholder_id].font
        if filled.font != fonts.get(font, font):
            raise NotPopulated("Read back, the project written by py-aep has another font.")
    images = {(one.target.composition_id, one.target.layer_id) for one in plan.images}
    if _unchanged(before, images, {*texts}) != _unchanged(after, images, {*texts}):
        raise NotPopulated("Read back, the project written by py-aep differs in other places.")
    if _sources(before, images) & _sources(after, images):
        raise NotPopulated("Read back, the project written by py-aep has an old picture.")


def _plain(text: str | None) -> str:
    return re.sub("[\r\n]", "\n", text or "")


def _sources(document: TemplateDocument, images: Set[LayerKey]) -> set[str | None]:
    return {
        layer.source_id
        for comp in document.compositions
        for layer in comp.layers
        if (comp.id, layer.id) in images
    }


def _unchanged(
    document: TemplateDocument, images: Set[LayerKey], texts: Set[str]
) -> tuple[list[Composition], list[Placeholder]]:
    """What may not differ: all but what filled texts say, their room, and pictures' sources."""
    comps = [
        replace(
            comp,
            layers=tuple(
                replace(layer, source_id=None) if (comp.id, layer.id) in images else layer
                for layer in comp.layers
            ),
        )
        for comp in document.compositions
    ]
    holes = [
        replace(hole, text=None, font=None, bbox=None, width=None, height=None)
        if hole.id in texts
        else hole
        for hole in document.placeholders
        if (hole.composition_id, hole.layer_id) not in images
    ]
    return comps, holes
