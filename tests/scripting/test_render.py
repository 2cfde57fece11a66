import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripting import render_script
from scripting.dry_run import dry_run
from tests.factories import make_image_placeholder, make_placeholder, make_template
from tests.scripting.cases import HOSTILE_NAMES, card_plan, hostile_plan
from tests.scripting.es3 import faults_of
from tests.scripting.golden.scripts import GOLDEN


def comments(script: str) -> list[str]:
    return [line.strip() for line in script.split("\n") if line.strip().startswith("//")]


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_scripts_are_those_that_were_looked_at(name: str) -> None:
    path, script = GOLDEN[name]

    assert script() == path.read_text(encoding="ascii"), "look at the change, then `make golden`"


def test_a_script_is_ecmascript_3_in_one_scope_without_extendscripts_traps() -> None:
    assert faults_of(render_script(card_plan())) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("(function () { let a = 1; }());", "Unexpected token"),
        ("(function () { return x.class; }());", "reserved"),
        ("(function () { return a ? b : c ? d : e; }());", "inside another"),
        ("(function () { return a && b || c; }());", "same rank"),
        ("(function () { for (var a in b) { } }());", "for-in"),
        ("(function () { return [1, 2,]; }());", "comma before"),
        ("var leaked = 1;", "one function scope"),
        ('//@include "x"\n(function () { }());', "carried out"),
    ],
)
def test_the_check_itself_finds_what_extendscript_gets_wrong(wrong: str, told: str) -> None:
    assert told in "\n".join(faults_of(wrong))


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=lambda name: ascii(name)[:20])
def test_a_hostile_name_stays_data(name: str) -> None:
    plan = hostile_plan(name)
    script = render_script(plan)
    template = make_template()
    ran = dry_run(
        script,
        template,
        {one.asset: (one.width, one.height) for one in plan.images},
        script_name=f"{plan.stem}.jsx",
    )

    assert faults_of(script) == []
    assert script.isascii()
    assert ran.errors == ()
    assert {one.layer_id for one in ran.changes} == {"101", "102"}


def test_no_comment_holds_a_name_of_anybodys() -> None:
    harmless = comments(render_script(card_plan()))
    hostile = comments(render_script(hostile_plan("*/ @include x\n//@include y")))

    assert [line for line in hostile if line not in harmless] == [
        line for line in hostile if line.startswith("// Job unnamed, revision 1, data ")
    ]


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_any_name_gives_ascii_lines_that_ecmascript_3_takes(name: str) -> None:
    script = render_script(hostile_plan(name))

    assert re.fullmatch(r"[\n\x20-\x7e]*", script)
    assert faults_of(script) == []


def test_templates_with_hostile_names_are_filled_as_well() -> None:
    for name in HOSTILE_NAMES:
        template = make_template(
            make_placeholder(1, layer=name, composition="lineup"),
            make_image_placeholder(2, layer=name + "2"),
        )
        plan = card_plan(template=template)
        ran = dry_run(
            render_script(plan),
            template,
            {one.asset: (one.width, one.height) for one in plan.images},
            script_name=f"{plan.stem}.jsx",
        )

        assert ran.errors == ()


def test_the_same_plan_gives_the_same_script_and_another_plan_another_digest() -> None:
    first, again = render_script(card_plan()), render_script(card_plan())
    other = render_script(card_plan(output_name="other.aep"))

    assert first == again
    assert comments(first)[2] != comments(other)[2]
