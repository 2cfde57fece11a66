"""The layout pictures of a job: the template as it is, and with the matches in place."""

import io
from collections.abc import Mapping

from PIL import Image

from extraction import PlaceholderKind, TemplateDocument
from extraction.font_files import FontFile
from extraction.layout import layout_of
from extraction.layout_picture import Content, draw_layout
from jobs import known_fonts
from scripting import Generated, ReplaceFootage, SetText
from scripting.assets import encoded

SIDES = ("before", "after")


def layout_pictures(template: TemplateDocument, generated: Generated) -> dict[str, bytes]:
    """PNG files by side; none where the template has no main composition to show."""
    layout = layout_of(template)
    if layout is None:
        return {}
    before: dict[str, Content] = {
        hole.id: hole.text or ""
        for hole in template.placeholders
        if hole.kind is PlaceholderKind.TEXT
    }
    after = before | _contents(generated)
    agreed = {one.font: one.substitute for one in generated.plan.fonts}
    sides = ((before, _fonts(template, {})), (after, _fonts(template, agreed)))
    return {
        side: encoded(draw_layout(layout, contents, fonts=fonts))
        for side, (contents, fonts) in zip(SIDES, sides, strict=True)
    }


def _fonts(template: TemplateDocument, agreed: Mapping[str, str]) -> dict[str, FontFile]:
    """The files of the texts' fonts, or of those that stand in, as far as this server has them."""
    files = known_fonts.files_on_server()
    names = {
        hole.id: agreed.get(hole.font, hole.font) for hole in template.placeholders if hole.font
    }
    return {hole: files[name] for hole, name in names.items() if name in files}


def _contents(generated: Generated) -> dict[str, Content]:
    found: dict[str, Content] = {}
    for one in generated.plan.operations:
        if isinstance(one, SetText):
            found[one.target.placeholder_id] = one.words
        elif isinstance(one, ReplaceFootage):
            picture = Image.open(io.BytesIO(generated.assets[one.asset]))
            found[one.target.placeholder_id] = picture
    return found
