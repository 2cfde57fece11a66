"""The hand-written parts, really run against the model of After Effects."""

from typing import Any

import pytest

from scripting import render_script
from scripting.dry_run import DryRunResult, HostModel, run_on
from tests.scripting.cases import HOSTILE, plan, run, world


def _layers(model: HostModel) -> list[dict[str, Any]]:
    layers: list[dict[str, Any]] = model["comps"][0]["layers"]
    return layers


def _changed(result: DryRunResult) -> list[tuple[str, str]]:
    return [(one.layer_id, one.after) for one in result.changes]


def _codes(result: DryRunResult) -> list[str]:
    """The codes of the report, in order."""
    return [line[8:].split()[0].rstrip(":") for line in result.report.splitlines()[2:]]


BOTH = [("101", "Ben Forman"), ("102", "02-photo.png")]


def test_fills_text_and_picture_and_saves_under_the_new_name() -> None:
    result = run(world())

    assert result.errors == ()
    assert _changed(result) == BOTH
    assert _codes(result) == ["TEXT_SET", "IMAGE_SET", "SAVED"]
    assert result.saved == "/sandbox/card-1.aep"
    assert (result.exit_code, result.dialogs) == (0, 1)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_words_arrive_as_they_are(text: str) -> None:
    made = plan(text)
    result = run_on(render_script(made), world(made))

    assert result.errors == ()
    assert result.changes[0].after == made.operations[0].words  # type: ignore[union-attr] # text


def test_every_keyframe_of_an_animated_text_is_set() -> None:
    model = world()
    _layers(model)[0]["keyframes"] = 3
    result = run(model)

    assert result.errors == ()
    assert _changed(result) == [BOTH[0]] * 3 + [BOTH[1]]
    assert "TEXT_KEYFRAMED" in _codes(result)


def test_a_text_under_an_expression_keeps_its_own_style_and_is_warned_of() -> None:
    model = world()
    _layers(model)[0]["expression"] = "time"
    result = run(model)

    assert result.errors == ()
    assert _changed(result) == BOTH
    assert "TEXT_BY_EXPRESSION" in _codes(result)


def test_locked_layers_are_filled_and_locked_again() -> None:
    model = world()
    for layer in _layers(model):
        layer["locked"] = True
    look = "if (!app.project.item(1).layer(1).locked) { throw new Error('left unlocked'); }"
    result = run_on(render_script(plan()) + look, model)

    assert result.errors == ()
    assert _changed(result) == BOTH


def test_a_layer_that_is_gone_is_reported_and_the_rest_is_done() -> None:
    model = world()
    del _layers(model)[0]
    result = run(model)

    assert _changed(result) == [BOTH[1]]
    assert _codes(result) == ["LAYER_NOT_FOUND", "IMAGE_SET", "SAVED"]
    assert result.exit_code == 1


def test_a_composition_that_is_gone_is_reported_and_nothing_is_saved() -> None:
    model = world()
    model["comps"][0]["name"] = "another"
    result = run(model)

    assert result.changes == ()
    assert _codes(result) == ["COMP_NOT_FOUND", "COMP_NOT_FOUND", "NOT_SAVED"]
    assert result.saved is None


def test_another_layer_of_the_same_name_is_never_touched() -> None:
    model = world()
    _layers(model).insert(0, _layers(model)[0] | {"id": 900})
    model["comps"].append(
        model["comps"][0] | {"id": 12, "layers": [{**_layers(model)[0], "id": 901}]}
    )
    result = run(model)

    assert result.errors == ()
    assert _changed(result) == BOTH


def test_an_id_that_belongs_to_another_composition_is_not_followed() -> None:
    model = world()
    here = model["comps"][0]
    model["comps"].append(here | {"id": 12, "name": "copy"})
    model["comps"][0] = here | {"layers": [one | {"id": one["id"] + 500} for one in here["layers"]]}
    result = run(model)

    assert result.errors == ()
    assert _changed(result) == [("601", "Ben Forman"), ("602", "02-photo.png")]


