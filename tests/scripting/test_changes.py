""" "What will change" is what the dry run saw, with what the script would warn of."""

from dataclasses import replace
from pathlib import Path

import pytest

from extraction import (
    Composition,
    CompositionLayer,
    Match,
    MatchDocument,
    TemplateDocument,
    read_template,
)
from extraction.template import ExposedKind, ExposedProperty, Expression
from scripting import DryRunFailed, Plan, PlannedChange, build_plan, planned_changes, render_script
from scripting.changes import changes_shown
from scripting.dry_run import model_of, run_on
from scripting.generator import try_out
from tests.scripting.cases import MATCHES, plan, psd, template

SOURCE_TEXT = "ADBE Text Properties/ADBE Text Document"


def _shown(found: TemplateDocument, made: Plan) -> tuple[PlannedChange, ...]:
    sizes = {one.asset: (one.width, one.height) for one in made.images}
    return changes_shown(made, try_out(made, render_script(made), found, sizes))


def _with(found: TemplateDocument, **facts: object) -> TemplateDocument:
    """The template, these facts told of its first layer."""
    (comp,) = found.compositions
    layers = (replace(comp.layers[0], **facts), *comp.layers[1:])  # type: ignore[arg-type] # by name
    return replace(found, compositions=(replace(comp, layers=layers),))


def test_shows_each_place_as_it_was_and_will_be() -> None:
    text, image = _shown(template(), plan())

    assert (text.placeholder_id, text.before, text.after) == ("11:1", "sample", "Ben Forman")
    assert (image.placeholder_id, image.before) == ("11:2", "photo")
    assert text.warnings == image.warnings == ()


@pytest.mark.parametrize(
    ("facts", "warning"),
    [
        ({"expressions": (Expression(SOURCE_TEXT),)}, "An expression drives this text"),
        ({"keyframes": (SOURCE_TEXT,)}, "The text is animated"),
        ({"enabled": False}, "The template hides this layer"),
    ],
)
def test_warns_of_what_the_script_found_in_the_template(
    facts: dict[str, object], warning: str
) -> None:
    (text, _) = _shown(_with(template(), **facts), plan())

    assert warning in text.warnings[0]


def test_a_locked_and_shy_layer_is_filled_all_the_same() -> None:
    (text, _) = _shown(_with(template(), locked=True, shy=True), plan())

    assert text.after == "Ben Forman"


def test_a_composition_that_is_seen_in_several_places_is_told() -> None:
    found = template()
    hole = replace(found.placeholders[0], places=(("5:1",), ("5:2",)))
    made = build_plan(
        psd(),
        replace(found, placeholders=(hole,)),
        MatchDocument((Match("t", "11:1"),)),
        job_id="card-1",
        output_name="x",
    )

    assert planned_changes(made)[0].warnings == (
        "Its composition is used in 2 places; all of them change.",
    )


def test_a_plan_that_the_template_can_not_take_is_refused_with_the_reason() -> None:
    with pytest.raises(DryRunFailed, match="NO_TEXT"):
        _shown(_with(template(), type="ShapeLayer"), plan())


def test_a_real_templates_own_footage_is_named(shared_data: Path) -> None:
    found = read_template(shared_data / "aepx" / "test-after-effects-project.aepx")
    hole = next(hole for hole in found.placeholders if hole.layer == "featuredimage1")
    matches = MatchDocument((Match("i", hole.id),))
    made = build_plan(psd(), found, matches, job_id="card-1", output_name="x")

    assert _shown(found, made)[0].before == "cutout.png"


@pytest.mark.parametrize(("modified", "warned"), [([True], True), ([False], False)])
def test_a_use_with_essential_graphics_values_of_its_own_is_told(
    modified: list[bool], *, warned: bool
) -> None:
    exposed = ExposedProperty("Name", ExposedKind.TEXT, "11", "101", SOURCE_TEXT)
    found = template()
    inner = replace(found.compositions[0], exposed=(exposed,))
    use = CompositionLayer(1, "501", "card in main", "AVLayer", source_id="11")
    outer = Composition("12", "main", 1200, 1500, layers=(use,))
    found = replace(found, compositions=(inner, outer))
    made = build_plan(psd(), found, MATCHES, job_id="card-1", output_name="x")
    sizes = {one.asset: (one.width, one.height) for one in made.images}
    model = model_of(found, script_name="x.jsx", assets=sizes)
    for control, changed in zip(model["comps"][1]["layers"][0]["controls"], modified, strict=True):
        control["modified"] = changed
    result = run_on(render_script(made), model)

    assert result.errors == ()
    assert ("OVERRIDDEN  player1: card in main in main" in result.report) is warned
    assert "OVERRIDDEN  photo" not in result.report
