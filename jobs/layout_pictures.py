"""The layout pictures of a job: the template as it is, and with the matches in place."""

import io
from collections.abc import Mapping

from PIL import Image

from extraction import PlaceholderKind, TemplateDocument
from extraction.layout import layout_of
from extraction.layout_picture import Content, draw_layout
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
    pictures: Mapping[str, Mapping[str, Content]] = dict(zip(SIDES, (before, after), strict=True))
    return {side: encoded(draw_layout(layout, inside)) for side, inside in pictures.items()}


def _contents(generated: Generated) -> dict[str, Content]:
    found: dict[str, Content] = {}
    for one in generated.plan.operations:
        if isinstance(one, SetText):
            found[one.target.placeholder_id] = one.words
        elif isinstance(one, ReplaceFootage):
            picture = Image.open(io.BytesIO(generated.assets[one.asset]))
            found[one.target.placeholder_id] = picture
    return found
