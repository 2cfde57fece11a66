"""Each rule on real cards and templates: where it finds something; a good card has nothing.

Where no sample shows a trouble, one value of a real document is changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from extraction import (
    ExposedKind,
    FontSubstitute,
    FootageKind,
    Match,
    MatchDocument,
    PsdDocument,
    TemplateDocument,
    read_psd,
    read_template,
)
from extraction.template import Control
from tests.validation.checks import issues
from validation import Fonts, Surroundings, validate
from validation.rules import ALL_RULES
from validation.surroundings import ALONE

Files = tuple[PsdDocument, TemplateDocument]
Pair = tuple[str, str] | tuple[str, str, str]  # layer, placeholder, words put right by hand

NAMES: tuple[Pair, ...] = (("n3", "1:1"), ("n4", "1:2"), ("n5", "1:3"))
WHOLE: tuple[Pair, ...] = (*NAMES, ("n0", "1:4"))
LISTED = Fonts(has_list=True, there=frozenset({"RUSHFLOW"}))


def unchanged(files: Files) -> Files:
    return files


@dataclass(frozen=True)
class Case:
    """A card in a template; by itself the line-up card and template with everything in place."""

    pairs: tuple[Pair, ...] = WHOLE
    card: str = "lineup-card.psd"
    project: str = "test-after-effects-project.aep"
    fonts: Fonts = LISTED
    around: Surroundings = ALONE
    substitutes: tuple[FontSubstitute, ...] = ()
    change: Callable[[Files], Files] = unchanged


def with_words(words: str) -> Case:
    return Case((("n3", "1:1", words), *WHOLE[1:]))


def proposed(card: str, project: str, *pairs: Pair) -> Case:
    return Case(pairs, card, project)


def layers(**values: Any) -> Callable[[Files], Files]:
    """Changes all layers of the card."""

    def change(files: Files) -> Files:
        psd, template = files
        changed = tuple(replace(one, **values) for one in psd.layers)
        return replace(psd, layers=changed), template

    return change


def template_layers(**values: Any) -> Callable[[Files], Files]:
    """Changes all layers of the template."""

    def change(files: Files) -> Files:
        psd, template = files
        comps = tuple(
            replace(comp, layers=tuple(replace(one, **values) for one in comp.layers))
            for comp in template.compositions
        )
        return psd, replace(template, compositions=comps)

    return change


def untold_footage(files: Files) -> Files:
    psd, template = files
    footage = tuple(
        replace(one, missing=None) if one.kind is FootageKind.FILE else one
        for one in template.footage
    )
    return psd, replace(template, footage=footage)


def score(files: Files) -> Files:
    """The first place takes a number."""
    psd, template = files
    first, *others = template.placeholders
    hole = replace(first, control=Control(ExposedKind.SLIDER, "Score"))
    return psd, replace(template, placeholders=(hole, *others))


CUTOUT = Case((*NAMES, ("n2", "1:4")))
BLENDED = proposed("blend-modes-rgb-blend-modes.psd", "testProject.aepx", ("26", "24:1"))
POSTERIZED = proposed(
    "adjustments-posterize_16bits_rgb.psd", "music-video-template.aepx", ("71", "1:1")
)
NEED_A_FONT_FILE = {"characters_missing"}  # of which the samples have none
FOUND: dict[str, Case] = {
    "unknown_layer": Case((*NAMES, ("n99", "1:4"))),
    "unknown_placeholder": Case((*WHOLE, ("n2", "1:99"))),
    "wrong_kind": Case((*NAMES, ("n3", "1:4"))),
    "placeholder_filled_twice": Case((*WHOLE, ("n2", "1:4"))),
    "layer_used_twice": Case((("n3", "1:1"), ("n3", "1:2"), *WHOLE[2:])),
    "layer_without_pixels": proposed(
        "artboards.psd", "test-after-effects-project.aep", ("13", "1:4")
    ),
    "aspect_ratio_mismatch": CUTOUT,
    "upscaled_too_far": BLENDED,
    "upscaled": CUTOUT,
    "content_cropped": BLENDED,
    "orientation_differs": proposed("artboard.psd", "test-after-effects-project.aep", ("2", "1:4")),
    "beyond_canvas": Case((*NAMES, ("n1", "1:4"))),
    "touches_canvas_edge": CUTOUT,
    "nearly_transparent": Case(change=layers(opacity=0.1)),
    "effects_lost": POSTERIZED,
    "blend_mode_lost": BLENDED,
    "color_converted": POSTERIZED,
    "text_empty": with_words(" "),
    "no_number": Case(change=score),
    "text_too_long": with_words("MAXIMILIAN FEATHERSTONEHAUGH-CHOLMONDELEY"),
    "text_is_driven": proposed("adjustment-fillers.psd", "PONG.aep", ("6", "1:4")),
    "sample_text_left": with_words("FIRST LAST"),
    "case_differs": proposed("blend-and-clipping.psd", "Multiline.aep", ("16", "1440:7")),
    "spaces_at_ends": with_words(" BEN FORMAN"),
    "same_text_twice": proposed(
        "masks.psd", "prescan_1_flat_project.aep", ("554", "37:2"), ("553", "37:22")
    ),
    "font_missing": Case(fonts=Fonts(has_list=True)),
    "font_not_allowed": Case(fonts=replace(LISTED, not_allowed=frozenset({"RUSHFLOW"}))),
    "template_font_missing": Case((("n0", "1:4"),), fonts=Fonts(has_list=True)),
    "card_font_missing": replace(
        proposed("blend-and-clipping.psd", "Multiline.aep", ("16", "1440:7")),
        fonts=Fonts(has_list=True, there=frozenset({"Helvetica"})),
    ),
    "font_substituted": Case(substitutes=(FontSubstitute("RUSHFLOW", "Impact"),)),
    "script_not_checked": with_words("בן פורמן"),
    "fonts_not_checked": Case(fonts=Fonts()),
    "check_not_possible": proposed("artboard.psd", "1layer.aepx", ("8", "1:1")),
    "placeholder_unfilled": Case(NAMES),
    "optional_placeholder_unfilled": proposed(
        "blend-and-clipping.psd", "vertical-story.aep", ("16", "13:1")
    ),
    "hidden_layer_used": Case(change=layers(visible=False, shown=False)),
    "placeholder_hidden": Case(change=template_layers(enabled=False)),
    "placeholder_out_of_time": Case(change=template_layers(in_point=99.0, out_point=100.0)),
    "placeholder_locked": proposed("adjustment-fillers.psd", "PONG.aep", ("6", "1:4")),
    "footage_missing": Case(project="test-after-effects-project.aepx"),
    "footage_not_checked": Case(change=untold_footage),
    "card_sent_twice": Case(around=Surroundings(same_card=("card-2",))),
    "card_nearly_twice": Case(around=Surroundings(same_words=(("card-2", 0.0),))),
    "newer_card_sent": Case(around=Surroundings(newer_card=("card-2",))),
    "output_name_taken": Case(around=Surroundings(output_name="x", same_output=("card-2",))),
}


@lru_cache
def psd_of(path: Path) -> PsdDocument:
    return read_psd(path)


@lru_cache
def template_of(path: Path) -> TemplateDocument:
    return read_template(path)


def codes_of(case: Case, folder: Path) -> set[str]:
    template = next(iter(sorted(folder.rglob(case.project))))
    psd, project = case.change((psd_of(folder / "psd" / case.card), template_of(template)))
    matches = [
        replace(Match(layer, hole), text=words[0] if words else None)
        for layer, hole, *words in case.pairs
    ]
    document = MatchDocument(tuple(matches), font_substitutes=case.substitutes)
    report = validate(psd, project, document, fonts=case.fonts, surroundings=case.around)
    return {issue.code for issue in issues(report)}


def test_a_good_card_has_nothing(shared_data: Path) -> None:
    assert codes_of(Case(), shared_data) == set()


@pytest.mark.parametrize("code", FOUND)
def test_what_is_wrong_is_found(code: str, shared_data: Path) -> None:
    assert code in codes_of(FOUND[code], shared_data)


def test_every_rule_is_shown_on_real_files() -> None:
    assert {rule.code for rule in ALL_RULES} - set(FOUND) == NEED_A_FONT_FILE
