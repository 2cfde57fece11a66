"""The script's text: sound ECMAScript 3 whatever the names are, and always the same."""

from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripting import PackedJob, render_batch_script, render_script
from scripting.render import digest_of
from tests.scripting.cases import HOSTILE, plan
from tests.scripting.ecmascript import problems_of
from tests.scripting.golden import FOLDER, scripts

PARTS = sorted(
    entry.name for entry in (files("scripting") / "runtime").iterdir() if entry.name.endswith("jsx")
)


def _renamed(text: str) -> str:
    """A script in which every name and every text is that one."""
    made = plan(text)
    operations = tuple(
        replace(one, target=replace(one.target, composition=text, layer=text, placeholder_id=text))
        for one in made.operations
    )
    return render_script(replace(made, operations=operations, job_id=text))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_names_leave_one_sound_script(text: str) -> None:
    assert problems_of(_renamed(text)) == []


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters()))
def test_the_code_never_depends_on_a_name(text: str) -> None:
    code = _renamed("plain").split("// What happened", 1)[1]

    assert _renamed(text).split("// What happened", 1)[1] == code


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_comments_hold_nothing_that_came_from_outside(text: str) -> None:
    def comments(script: str) -> list[str]:
        lines = [line.strip() for line in script.splitlines()]
        return [line for line in lines if line.startswith("//") and "data" not in line]

    assert comments(_renamed(text)) == comments(_renamed("plain"))


def test_the_file_is_ascii_with_line_feeds_and_no_mark_before_it() -> None:
    script = _renamed("é\r\n😀")

    assert script.isascii()
    assert "\r" not in script
    assert script.startswith("// ")
    assert script.endswith("}());\n")


def test_equal_plans_make_equal_scripts_and_other_data_another_digest() -> None:
    assert render_script(plan()) == render_script(plan())
    assert digest_of(plan()) in render_script(plan()).splitlines()[3]
    assert digest_of(plan()) != digest_of(plan("Other"))


def test_each_part_of_the_runtime_gets_into_the_script() -> None:
    batch = render_batch_script([PackedJob("card-1", "card 1.aep", "card.aepx")])
    all_scripts = render_script(plan()) + batch

    for name in PARTS:
        first = (files("scripting") / "runtime" / name).read_text(encoding="ascii").splitlines()[0]
        assert first in all_scripts


@pytest.mark.parametrize(
    "source",
    [
        "(function () { let a = 1; }());",
        "(function () { var a = () => 1; }());",
        "(function () { var a = {b: 1,}; }());",
        "(function () { var a = {class: 1}; }());",
        "(function () { return a.default; }());",
        "(function () { return a && b || c; }());",
        "(function () { return a ? b : c ? d : e; }());",
        "(function () { var a = `x`; }());",
        "(function () {}()); var leaked = 1;",
    ],
)
def test_the_checker_itself_refuses_what_extendscript_trips_over(source: str) -> None:
    assert problems_of(source)


@pytest.mark.parametrize("name", sorted(scripts()))
def test_the_script_is_the_one_that_was_looked_at(name: str) -> None:
    expected = (FOLDER / name).read_bytes()

    assert scripts()[name].encode("ascii") == expected, "if that is meant: make golden"
