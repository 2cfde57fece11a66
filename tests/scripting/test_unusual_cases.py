"""Documents that no sound file gives, and projects changed since they were read."""

import math
from dataclasses import replace

import pytest
from hypothesis import given

from extraction import Composition, Match, MatchDocument, PsdDocument, TemplateDocument
from scripting import PlanImpossible, ScriptingError, build_plan, render_script
from scripting.dry_run import model_of, run_on
from tests.samples.any_documents import CARDS, MATCHES, TEMPLATES
from tests.scripting.cases import image_hole, psd, run, template, text_hole, world


@given(CARDS, TEMPLATES, MATCHES)
def test_any_documents_give_a_script_or_the_reason_why_not(
    card: PsdDocument, holes: TemplateDocument, matches: MatchDocument
) -> None:
    try:
        made = build_plan(card, holes, matches, job_id="card-1", output_name="card.aep")
    except ScriptingError as error:
        assert str(error).endswith(".")
        return
    assert render_script(made).isascii()


@pytest.mark.parametrize("side", [None, 0.0, -20.0, math.nan, math.inf, 1e9])
def test_a_side_that_is_no_size_is_refused_by_its_placeholders_name(side: float | None) -> None:
    holes = template(replace(image_hole(2), width=side))

    with pytest.raises(PlanImpossible, match="“photo”"):
        build_plan(psd(), holes, MatchDocument((Match("i", "11:2"),)), job_id="a", output_name="b")


@pytest.mark.parametrize("index", ["", "x", "0", "-1", "9" * 30, "9" * 5000, "²"])
def test_a_placeholder_without_a_usable_index_is_refused(index: str) -> None:
    holes = template(replace(text_hole(1), id=f"11:{index}"))
    matches = MatchDocument((Match("t", f"11:{index}"),))

    with pytest.raises(PlanImpossible, match="no layer index"):
        build_plan(psd(), holes, matches, job_id="a", output_name="b")


def test_run_twice_the_project_holds_the_same_items() -> None:
    once, twice = run(world()), run(world(), times=2)

    assert twice.errors == ()
    assert twice.items == once.items == ("card", "Sixstage card-1", "02-photo.png")


def test_locked_layers_are_locked_afterwards_and_no_others() -> None:
    model = world()
    model["comps"][0]["layers"][1]["locked"] = True

    assert run(model).locked == ("102",)


def test_what_could_not_be_written_to_a_file_is_shown() -> None:
    result = run(world(mayWrite=False))

    assert result.report == ""
    assert "REPORT_NOT_WRITTEN" in result.shown
    assert "SAVED" in result.shown


def test_a_composition_with_a_new_id_is_found_by_its_name_unless_two_have_it() -> None:
    model = world()
    model["comps"][0]["id"] = 4711

    assert run(model).errors == ()
    model["comps"].append({**model["comps"][0], "id": 4712, "layers": []})
    assert "COMP_AMBIGUOUS" in run(model).report


def test_a_hidden_layer_is_filled_and_stays_hidden() -> None:
    model = world()
    model["comps"][0]["layers"][1]["enabled"] = False
    result = run(model)

    assert [one.layer_id for one in result.changes] == ["101", "102"]
    assert "LAYER_HIDDEN" in result.report


def test_without_an_open_template_nothing_is_done() -> None:
    result = run(world(comps=[]))

    assert (result.saved, result.exit_code, result.changes) == (None, 1, ())
    assert "NO_PROJECT" in result.shown


def test_a_nested_composition_that_is_a_hole_gives_way_and_stays_in_the_project() -> None:
    (card,) = template().compositions
    words, hole = card.layers
    nested = Composition("20", "photo", 400, 300, 10.0, 25.0, ())
    card = replace(card, layers=(words, replace(hole, source_id=nested.id)))
    holed = replace(template(), compositions=(card, nested))
    matches = MatchDocument((Match("i", "11:2"),))
    made = build_plan(psd(), holed, matches, job_id="card-1", output_name="card 1.aep")
    pictures = {one.asset: (one.width, one.height) for one in made.images}

    result = run_on(render_script(made), model_of(holed, script_name="card.jsx", assets=pictures))

    assert result.errors == ()
    assert [(one.layer_id, one.before) for one in result.changes] == [("102", nested.name)]
    assert nested.name in result.items
