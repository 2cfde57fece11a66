"""Fonts: whether the render machines have them, may use them, and they hold the characters."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from validation.context import Context, ResolvedMatch
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted

# First word of a character's Unicode name; most fonts hold none of these.
FOREIGN: Final = frozenset(
    {"HEBREW", "ARABIC", "SYRIAC", "THAANA", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}
)


@rule("font_missing", severity=Severity.CRITICAL)
def font_missing(context: Context) -> Iterator[Finding]:
    """Find fonts of the template that the render machines lack and nobody agreed to replace."""
    fonts = context.surroundings.fonts
    for font, ones in _template_fonts(context).items():
        if fonts and font not in fonts.installed and font not in fonts.substitutes:
            yield ones[0].finding(
                f"The render machines don't have the font {quoted(font)} of"
                f" {quoted(ones[0].placeholder.layer)}.",
                hint="Have it installed and put on the list, or agree to another in its place.",
                details=_details(font, ones),
            )


@rule("font_not_allowed", severity=Severity.CRITICAL)
def font_not_allowed(context: Context) -> Iterator[Finding]:
    """Find fonts of the template that are not allowed for the job's client."""
    fonts = context.surroundings.fonts
    for font, ones in _template_fonts(context).items():
        if fonts and font in fonts.not_allowed:
            yield ones[0].finding(
                f"The font {quoted(font)} of {quoted(ones[0].placeholder.layer)} is not allowed"
                " for this client.",
                hint="Ask who keeps the list of fonts, or use another template.",
                details=_details(font, ones),
            )


@rule("font_substituted", severity=Severity.INFO)
def font_substituted(context: Context) -> Iterator[Finding]:
    """Find fonts of the template that are replaced, as somebody agreed to."""
    fonts = context.surroundings.fonts
    for font, ones in _template_fonts(context).items():
        if fonts and font not in fonts.installed and font in fonts.substitutes:
            other = fonts.substitutes[font]
            yield ones[0].finding(
                f"{quoted(other)} stands in for the font {quoted(font)}, as was agreed.",
                hint="Nothing is to be done, unless the look matters here.",
                details=_details(font, ones) | {"substitute": other},
            )


@rule("card_font_missing", severity=Severity.INFO)
def card_font_missing(context: Context) -> Iterator[Finding]:
    """Find fonts of the card that the render machines lack; the template's are used instead."""
    fonts = context.surroundings.fonts
    seen: dict[str, ResolvedMatch] = {}
    for one in context.text_matches:
        for font in one.layer.text.fonts if one.layer.text else ():
            seen.setdefault(font, one)
    for font, one in seen.items():
        if fonts and font not in fonts.installed:
            yield one.finding(
                f"The card's text {quoted(one.layer.name)} is set in {quoted(font)}, which the"
                " render machines don't have.",
                hint="The template's font is used; compare the look if it matters.",
                details={"font": font},
            )


@rule("fonts_not_checked", severity=Severity.INFO)
def fonts_not_checked(context: Context) -> Iterator[Finding]:
    """Find cards whose fonts can't be checked: no list is kept, or the template doesn't tell."""
    if context.text_matches and context.surroundings.fonts is None:
        yield Finding(
            "Fonts were not checked: there is no list of the render machines' fonts.",
            "Upload the list in the admin, under fonts.",
        )
    for one in context.text_matches:
        if not one.placeholder.font:
            yield one.finding(
                f"The template doesn't tell the font of {quoted(one.placeholder.layer)},"
                " so it was not checked.",
                hint="Look in After Effects whether the font is there.",
            )


@rule("characters_missing", severity=Severity.CRITICAL)
def characters_missing(context: Context) -> Iterator[Finding]:
    """Find characters that the template's font doesn't have, where the server has the font."""
    for one in context.text_matches:
        font = _used_font(context, one)
        lacking = context.surroundings.typesetter.lacking(_content(one), font)
        if lacking:
            yield one.finding(
                f"The font {quoted(font or '')} has no {quoted(' '.join(lacking[:12]))}, which"
                f" {quoted(_content(one))} needs.",
                hint="Use other characters, or a font that has them.",
                details={"font": font, "characters": list(lacking[:50])},
            )


@rule("script_not_checked", severity=Severity.WARNING)
def script_not_checked(context: Context) -> Iterator[Finding]:
    """Find right-to-left, Chinese, Japanese or Korean text in a font that could not be asked."""
    for one in context.text_matches:
        font = _used_font(context, one)
        scripts = sorted(_foreign_scripts(_content(one)))
        if scripts and context.surroundings.typesetter.lacking("", font) is None:
            yield one.finding(
                f"{quoted(_content(one))} is written in {' and '.join(scripts)}; whether"
                f" {quoted(font or 'the font')} has that script is not known.",
                hint="Try the text in the template, and see that it runs the right way.",
                details={"font": font, "scripts": scripts},
            )


def _template_fonts(context: Context) -> dict[str, list[ResolvedMatch]]:
    used: dict[str, list[ResolvedMatch]] = defaultdict(list)
    for one in context.text_matches:
        if one.placeholder.font:
            used[one.placeholder.font].append(one)
    return used


def _used_font(context: Context, one: ResolvedMatch) -> str | None:
    """The template's font, or what stands in for it."""
    fonts, font = context.surroundings.fonts, one.placeholder.font
    if fonts is None or font is None or font in fonts.installed:
        return font
    return fonts.substitutes.get(font, font)


def _foreign_scripts(text: str) -> set[str]:
    names = {unicodedata.name(sign, "").split(" ", 1)[0] for sign in set(text) if ord(sign) > 0x58F}
    return {name if name == "CJK" else name.capitalize() for name in names & FOREIGN}


def _content(one: ResolvedMatch) -> str:
    return one.layer.text.content if one.layer.text else ""


def _details(font: str, ones: list[ResolvedMatch]) -> dict[str, object]:
    return {"font": font, "placeholder_ids": [one.placeholder.id for one in ones]}