def test_without_ids_a_name_that_several_layers_have_is_refused() -> None:
    model = world(version=18.0)
    first = _layers(model)[0]
    _layers(model)[:0] = [first | {"id": 900, "name": "inserted"}, first | {"id": 901}]
    result = run(model)

    assert _codes(result) == ["LAYER_AMBIGUOUS", "IMAGE_SET", "SAVED"]


def test_without_ids_a_layer_is_found_by_its_place_and_name() -> None:
    result = run(world(version=18.0))

    assert result.errors == ()
    assert _changed(result) == BOTH


def test_a_missing_picture_is_reported_and_the_rest_is_done() -> None:
    model = world()
    del model["files"]["/sandbox/assets/02-photo.png"]
    result = run(model)

    assert _changed(result) == [BOTH[0]]
    assert _codes(result) == ["TEXT_SET", "ASSET_MISSING", "SAVED"]


def test_without_the_right_to_write_files_all_is_done_and_shown() -> None:
    result = run(world(mayWrite=False))

    assert _changed(result) == BOTH
    assert result.report == ""
    assert result.saved == "/sandbox/card-1.aep"
    assert result.dialogs == 1


def test_no_dialog_is_opened_where_nobody_can_answer() -> None:
    result = run(world(headless=True))

    assert result.errors == ()
    assert result.dialogs == 0


def test_a_script_sent_as_text_asks_for_its_folder() -> None:
    result = run(world(scriptFile="", chosenFolder="/sandbox"))

    assert result.errors == ()
    assert _changed(result) == BOTH


@pytest.mark.parametrize("headless", [True, False])
def test_without_a_folder_nothing_is_done(*, headless: bool) -> None:
    result = run(world(scriptFile="", headless=headless))

    assert (result.changes, result.saved, result.exit_code) == ((), None, 1)


def test_a_folder_with_percent_signs_and_spaces_is_found() -> None:
    model = world(folder="/a b/50%25é", scriptFile="/a%20b/50%2525%C3%A9/card-1.jsx")
    model["files"] = {"/a b/50%25é/assets/02-photo.png": True}
    result = run(model)

    assert result.errors == ()
    assert result.saved == "/a b/50%25é/card-1.aep"


def test_a_font_that_is_not_installed_is_named() -> None:
    result = run(world(missingFonts={"Impact": True}))

    assert "FONT_MISSING  player1: Impact is not installed" in result.report


def test_a_null_layer_is_not_filled_in_vain() -> None:
    model = world()
    _layers(model)[1]["nullLayer"] = True

    assert _codes(run(model)) == ["TEXT_SET", "NULL_LAYER", "SAVED"]


def test_a_picture_gets_the_pixels_of_the_one_it_replaces() -> None:
    model = world()
    _layers(model)[1]["source"]["pixelAspect"] = 1.09
    result = run(model, times=2)

    assert result.errors == ()
    assert _codes(result).count("IMAGE_SET") == 1


def test_a_text_placeholder_that_became_a_picture_is_reported() -> None:
    model = world()
    _layers(model)[0]["type"] = "AVLayer"

    assert _codes(run(model)) == ["NO_TEXT", "IMAGE_SET", "SAVED"]


def test_a_text_of_several_styles_is_told_before_they_are_lost() -> None:
    model = world()
    _layers(model)[0]["mixed"] = True
    before_ranges = {**model, "version": 24.0}

    assert "TEXT_MIXED" in _codes(run(model))
    assert "TEXT_MIXED" not in _codes(run(before_ranges))


def test_the_templates_missing_footage_is_named() -> None:
    missing = {"id": 7, "name": "sky.mov", "width": 10, "height": 10, "missing": True}
    result = run(world(footage=[missing, {**missing, "id": 8, "missing": False}]))

    assert result.errors == ()
    assert result.report.count("FOOTAGE_MISSING: After Effects can't find sky.mov") == 1
