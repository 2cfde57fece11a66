from pathlib import Path

import py_aep
import pytest
from py_aep import CompItem, Property

from extraction import ExposedKind, PlaceholderKind, read_template
from extraction.essential_graphics import exposed_properties
from extraction.riff import Chunk, ChunkList


def text_property(comp: CompItem, words: str) -> Property:
    group = comp.add_text(words).text
    assert group is not None
    source = group["ADBE Text Document"]
    assert isinstance(source, Property)
    return source


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A card shown twice, the second time within another; two of its parts are exposed."""
    app = py_aep.new(platform="macos")
    root = app.project.root_folder
    card, inner, main = (
        root.add_comp(name, 400 * size, 300, 1.0, 5.0, 25.0)
        for name, size in (("card", 1), ("inner", 2), ("main", 3))
    )
    assert text_property(card, "Ann").add_to_motion_graphics_template_as(card, "Player name")
    assert text_property(card, "Vs.").value
    plate = card.add_solid([0.5, 0.5, 0.5], "plate", 100, 80)
    opacity = plate.transform["ADBE Opacity"]
    assert isinstance(opacity, Property)
    assert opacity.add_to_motion_graphics_template_as(card, "Strength")
    for user, used in ((inner, card), (main, card), (main, inner)):
        user.add(used)
    path = tmp_path / "exposed.aep"
    app.project.save(path)
    return path


def test_an_exposed_text_is_a_placeholder_under_its_given_name(project: Path) -> None:
    document = read_template(project)
    (card,) = (comp for comp in document.compositions if comp.name == "card")
    assert [(one.name, one.kind) for one in card.exposed] == [
        ("Player name", ExposedKind.TEXT),
        ("Strength", ExposedKind.SLIDER),
    ]
    assert card.exposed[1].property == "ADBE Transform Group/ADBE Opacity"
    named = [hole for hole in document.placeholders if hole.label == "Player name"]
    assert [hole.kind for hole in named] == [PlaceholderKind.TEXT] * 2
    assert named[0].why == "exposed in Essential Graphics as “Player name”"


def test_a_placeholder_of_a_composition_used_twice_comes_once_with_its_places(
    project: Path,
) -> None:
    document = read_template(project)
    ids = {comp.name: comp.id for comp in document.compositions}
    assert [comp.name for comp in document.compositions if comp.main] == ["main"]
    (hole,) = (hole for hole in document.placeholders if hole.text == "Vs.")
    main, inner = ids["main"], ids["inner"]
    assert set(hole.places) == {(f"{main}:2",), (f"{main}:1", f"{inner}:1")}


def test_what_is_no_controller_is_passed_over() -> None:
    place = ChunkList("CPrp", (Chunk("CCId", b"\0\0\0\1"), Chunk("CLId", b""), Chunk("Utf8", b"[")))
    controllers = (
        ChunkList("CCtl", (Chunk("CTyp", b"\0\0\0\x0a"), place)),
        ChunkList("CCtl", (Chunk("CTyp", b""), place)),
        ChunkList("CCtl"),
    )
    item = ChunkList("Item", (ChunkList("CIF3", controllers),))
    assert exposed_properties(item) == ()


@pytest.mark.parametrize("stored", ["[", "[]", '{"0": 3}', '{"a": {}}', "[" * 100_000])
def test_a_path_that_is_none_leaves_the_name(stored: str) -> None:
    number = Chunk("CCId", b"\0\0\0\1")
    place = ChunkList("CPrp", (number, Chunk("CLId", b"\0\0\0\2"), Chunk("Utf8", stored.encode())))
    names = ChunkList("CpS2", (Chunk("Utf8", b"Title"),))
    controller = ChunkList("CCtl", (names, Chunk("CTyp", b"\0\0\0\6"), place))
    (found,) = exposed_properties(ChunkList("Item", (ChunkList("CIF2", (controller,)),)))
    assert (found.name, found.property, found.layer_id) == ("Title", "", "2")
