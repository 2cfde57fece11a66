"""What is known of a job's fonts: the render machines' list, and the font files on this server."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from extraction import MatchDocument, PsdDocument, TemplateDocument
from extraction.font_files import FontFace, FontFile, font_files, open_face
from jobs.models import Job, RenderFont
from validation import Fonts


def fonts_for(
    job: Job, psd: PsdDocument, template: TemplateDocument, matches: MatchDocument
) -> Fonts:
    """What validation may know of the fonts that this job names; two queries."""
    names = fonts_named(psd, template, matches)
    rows = list(RenderFont.objects.filter(postscript_name__in=names))
    return Fonts(
        has_list=RenderFont.objects.making_a_list().exists(),
        there=frozenset(row.postscript_name for row in rows if row.is_there),
        absent=frozenset(row.postscript_name for row in rows if not row.is_there),
        not_allowed=frozenset(
            row.postscript_name for row in rows if not row.is_allowed_for(job.client_name)
        ),
        faces=faces_of(names),
    )


def files_on_server() -> Mapping[str, FontFile]:
    """The font files that the operator put on this machine, by PostScript name."""
    return font_files(Path(settings.FONTS_FOLDER)) if settings.FONTS_FOLDER else {}


def faces_of(names: Iterable[str]) -> dict[str, FontFace]:
    """Open those of the fonts whose files are on this server."""
    files = files_on_server()
    opened = {name: open_face(files[name]) for name in names if name in files}
    return {name: face for name, face in opened.items() if face is not None}


def fonts_named(
    psd: PsdDocument, template: TemplateDocument, matches: MatchDocument
) -> frozenset[str]:
    """Every font of the template and of the card's placed texts, and those that stand in."""
    names = set(template.fonts)
    names.update(hole.font for hole in template.placeholders if hole.font)
    names.update(one.substitute for one in matches.font_substitutes)
    for match in matches.matches:
        layer = psd.layer(match.layer_id)
        names.update(layer.text.fonts if layer and layer.text else ())
    return frozenset(name for name in names if name.isprintable())
