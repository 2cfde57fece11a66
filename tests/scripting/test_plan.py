"""Matches become operations, or a sentence says why they can't."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import Match, MatchDocument, TextRun
from scripting import NothingToDo, Plan, PlanImpossible, build_plan, planned_changes
from scripting.names import asset_name, project_name, safe_stem
from scripting.operations import SetText
from tests.scripting.cases import HOSTILE, MATCHES, image_hole, plan, psd, template, text_hole

SAFE = re.compile(r"[A-Za-z0-9._-]+")
ANY_NAME = st.text(st.characters()) | st.sampled_from(
    (*HOSTILE, "CON", "nul.x", ".", "..", "../..")
)


def _built(matches: MatchDocument, **holes: object) -> Plan:
    found = template(text_hole(), replace(image_hole(), **holes))  # type: ignore[arg-type] # by name
    return build_plan(psd(), found, matches, job_id="j", output_name="x")


def test_operations_follow_the_order_of_the_template() -> None:
    turned = MatchDocument(tuple(reversed(MATCHES.matches)))

    assert _built(turned).operations == _built(MATCHES).operations
    assert [one.target.layer_index for one in _built(MATCHES).operations] == [1, 2]


def test_a_picture_is_made_to_the_size_of_the_source_it_replaces() -> None:
    (image,) = _built(MATCHES, width=640.4, height=0.2).images

    assert (image.width, image.height) == (640, 1)


@pytest.mark.parametrize(
    ("matches", "sentence"),
    [
        ((Match("gone", "11:1"),), "“player1” is not in the Photoshop file"),
        ((Match("t", "11:9"),), "no placeholder “11:9”"),
        ((Match("i", "11:1"),), "“player1” has no text"),
        ((Match("t", "11:1"), Match("i", "11:1")), "Two layers"),
    ],
)
def test_a_match_that_cannot_be_carried_out_is_named(
    matches: tuple[Match, ...], sentence: str
) -> None:
    with pytest.raises(PlanImpossible, match=sentence):
        _built(MatchDocument(matches))


@pytest.mark.parametrize(
    ("size", "sentence"), [((None, 3.0), "not known"), ((30_000.0, 30_000.0), "too many pixels")]
)
def test_a_place_without_a_usable_size_is_refused(
    size: tuple[float | None, float], sentence: str
) -> None:
    with pytest.raises(PlanImpossible, match=sentence):
        _built(MATCHES, width=size[0], height=size[1])


def test_no_match_is_nothing_to_do() -> None:
    with pytest.raises(NothingToDo):
        _built(MatchDocument())


def test_says_what_it_will_change_and_what_to_look_out_for() -> None:
    made = plan("two\nlines")
    assert isinstance(made.operations[0], SetText)
    styled = replace(made.operations[0], styles=2)
    text, image = planned_changes(replace(made, operations=(styled, *made.images)))

    assert (text.layer, text.before, text.after) == ("player1", "sample", "two\rlines")
    assert len(text.warnings) == 2
    assert image.after == "cutout (400 × 300 px, fit)"
    assert image.warnings == ()


def test_styles_within_a_text_are_counted() -> None:
    card = psd()
    text = card.layers[0].text
    assert text is not None
    runs = (TextRun("Ben ", "A"), TextRun("For", "B"), TextRun("man", "A"))
    layer = replace(card.layers[0], text=replace(text, runs=runs))
    made = build_plan(
        replace(card, layers=(layer, card.layers[1])),
        template(),
        MATCHES,
        job_id="j",
        output_name="x",
    )

    assert isinstance(made.operations[0], SetText)
    assert made.operations[0].styles == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\nb", "a\rb"),
        ("a\r\nb\rc", "a\rb\rc"),
        ("a\u2028b\u2029c", "a\rb\rc"),
        ("soft\x03break\ttab", "soft\x03break\ttab"),
        ("nul\0bell\x07", "nulbell"),
        ("\ud800", "\ufffd"),
    ],
)
def test_paragraphs_are_parted_as_after_effects_parts_them(text: str, words: str) -> None:
    (operation, _) = plan(text).operations

    assert isinstance(operation, SetText)
    assert operation.words == words


@pytest.mark.parametrize(
    ("asked", "stem", "project"),
    [
        ("card 1.aep", "card-1", "card-1.aep"),
        ("x.aepx", "x", "x.aepx"),
        ("x.aep.jsx", "x", "x.aep"),
        ("X.AEP", "X", "X.aep"),
        ("", "untitled", "untitled.aep"),
        ("../evil", "evil", "evil.aep"),
        ("C:\\temp\\evil.aep", "evil", "evil.aep"),
        ("Ünïcode 日本", "Unicode", "Unicode.aep"),
        ("日本", "untitled", "untitled.aep"),
        ("con.aep", "_con", "_con.aep"),
        ("con.x.aep", "_con.x", "_con.x.aep"),
        (".aep", "untitled", "untitled.aep"),
    ],
)
def test_output_names_are_safe_and_have_one_suffix(asked: str, stem: str, project: str) -> None:
    assert (safe_stem(asked), project_name(asked)) == (stem, project)


@given(ANY_NAME)
def test_no_name_leaves_its_folder_or_needs_quoting(name: str) -> None:
    for safe in (safe_stem(name), project_name(name), asset_name(1, name)):
        assert SAFE.fullmatch(safe)
        assert not safe.startswith((".", "-"))
        assert len(safe) < 100
    assert not safe_stem(name).lower().endswith((".aep", ".aepx", ".jsx"))
