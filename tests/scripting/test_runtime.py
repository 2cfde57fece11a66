"""What a script does in After Effects, as far as the dry run's model knows it."""

import pytest

from extraction import Match, MatchDocument
from scripting import render_script
from scripting.dry_run import DryRunResult, run_on
from tests.factories import (
    make_image_placeholder,
    make_placeholder,
    make_psd,
    make_template,
    make_text_layer,
)
from tests.scripting.cases import card_model, card_plan, layer_of, run

TEXT, IMAGE = 1, 2  # indices of the card's layers


def codes(result: DryRunResult) -> list[str]:
    """The report's codes in order."""
    return [line[8:].split()[0].rstrip(":") for line in result.report.splitlines()[2:]]


def filled(result: DryRunResult) -> dict[str, str]:
    """What came to stand in each layer, by id."""
    return {one.layer_id: one.after for one in result.changes}


def test_fills_both_places_saves_beside_itself_and_reports_once() -> None:
    plan = card_plan()
    result = run(plan, card_model(plan))

    assert result.errors == ()
    assert filled(result) == {"101": "BEN FORMAN", "102": "02-cutout.png"}
    assert result.saved == "/sandbox/card-1.aep"
    assert codes(result) == ["TEXT_SET", "IMAGE_SET", "SAVED"]
    assert (result.exit_code, result.dialogs) == (0, 1)


def test_lines_reach_after_effects_as_paragraphs() -> None:
    psd = make_psd(make_text_layer("2", "ONE\nTWO"))
    plan = card_plan(MatchDocument((Match("2", "11:1"),)), psd)

    assert filled(run(plan, card_model(plan))) == {"101": "ONE\rTWO"}


def test_every_keyframe_of_an_animated_text_is_set() -> None:
    plan = card_plan()
    model = card_model(plan)
    layer_of(model, TEXT)["keyframes"] = 3
    result = run(plan, model)

    assert result.errors == ()
    assert [one.after for one in result.changes if one.kind == "text"] == ["BEN FORMAN"] * 3
    assert "TEXT_KEYFRAMED" in codes(result)


def test_a_text_under_an_expression_keeps_its_own_style_and_is_warned_of() -> None:
    plan = card_plan()
    model = card_model(plan)
    layer_of(model, TEXT)["expression"] = "comp('other').name"
    result = run(plan, model)

    assert result.errors == ()
    assert filled(result)["101"] == "BEN FORMAN"
    assert "TEXT_BY_EXPRESSION" in codes(result)


def test_locked_layers_are_filled_and_locked_again() -> None:
    plan = card_plan()
    model = card_model(plan)
    layer_of(model, TEXT)["locked"] = layer_of(model, IMAGE)["locked"] = True
    result = run(plan, model)

    assert result.errors == ()
    assert set(filled(result)) == {"101", "102"}
    assert result.locked == ("101", "102")


@pytest.mark.parametrize("version", [18.4, 22.0, 25.0])
def test_a_layer_is_found_with_and_without_ids_of_layers(version: float) -> None:
    plan = card_plan()
    result = run(plan, card_model(plan, version=version))

    assert result.errors == ()
    assert set(filled(result)) == {"101", "102"}


def test_of_layers_with_one_name_the_right_one_is_filled_in_every_version() -> None:
    template = make_template(*(make_placeholder(k, layer="name") for k in (1, 2, 3)))
    plan = card_plan(MatchDocument((Match("2", "11:2"),)), template=template)

    for version in (18.4, 25.0):
        result = run(plan, card_model(plan, template, version=version))
        assert filled(result) == {"102": "BEN FORMAN"}


def test_a_layer_that_was_moved_is_found_by_its_name() -> None:
    plan = card_plan()
    model = card_model(plan, version=18.4)
    model["comps"][0]["layers"].reverse()

    assert set(filled(run(plan, model))) == {"101", "102"}


def test_where_several_layers_might_be_meant_none_is_touched() -> None:
    template = make_template(*(make_placeholder(k, layer="name") for k in (1, 2, 3)))
    plan = card_plan(MatchDocument((Match("2", "11:2"),)), template=template)
    model = card_model(plan, template, version=18.4)
    layer_of(model, 2)["name"] = "renamed"
    result = run(plan, model)

    assert result.changes == ()
    assert codes(result) == ["LAYER_AMBIGUOUS", "NOT_SAVED"]


def test_a_layer_that_is_gone_is_reported_and_the_rest_is_done() -> None:
    plan = card_plan()
    model = card_model(plan)
    del model["comps"][0]["layers"][0]
    result = run(plan, model)

    assert filled(result) == {"102": "02-cutout.png"}
    assert codes(result) == ["LAYER_NOT_FOUND", "IMAGE_SET", "SAVED"]
    assert result.exit_code == 1


def test_a_layer_of_the_same_name_in_another_composition_is_never_touched() -> None:
    plan = card_plan()
    model = card_model(plan)
    model["comps"][0]["name"] = "renamed"
    result = run(plan, model)

    assert result.changes == ()
    assert codes(result) == ["COMP_NOT_FOUND", "COMP_NOT_FOUND", "NOT_SAVED"]
    assert result.saved is None


