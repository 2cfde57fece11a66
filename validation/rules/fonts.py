"""Fonts: whether the render machines have them, may use them, and they hold the characters.

Where no list of fonts is kept, one note on each card says so. Where a font's file is not at hand,
nothing is said of its characters, unless the text is in a script that few fonts have.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from validation.context import Context, ResolvedMatch
from validation.fonts import shown
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted

# First word of a character's Unicode name, with what the script is called; few fonts hold these.
UNUSUAL: Final = {
    **{name: name.capitalize() for name in ("HEBREW", "ARABIC", "SYRIAC", "THAANA", "HANGUL")},
    **dict.fromkeys(("HIRAGANA", "KATAKANA"), "Japanese"),
    **dict.fromkeys(("CJK", "BOPOMOFO", "KANGXI"), "Chinese characters"),
}
LAST_USUAL: Final = "\u058f"  # Latin, Greek, Cyrillic and Armenian come before Hebrew
MOST_SHOWN: Final = 12


@rule("font_missing", severity=Severity.CRITICAL)
def font_missing(context: Context) -> Iterator[Finding]:
    """Find fonts of filled texts that the render machines lack, substitutes included."""
    for font, ones in _used_fonts(context).items():
        if context.fonts.is_missing(font):
            yield ones[0].finding(
                f"The render machines don’t have the font {quoted(font)} of"
                f" {quoted(ones[0].placeholder.layer)}.",
                hint="Have it installed and put on the list, or agree to another in its place.",
                details=_details(font, ones),
            )


@rule("font_not_allowed", severity=Severity.CRITICAL)
def font_not_allowed(context: Context) -> Iterator[Finding]:
    """Find fonts of filled texts that are not allowed for the job's client."""
    for font, ones in _used_fonts(context).items():
        if font in context.fonts.not_allowed:
            yield ones[0].finding(
                f"The font {quoted(font)} of {quoted(ones[0].placeholder.layer)} is not allowed"
                " for this client.",
                hint="Agree to another in its place, or ask who keeps the list of fonts.",
                details=_details(font, ones),
            )


@rule("template_font_missing", severity=Severity.WARNING)
def template_font_missing(context: Context) -> Iterator[Finding]:
    """Find other fonts of the template that the render machines lack."""
    filled = {one.placeholder.font for one in context.text_matches}
    for font in dict.fromkeys(context.template.fonts):
        if font not in filled and context.fonts.is_missing(font):
            yield Finding(
                f"The render machines don’t have {quoted(font)}, which the template uses in a"
                " text that this card doesn’t fill.",
                "Have it installed and put on the list, or change the template.",
                details={"font": font},
            )


@rule("card_font_missing", severity=Severity.INFO)
def card_font_missing(context: Context) -> Iterator[Finding]:
    """Find fonts of the card's texts that the render machines lack; the template's are used."""
    seen: dict[str, ResolvedMatch] = {}
    for one in context.text_matches:
        for font in one.layer.text.fonts if one.layer.text else ():
            seen.setdefault(font, one)
    for font, one in seen.items():
        if context.fonts.is_missing(font) and font != context.font_of(one):
            yield one.finding(
                f"The card’s text {quoted(one.layer.name)} is set in {quoted(font)}, which the"
                " render machines don’t have.",
                hint="The template’s font is used; compare the look if it matters.",
                details={"font": font},
            )


@rule("font_substituted", severity=Severity.INFO)
def font_substituted(context: Context) -> Iterator[Finding]:
    """Find fonts that another stands in for, as somebody agreed."""
    agreed = {one.font: one for one in context.matches.font_substitutes}
    told: set[str] = set()
    for one in context.text_matches:
        font = one.placeholder.font
        if font in agreed and font not in told:
            told.add(font)
            other = agreed[font].substitute
            yield one.finding(
                f"{quoted(other)} stands in for the font {quoted(font)}, as"
                f" {quoted(agreed[font].agreed_by)} agreed.",
                hint="The script sets it; look at the result if the look matters.",
                details={"font": font, "substitute": other},
            )


@rule("fonts_not_checked", severity=Severity.INFO)
def fonts_not_checked(context: Context) -> Iterator[Finding]:
    """Find cards whose fonts can't be checked: no list is kept, or the template doesn't tell."""
    unknown = [font for font in _used_fonts(context) if context.fonts.is_unknown(font)]
    if unknown:
        yield Finding(
            "Fonts were not checked: there is no list of the render machines’ fonts.",
            "Staff can put one in the admin, under fonts.",
            details={"fonts": unknown},
        )
    for one in context.text_matches if context.fonts.has_list else ():
        if not one.placeholder.font:
            yield one.finding(
                f"The template doesn’t tell the font of {quoted(one.placeholder.layer)}, so it"
                " was not checked.",
                hint="Look in After Effects whether the font is there.",
            )


@rule("characters_missing", severity=Severity.CRITICAL)
def characters_missing(context: Context) -> Iterator[Finding]:
    """Find characters that the font of a text doesn't have, where its file is at hand."""
    for one in context.text_matches:
        font = context.font_of(one)
        face = context.fonts.face(font)
        lacking = face.lacking(one.shown_words) if face else ()
        if font and lacking:
            more = f" and {len(lacking) - MOST_SHOWN} more" if len(lacking) > MOST_SHOWN else ""
            yield one.finding(
                f"The font {quoted(font)} lacks characters of {quoted(one.words)}:"
                f" {shown(lacking[:MOST_SHOWN])}{more}.",
                hint="Use other characters, or a font that has them.",
                details={"font": font, "characters": list(lacking[:50])},
            )


@rule("script_not_checked", severity=Severity.WARNING)
def script_not_checked(context: Context) -> Iterator[Finding]:
    """Find right-to-left, Chinese, Japanese or Korean text in a font whose file is not at hand."""
    for one in context.text_matches:
        font = context.font_of(one)
        scripts = sorted(_unusual_scripts(one.words))
        if scripts and context.fonts.face(font) is None:
            named = quoted(font) if font else "its font"
            yield one.finding(
                f"{quoted(one.words)} has {' and '.join(scripts)}; whether {named} holds that is"
                " not known.",
                hint="Try the text in After Effects, and see that it runs the right way.",
                details={"font": font, "scripts": scripts},
            )


def _used_fonts(context: Context) -> dict[str, list[ResolvedMatch]]:
    """Each font that the script leaves or sets, with the texts in it."""
    used: dict[str, list[ResolvedMatch]] = defaultdict(list)
    for one in context.text_matches:
        if font := context.font_of(one):
            used[font].append(one)
    return used


def _unusual_scripts(text: str) -> set[str]:
    names = (unicodedata.name(sign, "") for sign in set(text) if sign > LAST_USUAL)
    return {UNUSUAL[first] for name in names if (first := name.split(" ", 1)[0]) in UNUSUAL}


def _details(font: str, ones: Iterable[ResolvedMatch]) -> dict[str, object]:
    fonts = {one.placeholder.font for one in ones}
    return {
        "font": font,
        "template_fonts": sorted(name for name in fonts if name),
        "placeholder_ids": [one.placeholder.id for one in ones],
    }
