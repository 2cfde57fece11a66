"""What Essential Graphics exposes is set for one use of a composition, and for no other."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from extraction import (
    Box,
    Composition,
    CompositionLayer,
    ExposedKind,
    Layer,
    LayerKind,
    Match,
    MatchDocument,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)
from extraction.exposed_uses import with_uses
from extraction.template import ExposedProperty
from scripting import (
    DryRunFailed,
    NotPopulated,
    Plan,
    PlanImpossible,
    build_plan,
    populate,
    render_script,
)
from scripting.changes import changes_shown
from scripting.colors import LayerColor, color_of
from scripting.dry_run import DryRunResult, HostModel, model_of, run_on
from scripting.generator import try_out
from tests.scripting.cases import image_hole, image_layer, text_hole, text_layer
from tests.scripting.ecmascript import problems_of

EXPOSED = (
    ExposedProperty("Name", ExposedKind.TEXT, "11", "101"),
    ExposedProperty("Photo", ExposedKind.MEDIA, "11", "102"),
    ExposedProperty("Score", ExposedKind.SLIDER, "11", "103"),
    ExposedProperty("Team", ExposedKind.COLOR, "11", "103"),
    ExposedProperty("Score", ExposedKind.SLIDER, "11", "104"),
)
SCORE, SECOND_SCORE, TEAM = "12:1:3", "12:1:5", "12:1:4"
CARD = PsdDocument(
    1200,
    1500,
    (
        text_layer("Ben Forman", "t"),
        text_layer("7", "n"),
        image_layer("cutout", "i"),
        Layer("c", "Team", "Team", LayerKind.FILL, Box(0, 0, 10, 10)),
    ),
)
COLORS = {"c": LayerColor("#ff8000", only=True)}


def _template() -> TemplateDocument:
    """A card that is used twice."""
    layers = (
        CompositionLayer(1, "101", "player1", "TextLayer"),
        CompositionLayer(2, "102", "photo", "AVLayer"),
    )
    uses = tuple(
        CompositionLayer(number, str(500 + number), f"card {number}", "AVLayer", source_id="11")
        for number in (1, 2)
    )
    comps = (
        Composition("11", "card", 1200, 1500, 10.0, 30.0, layers, exposed=EXPOSED),
        Composition("12", "main", 3000, 1500, 10.0, 30.0, uses),
    )
    document = TemplateDocument(comps, (text_hole(1), image_hole(2)))
    return with_uses(document, lambda *_: None)


def _matches() -> MatchDocument:
    """Everything for the first use, and the name alone for the second."""
    chosen = {"12:1:1": "t", "12:1:2": "i", SCORE: "n", TEAM: "c", SECOND_SCORE: "n", "12:2:1": "n"}
    return MatchDocument(tuple(Match(layer, hole) for hole, layer in chosen.items()))


def _plan() -> Plan:
    return build_plan(
        CARD, _template(), _matches(), job_id="card-1", output_name="x", colors=COLORS
    )


def _sizes(made: Plan) -> dict[str, tuple[int, int]]:
    return {one.asset: (one.width, one.height) for one in made.images}


def _world() -> HostModel:
    return model_of(_template(), script_name="x.jsx", assets=_sizes(_plan()))


def _run(model: HostModel) -> DryRunResult:
    return run_on(render_script(_plan()), model)


def test_each_use_gets_its_own_and_the_composition_stays() -> None:
    made = _plan()
    tried = try_out(made, render_script(made), _template(), _sizes(made))

    assert [(one.layer_id, one.control, one.kind, one.after) for one in tried.changes] == [
        ("501", "Name#1", "text", "Ben Forman"),
        ("501", "Photo#1", "media", "02-card-1-Photo.png"),
        ("501", "Score#1", "number", "7"),
        ("501", "Team#1", "color", "#ff8000"),
        ("501", "Score#2", "number", "7"),
        ("502", "Name#1", "text", "7"),
    ]
    rows = {row.placeholder_id: row for row in changes_shown(made, tried)}
    assert (rows["12:1:1"].layer, rows["12:1:1"].before) == ("card 1: Name", "sample")
    assert (rows[TEAM].after, rows[SCORE].after) == ("#ff8000", "7")
    assert "After Effects 2021" in rows[SCORE].warnings[0]


def test_the_script_is_sound_and_does_the_same_again() -> None:
    assert problems_of(render_script(_plan())) == []
    once, twice = _run(_world()), _run(_world() | {"runs": 2})

    assert twice.errors == ()
    assert twice.items == once.items


@pytest.mark.parametrize("kind", ["number", "color", "text"])
def test_all_keyframes_get_the_value(kind: str) -> None:
    model = _world()
    for control in model["comps"][1]["layers"][0]["controls"]:
        control["keyframes"] = 2 if control["kind"] == kind else 0
    result = _run(model)

    assert result.errors == ()
    control = {"number": "Score#1", "color": "Team#1", "text": "Name#1"}[kind]
    changed = [one for one in result.changes if one.key == ("12", "501", control)]
    assert len(changed) == 2


def test_a_locked_use_is_unlocked_for_the_change_alone() -> None:
    model = _world()
    model["comps"][1]["layers"][0]["locked"] = True
    result = _run(model)

    assert (result.errors, result.locked) == ((), ("501",))


def test_an_expression_that_may_hide_the_value_is_told() -> None:
    model = _world()
    model["comps"][1]["layers"][0]["controls"][2]["expression"] = "time"

    assert "CONTROL_BY_EXPRESSION  card 1" in _run(model).report


@pytest.mark.parametrize(
    ("place", "facts", "code"),
    [
        (2, {"min": 0, "max": 5}, "OUT_OF_RANGE  card 1: Score can't be 7"),
        (3, {"name": "Other"}, "NO_CONTROL  card 1: Essential Graphics exposes no Team"),
    ],
)
def test_what_can_not_be_set_is_skipped_with_the_reason(
    place: int, facts: dict[str, object], code: str
) -> None:
    model = _world()
    model["comps"][1]["layers"][0]["controls"][place] |= facts
    result = _run(model)

    assert code in result.report
    assert len(result.changes) == 5


def test_media_are_replaced_from_after_effects_18_on() -> None:
    assert "NO_MEDIA  card 1" in _run(_world() | {"version": 17.0}).report


def test_a_template_that_lost_a_control_gives_no_script() -> None:
    template = _template()
    comp = replace(template.compositions[0], exposed=EXPOSED[:2])
    made = _plan()
    without = replace(template, compositions=(comp, template.compositions[1]))

    with pytest.raises(DryRunFailed, match="NO_CONTROL"):
        try_out(made, render_script(made), without, _sizes(made))


def test_a_text_that_is_no_number_and_a_layer_without_colour_are_refused() -> None:
    words = MatchDocument((Match("t", SCORE),))
    with pytest.raises(PlanImpossible, match="“Score” is no number"):
        build_plan(CARD, _template(), words, job_id="a", output_name="b")

    with pytest.raises(PlanImpossible, match="no colour for “Team”"):
        build_plan(
            CARD, _template(), MatchDocument((Match("c", TEAM),)), job_id="a", output_name="b"
        )


def test_a_number_put_right_by_hand_is_taken() -> None:
    matches = MatchDocument((Match("t", SCORE, text=" -12,5 "),))
    made = build_plan(CARD, _template(), matches, job_id="card-1", output_name="x")

    tried = try_out(made, render_script(made), _template(), {})
    assert [one.after for one in tried.changes] == ["-12.5"]


def test_only_after_effects_sets_one_use(tmp_path: Path) -> None:
    with pytest.raises(NotPopulated, match="one use"):
        populate(tmp_path / "x.aep", _template(), _plan(), {})


def test_a_layers_colour_is_the_most_frequent_one_that_shows() -> None:
    picture = Image.new("RGBA", (300, 300), (0, 0, 255, 0))
    assert color_of(picture) is None
    picture.paste((255, 0, 0, 255), (0, 0, 300, 100))
    assert color_of(picture) == LayerColor("#ff0000", only=True)
    picture.paste((0, 255, 0, 255), (0, 100, 300, 150))
    assert color_of(picture) == LayerColor("#ff0000", only=False)


def test_placeholders_of_values_take_texts_and_pictures() -> None:
    kinds = {hole.id: hole.kind for hole in _template().placeholders if hole.takes_value}

    assert kinds[SCORE] is PlaceholderKind.TEXT
    assert kinds[TEAM] is PlaceholderKind.IMAGE