def test_a_composition_with_a_new_id_is_found_by_its_name_unless_two_have_it() -> None:
    plan = card_plan()
    model = card_model(plan)
    model["comps"][0]["id"] = 4711
    second = {**model["comps"][0], "id": 4712, "layers": []}

    assert run(plan, model).errors == ()
    model["comps"].append(second)
    assert codes(run(plan, model))[0] == "COMP_AMBIGUOUS"


def test_a_picture_that_is_missing_is_reported_and_the_rest_is_done() -> None:
    plan = card_plan()
    model = card_model(plan)
    del model["files"]["/sandbox/assets/02-cutout.png"]
    result = run(plan, model)

    assert filled(result) == {"101": "BEN FORMAN"}
    assert codes(result) == ["TEXT_SET", "ASSET_MISSING", "SAVED"]
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("changed", "code"), [({"nullLayer": True}, "NULL_LAYER"), ({"source": None}, "NO_SOURCE")]
)
def test_a_layer_that_can_show_no_picture_is_reported(
    changed: dict[str, object], code: str
) -> None:
    plan = card_plan()
    model = card_model(plan)
    layer_of(model, IMAGE).update(changed)

    assert codes(run(plan, model)) == ["TEXT_SET", code, "SAVED"]


def test_a_text_layer_that_became_a_picture_is_reported() -> None:
    plan = card_plan()
    model = card_model(plan)
    layer_of(model, TEXT)["type"] = "AVLayer"

    assert codes(run(plan, model))[0] == "NO_TEXT"


def test_a_hidden_layer_is_filled_and_stays_hidden() -> None:
    plan = card_plan()
    model = card_model(plan)
    layer_of(model, IMAGE)["enabled"] = False
    result = run(plan, model)

    assert "102" in filled(result)
    assert "LAYER_HIDDEN" in codes(result)


def test_a_font_that_is_not_installed_is_named() -> None:
    plan = card_plan()
    result = run(plan, card_model(plan, missingFonts={"RUSHFLOW": True}))

    assert "FONT_MISSING  player1fullname: RUSHFLOW is not installed" in result.report
    assert result.exit_code == 0


def test_without_the_right_to_write_the_report_is_shown_and_the_project_saved() -> None:
    plan = card_plan()
    result = run(plan, card_model(plan, mayWrite=False))

    assert result.errors == ()
    assert result.report == ""
    assert "REPORT_NOT_WRITTEN" in result.shown
    assert result.saved == "/sandbox/card-1.aep"


def test_without_a_user_nothing_is_asked_or_shown() -> None:
    plan = card_plan()
    with_folder = run(plan, card_model(plan, headless=True))
    without = run(plan, card_model(plan, headless=True, scriptFile=""))

    assert (with_folder.dialogs, with_folder.exit_code, with_folder.errors) == (0, 0, ())
    assert (without.dialogs, without.exit_code, without.changes) == (0, 1, ())


@pytest.mark.parametrize(("chosen", "saved"), [("/sandbox", "/sandbox/card-1.aep"), (None, None)])
def test_a_user_is_asked_for_the_folder_when_the_script_does_not_know_it(
    chosen: str | None, saved: str | None
) -> None:
    plan = card_plan()
    result = run(plan, card_model(plan, scriptFile="", chosenFolder=chosen))

    assert result.saved == saved
    assert ("NO_FOLDER" in result.shown) == (chosen is None)


def test_a_file_of_the_result_s_name_is_never_overwritten() -> None:
    plan = card_plan()
    model = card_model(plan)
    model["files"] |= {"/sandbox/card-1.aep": True, "/sandbox/card-1-2.aep": True}

    assert run(plan, model).saved == "/sandbox/card-1-3.aep"


def test_without_an_open_template_nothing_is_done() -> None:
    plan = card_plan()
    result = run(plan, card_model(plan, comps=[]))

    assert result.saved is None
    assert "NO_PROJECT" in result.shown
    assert result.exit_code == 1


@pytest.mark.parametrize("folder", ["/a b", "/50%25", "/é日本", "/it's"])
def test_a_folder_of_any_name_will_do(folder: str) -> None:
    plan = card_plan()
    files = {f"{folder}/assets/02-cutout.png": True}
    uri = folder.replace("%", "%25").replace(" ", "%20")
    result = run(plan, card_model(plan, folder=folder, files=files, scriptFile=f"{uri}/card-1.jsx"))

    assert result.errors == ()
    assert result.saved == f"{folder}/card-1.aep"


def test_run_twice_it_brings_in_nothing_new_and_saves_beside_the_first() -> None:
    plan = card_plan()
    script = render_script(plan)
    once, twice = run_on(script, card_model(plan)), run_on(script + script, card_model(plan))

    assert twice.errors == ()
    assert filled(twice) == filled(once)
    assert twice.items == once.items
    assert twice.saved == "/sandbox/card-1-2.aep"


def test_two_pictures_each_get_an_item_in_the_jobs_folder() -> None:
    template = make_template(*(make_image_placeholder(k) for k in (1, 2)))
    matches = MatchDocument((Match("3", "11:1"), Match("3", "11:2")))
    plan = card_plan(matches, template=template)
    result = run(plan, card_model(plan, template))

    assert result.items[1:] == ("Sixstage card-1", "01-cutout.png", "02-cutout.png")
