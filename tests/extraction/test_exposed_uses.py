"""Compositions with exposed properties: what is filled once, and what for each use."""

from dataclasses import replace
from pathlib import Path

import py_aep
import pytest
from py_aep import CompItem, Property

from extraction import (
    Composition,
    CompositionLayer,
    ExposedKind,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
    read_template,
)
from extraction.decided_template import LayerDecision, apply_decisions
from extraction.exposed_uses import FOR_EACH_USE, MOST, with_uses
from extraction.template import ExposedProperty


def _expose(comp: CompItem) -> None:
    """A text, and the opacity of a solid."""
    group = comp.add_text("Ann").text
    assert group is not None
    words = group["ADBE Text Document"]
    assert isinstance(words, Property)
    assert words.add_to_motion_graphics_template_as(comp, "Player name")
    plate = comp.add_solid([0.5, 0.5, 0.5], "plate", 100, 80)
    opacity = plate.transform["ADBE Opacity"]
    assert isinstance(opacity, Property)
    assert opacity.add_to_motion_graphics_template_as(comp, "Strength")


def _project(path: Path, uses: int) -> Path:
    app = py_aep.new(platform="macos")
    root = app.project.root_folder
    card = root.add_comp("card", 400, 300, 1.0, 5.0, 25.0)
    main = root.add_comp("main", 1200, 900, 1.0, 5.0, 25.0)
    _expose(card)
    for number in range(uses):
        layer = main.add(card)
        position = layer.transform["ADBE Position"]
        assert isinstance(position, Property)
        position.value = [200.0 + 400 * number, 150.0, 0.0]
    app.project.save(path)
    return path


def _holes(path: Path) -> list[tuple[str, PlaceholderKind, ExposedKind | None]]:
    return [
        (hole.label, hole.kind, hole.control.kind if hole.control else None)
        for hole in read_template(path).placeholders
    ]


def test_a_composition_used_once_has_its_text_filled_itself(tmp_path: Path) -> None:
    assert sorted(_holes(_project(tmp_path / "once.aep", 1)), key=str) == [
        ("Player name", PlaceholderKind.TEXT, None),
        ("Strength", PlaceholderKind.TEXT, ExposedKind.SLIDER),
    ]


def test_a_composition_used_twice_has_a_text_and_a_number_for_each_use(tmp_path: Path) -> None:
    document = read_template(_project(tmp_path / "twice.aep", 2))
    ids = {comp.name: comp.id for comp in document.compositions}

    assert [hole.id.removeprefix(ids["main"]) for hole in document.placeholders] == [
        ":1:1",
        ":1:2",
        ":2:1",
        ":2:2",
    ]
    texts = [hole for hole in document.placeholders if hole.text]
    assert [(hole.text, hole.required) for hole in texts] == [("Ann", True)] * 2
    assert all(not hole.required for hole in document.placeholders if hole.takes_value)
    whys = {layer.why for comp in document.compositions for layer in comp.layers}
    assert FOR_EACH_USE in whys


def test_each_use_shows_its_text_at_its_own_place(tmp_path: Path) -> None:
    upper, lower = (
        hole for hole in read_template(_project(tmp_path / "x.aep", 2)).placeholders if hole.text
    )

    assert upper.bbox is not None
    assert lower.bbox is not None
    assert upper.bbox.left - lower.bbox.left == pytest.approx(400)


def test_a_composition_that_nobody_uses_has_no_placeholders_of_uses(tmp_path: Path) -> None:
    assert [control for _, _, control in _holes(_project(tmp_path / "x.aep", 0))] == [None]


def test_too_many_uses_are_filled_as_one() -> None:
    exposed = tuple(
        ExposedProperty(str(number), ExposedKind.SLIDER, "1", "5") for number in range(MOST + 1)
    )
    use = CompositionLayer(1, "9", "use", "AVLayer", source_id="1")
    card = Composition("1", "card", 400, 300, exposed=exposed)
    document = TemplateDocument((card, Composition("2", "main", 400, 300, layers=(use,))))

    assert with_uses(document, lambda *_: None) == document
    fewer = replace(card, exposed=exposed[:MOST])
    document = replace(document, compositions=(fewer, document.compositions[1]))
    assert len(with_uses(document, lambda *_: None).placeholders) == MOST


def test_two_layers_with_one_id_keep_a_placeholder_each() -> None:
    twins = tuple(CompositionLayer(index, "9", "name", "TextLayer") for index in (1, 2))
    comp = Composition("1", "card", 400, 300, layers=twins)
    holes = tuple(
        Placeholder(
            f"1:{index}", "card", "name", PlaceholderKind.TEXT, composition_id="1", layer_id="9"
        )
        for index in (1, 2)
    )
    document = TemplateDocument((comp,), holes)

    assert with_uses(document, lambda *_: None) == document


def test_what_staff_decide_of_other_layers_leaves_the_uses(tmp_path: Path) -> None:
    document = read_template(_project(tmp_path / "x.aep", 2))
    (text,) = (
        f"{comp.id}:{layer.index}"
        for comp in document.compositions
        for layer in comp.layers
        if layer.type == "TextLayer"
    )
    decided = apply_decisions(document, {text: LayerDecision(is_placeholder=True, name="All")})

    ids = {hole.id for hole in document.placeholders}
    assert {hole.id for hole in decided.placeholders} == {text} | ids
