from dataclasses import replace
from pathlib import Path

from extraction import (
    Box,
    LayerDecision,
    PlaceholderKind,
    TemplateDocument,
    apply_decisions,
    read_template,
)
from tests.samples import aepx as samples


def read(folder: Path) -> TemplateDocument:
    return read_template(samples.template(folder))


def place_of(document: TemplateDocument, name: str) -> str:
    (comp,) = document.compositions
    return next(f"{comp.id}:{layer.index}" for layer in comp.layers if layer.name == name)


def test_nothing_decided_changes_nothing(tmp_path: Path) -> None:
    document = read(tmp_path)
    assert apply_decisions(document, {}) is document
    assert apply_decisions(document, {"77:1": LayerDecision(is_placeholder=True)}) == document


def test_a_layer_becomes_a_placeholder_with_its_box(tmp_path: Path) -> None:
    document = read(tmp_path)
    place = place_of(document, "background")
    decided = apply_decisions(
        document, {place: LayerDecision(is_placeholder=True, name="Ground", required=False)}
    )
    hole = decided.placeholder(place)
    assert hole is not None
    assert (hole.kind, hole.label, hole.required) == (PlaceholderKind.IMAGE, "Ground", False)
    assert hole.bbox == Box(0, 0, 1200, 1500)
    assert hole.why == "decided by staff"
    assert decided.placeholders[-1] == hole  # in the order of layers
    assert decided.placeholders[:-1] == document.placeholders


def test_a_placeholder_becomes_artwork(tmp_path: Path) -> None:
    document = read(tmp_path)
    place = place_of(document, "player1fullname")
    decided = apply_decisions(document, {place: LayerDecision(is_placeholder=False)})
    assert decided == replace(document, placeholders=document.placeholders[1:])


def test_a_friendlier_name_leaves_the_rest_as_it_was(tmp_path: Path) -> None:
    document = read(tmp_path)
    first = document.placeholders[0]
    decided = apply_decisions(
        document, {first.id: LayerDecision(is_placeholder=True, name="Striker")}
    )
    assert decided.placeholders[0] == replace(first, label="Striker", why="decided by staff")
