import math
import re

import pytest
from hypothesis import given

from extraction import (
    Box,
    Fit,
    LayerText,
    Match,
    MatchDocument,
    PsdDocument,
    TemplateDocument,
    TextRun,
)
from scripting import NothingToDo, PlanImpossible, ScriptingError, build_plan, planned_changes
from scripting.operations import ReplaceFootage, SetText
from scripting.plan import Plan
from scripting.render import render_script
from tests.factories import (
    make_image_placeholder,
    make_layer,
    make_placeholder,
    make_psd,
    make_template,
    make_text_layer,
)
from tests.samples.any_documents import CARDS, MATCHES, TEMPLATES

BOTH = MatchDocument((Match("2", "11:1"), Match("3", "11:2", fit=Fit.FIT)))


def plan_of(
    matches: MatchDocument = BOTH,
    psd: PsdDocument | None = None,
    template: TemplateDocument | None = None,
) -> Plan:
    return build_plan(
        psd or make_psd(),
        template or make_template(),
        matches,
        job_id="card-1",
        output_name="card 1.aep",
    )


def test_a_text_and_a_picture_become_one_operation_each_in_the_templates_order() -> None:
    backwards = MatchDocument(tuple(reversed(BOTH.matches)))
    words, picture = plan_of(backwards).operations

    assert isinstance(words, SetText)
    assert words.text == "BEN FORMAN"
    assert isinstance(picture, ReplaceFootage)
    assert (picture.psd_layer_id, picture.fit) == ("3", Fit.FIT)
    assert (picture.target.composition_id, picture.target.layer_index) == ("11", 2)


def test_a_picture_is_to_have_exactly_the_size_of_the_source_it_replaces() -> None:
    hole = make_image_placeholder(2, width=333.0, height=1080.0, bbox=Box(0, 0, 50, 50))
    (picture,) = plan_of(MatchDocument((Match("3", "11:2"),)), template=make_template(hole)).images

    assert (picture.width, picture.height) == (333, 1080)


def test_names_of_pictures_are_plain_and_differ_even_for_equal_layers() -> None:
    names = ("../etc/passwd", "../etc/passwd", "Größe ✓ 日本", "a\0b/c\\d%20", "x" * 300, "")
    layers = [make_layer(str(k), name=name) for k, name in enumerate(names, 1)]
    holes = [make_image_placeholder(k) for k in range(1, len(names) + 1)]
    matches = MatchDocument(tuple(Match(str(k), f"11:{k}") for k in range(1, len(names) + 1)))
    assets = [
        one.asset for one in plan_of(matches, make_psd(*layers), make_template(*holes)).images
    ]

    assert len(set(assets)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,60}\.png", name) for name in assets)


@pytest.mark.parametrize(
    ("match", "told"),
    [
        (Match("99", "11:1"), "is not in the Photoshop file"),
        (Match("2", "11:9"), "has no placeholder"),
        (Match("3", "11:1"), "has no text"),
    ],
)
def test_a_match_that_names_what_is_not_there_is_refused(match: Match, told: str) -> None:
    with pytest.raises(PlanImpossible, match=told):
        plan_of(MatchDocument((match,)))


def test_two_layers_for_one_placeholder_are_refused() -> None:
    with pytest.raises(PlanImpossible, match="Two layers"):
        plan_of(MatchDocument((Match("2", "11:1"), Match("2", "11:1"))))


@pytest.mark.parametrize("side", [None, 0.0, -20.0, math.nan, math.inf, 1e9])
def test_a_place_without_a_usable_size_is_refused(side: float | None) -> None:
    template = make_template(make_image_placeholder(2, width=side))

    with pytest.raises(PlanImpossible, match="“featuredimage1”"):
        plan_of(MatchDocument((Match("3", "11:2"),)), template=template)


@pytest.mark.parametrize("index", ["", "x", "0", "-1", "9" * 30, "9" * 5000, "²"])
def test_a_placeholder_without_a_usable_index_is_refused(index: str) -> None:
    template = make_template(make_placeholder(1, id=f"11:{index}"))

    with pytest.raises(PlanImpossible, match="no layer index"):
        plan_of(MatchDocument((Match("2", f"11:{index}"),)), template=template)


def test_without_a_match_there_is_nothing_to_do() -> None:
    with pytest.raises(NothingToDo, match="nothing for a script to do"):
        plan_of(MatchDocument())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("one\r\ntwo\nthree\u2028four\u2029five", "one\rtwo\rthree\rfour\rfive"),
        ("soft\u0003break\ttab", "soft\u0003break\ttab"),
        ("bell\a, null\0, half \ud800", "bell, null, half \ufffd"),
        ("\U0001f600 אבג e\u0301", "\U0001f600 אבג e\u0301"),
    ],
)
def test_words_are_as_after_effects_takes_them(content: str, words: str) -> None:
    psd = make_psd(make_text_layer("2", content))
    (one,) = plan_of(MatchDocument((Match("2", "11:1"),)), psd).operations

    assert isinstance(one, SetText)
    assert one.words == words


def test_the_preview_says_what_stands_there_and_what_will() -> None:
    words, picture = planned_changes(plan_of())

    assert (words.before, words.after, words.warnings) == ("player1fullname", "BEN FORMAN", ())
    assert (picture.composition, picture.layer) == ("lineup", "featuredimage1")
    assert picture.after == "cutout (1000 × 1100 px, fit)"


def test_the_preview_warns_of_empty_lines_of_several_lines_and_of_several_styles() -> None:
    runs = (TextRun("A", "Impact"), TextRun("B", "Arial"))
    text = LayerText("A\rB", ("Impact", "Arial"), runs=runs)
    layers = (make_text_layer("1", " "), make_text_layer("2"), make_text_layer("3"))
    psd = make_psd(*layers[:2], make_layer("3", kind=layers[0].kind, text=text))
    template = make_template(*(make_placeholder(k) for k in (1, 2, 3)))
    matches = MatchDocument(tuple(Match(str(k), f"11:{k}") for k in (1, 2, 3)))
    warnings = [row.warnings for row in planned_changes(plan_of(matches, psd, template))]

    assert warnings[0] == ("The text is empty.",)
    assert warnings[1] == ()
    assert [sentence.split(" has ")[1][:14] for sentence in warnings[2]] == [
        "several lines.",
        "several styles",
    ]


@given(CARDS, TEMPLATES, MATCHES)
def test_any_documents_give_a_script_or_the_reason_why_not(
    psd: PsdDocument, template: TemplateDocument, matches: MatchDocument
) -> None:
    try:
        plan = plan_of(matches, psd, template)
    except ScriptingError as error:
        assert str(error).endswith(".")
        return
    assert render_script(plan).isascii()
