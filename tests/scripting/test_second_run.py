"""A filled project knows which job filled it, so a script that runs again does no harm."""

from dataclasses import replace

import pytest

from scripting import Plan, render_script
from scripting.dry_run import run_on
from tests.scripting.cases import plan, run, world

SAVED_ELSEWHERE = 'app.project.save(new File("/elsewhere/mine.aep"));'


def test_run_twice_it_imports_once_and_saves_in_place() -> None:
    once, twice = run(world()), run(world(), times=2)

    assert once.errors == twice.errors == ()
    assert twice.items == once.items
    assert twice.saved == once.saved == "/sandbox/card-1.aep"
    assert "FILLED_BEFORE" in twice.report


def test_the_mark_names_job_and_revision() -> None:
    assert run(world()).marks == ("Sixstage revision 1 of card-1",)


def test_a_later_revision_brings_the_project_up_to_date() -> None:
    second = replace(plan("Somebody Else"), revision=2)
    result = run_on(render_script(plan()) + render_script(second), world())

    assert result.errors == ()
    assert result.changes[-2].after == "Somebody Else"
    assert result.marks == ("Sixstage revision 2 of card-1",)
    assert result.saved == "/sandbox/card-1.aep"


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (replace(plan(), revision=3), "NEWER_REVISION"),
        (replace(plan(), job_id="other"), "OTHER_JOB"),
    ],
)
def test_what_another_job_or_a_later_revision_filled_is_left_alone(first: Plan, code: str) -> None:
    before = run_on(render_script(first), world())
    both = run_on(render_script(first) + render_script(plan()), world())

    assert code in both.report
    assert (both.changes, both.marks) == (before.changes, before.marks)
    assert both.exit_code == 1


def test_a_filled_project_that_was_saved_elsewhere_is_not_overwritten() -> None:
    result = run_on(render_script(plan()) + SAVED_ELSEWHERE + render_script(plan()), world())

    assert result.errors == ()
    assert result.saved == "/sandbox/card-1-2.aep"


def test_run_again_on_the_template_an_earlier_result_is_kept() -> None:
    model = world()
    model["files"]["/sandbox/card-1.aep"] = True

    assert run(model).saved == "/sandbox/card-1-2.aep"


def test_layers_that_would_take_their_new_words_for_a_name_are_found_again_without_ids() -> None:
    look = "if (app.project.item(1).layer(1).name !== 'player1') { throw new Error('renamed'); }"
    result = run_on(render_script(plan()) * 2 + look, world(version=18.0))

    assert result.errors == ()
    assert [one.after for one in result.changes] == ["Ben Forman", "02-photo.png"] * 2
