"""Builds After Effects projects of our own, saved as AEPX, for the demo batch and the tests.

py-aep lays out the project in memory as After Effects would; the XML is ours. No file of anybody
else's is copied.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import py_aep
from py_aep import (
    CompItem,
    ParagraphJustification,
    Project,
    Property,
    TextDocument,
    TextLayer,
)

from extraction.aepx import write_aepx
from extraction.riff import parse_riff

FRAME_RATE = 30.0
DURATION_SECONDS = 10.0
FONT, FONT_SIZE = "ArialMT", 60.0
MARGIN = 72
BOX_HEIGHT = 80.0
FIRST_LINE, LINE_STEP = 390, 112  # from the lower edge up, and down to the next
GREY, NAVY, WHITE = [0.5, 0.5, 0.5], [0.05, 0.1, 0.2], [1.0, 1.0, 1.0]


@dataclass(frozen=True, slots=True)
class TemplateSpec:
    """One composition of `width` x `height` pixels with its places for texts and pictures.

    `texts` are layer names from top to bottom, `images` a name with the width and height in
    pixels of the solid that stands in for the picture.
    """

    comp_name: str = "lineup"
    width: int = 1200
    height: int = 1500
    texts: tuple[str, ...] = ("player1fullname", "player2fullname", "player3fullname")
    images: tuple[tuple[str, int, int], ...] = (("featuredimage1", 1000, 1100),)


DEMO_TEMPLATE = TemplateSpec()


def build_template(path: Path, spec: TemplateSpec = DEMO_TEMPLATE) -> None:
    """Write the project as an AEPX file that After Effects 2026 can read."""
    path.write_bytes(write_aepx(parse_riff(project_bytes(spec))))


def project_bytes(spec: TemplateSpec = DEMO_TEMPLATE) -> bytes:
    """The same project as the bytes of a binary .aep file."""
    project = py_aep.new(platform="macos").project
    comp = project.root_folder.add_comp(
        spec.comp_name, spec.width, spec.height, 1.0, DURATION_SECONDS, FRAME_RATE
    )
    _add_background(comp)
    _add_images(comp, spec)
    _add_texts(comp, spec)
    return _saved(project)


def _add_background(comp: CompItem) -> None:
    comp.add_solid(NAVY, "background", comp.width, comp.height)


def _add_images(comp: CompItem, spec: TemplateSpec) -> None:
    """Each stands in the middle, where After Effects puts a new solid."""
    for name, width, height in reversed(spec.images):
        comp.add_solid(GREY, name, width, height)


def _add_texts(comp: CompItem, spec: TemplateSpec) -> None:
    """The layers' own texts are their names, as studios' templates have it."""
    first = comp.height - FIRST_LINE
    for line, name in reversed(list(enumerate(spec.texts))):
        layer = comp.add_box_text([comp.width - 2.0 * MARGIN, BOX_HEIGHT], name)
        layer.name = name
        _style(layer)
        position = layer.transform["ADBE Position"]
        if isinstance(position, Property):
            position.value = [comp.width / 2, float(first + line * LINE_STEP), 0.0]


def _style(layer: TextLayer) -> None:
    group = layer.text
    source = group["ADBE Text Document"] if group is not None else None
    document = source.value if isinstance(source, Property) else None
    if not isinstance(document, TextDocument):
        raise TypeError("py-aep gave a text layer without a text")
    document.font = FONT
    document.font_size = FONT_SIZE
    document.fill_color = WHITE
    document.justification = ParagraphJustification.LEFT_JUSTIFY


def _saved(project: Project) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.aep"
        project.save(path)
        return path.read_bytes()
