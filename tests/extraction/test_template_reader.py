import json
from dataclasses import replace
from pathlib import Path

import py_aep
import pytest

from extraction import (
    DEFAULT_LIMITS,
    Box,
    CompositionLayer,
    LimitExceeded,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
    UnreadableFile,
    check_template,
    from_json,
    read_template,
    to_json,
)
from jobs.demo.aepx_builder import TemplateSpec
from tests.samples import aepx as samples

SAMPLE = "test-after-effects-project"


def without_ids(document: TemplateDocument) -> TemplateDocument:
    """What must not depend on who saved the project in which form."""
    return replace(
        document,
        app_version="",
        compositions=tuple(
            replace(
                comp,
                id="",
                layers=tuple(map(without_layer_ids, comp.layers)),
            )
            for comp in document.compositions
        ),
        placeholders=tuple(
            replace(hole, id="", composition_id="", layer_id="", places=())
            for hole in document.placeholders
        ),
        footage=tuple(replace(item, id="", path=None, missing=None) for item in document.footage),
    )


def without_layer_ids(layer: CompositionLayer) -> CompositionLayer:
    return replace(layer, id="", source_id=None, parent_id=None, matte_layer_id=None)


def by_layer(document: TemplateDocument) -> dict[str, Placeholder]:
    return {hole.layer: hole for hole in document.placeholders}


def test_reads_the_studio_template(shared_data: Path) -> None:
    document = read_template(shared_data / "aepx" / f"{SAMPLE}.aepx")
    comp = document.compositions[0]
    assert (comp.name, comp.width, comp.height) == ("test-aep", 1200, 1500)
    assert (comp.frame_rate, comp.duration) == (30.0, 10.0)
    assert document.app_version == "25.5x4"
    assert [layer.name for layer in comp.layers][3:] == [
        "featuredimage1",
        "green_yellow_bg.png",
        "test-photoshop-doc",
    ]
    assert [layer.index for layer in comp.layers] == [1, 2, 3, 4, 5, 6]
    assert [layer.enabled for layer in comp.layers] == [True] * 5 + [False]
    holes = by_layer(document)
    assert list(holes) == [
        "player1fullname",
        "player2fullname",
        "player3fullname",
        "featuredimage1",
    ]
    for number in (1, 2, 3):  # the names differ, the words in them don't
        text = holes[f"player{number}fullname"]
        assert (text.kind, text.text) == (PlaceholderKind.TEXT, "player1fullname")
        assert (text.font, text.font_size) == ("RUSHFLOW", 60.0)
        assert (text.composition, text.id) == ("test-aep", f"{comp.id}:{number}")
        assert text.layer_id == comp.layers[number - 1].id
    image = holes["featuredimage1"]
    assert (image.kind, image.width, image.height) == (PlaceholderKind.IMAGE, 1200.0, 1500.0)
    assert image.bbox == Box(0, 0, 1200, 1500)


def test_text_boxes_stand_where_after_effects_has_them(shared_data: Path) -> None:
    """By hand: position 309.46, 293.36 and a box of 478.26 x 60.95 around it."""
    hole = by_layer(read_template(shared_data / "aepx" / f"{SAMPLE}.aepx"))["player1fullname"]
    assert hole.bbox is not None
    assert hole.bbox == pytest.approx((70.33, 262.89, 548.59, 323.84), abs=0.01)
    assert (hole.width, hole.height) == pytest.approx((478.26, 60.955), abs=0.01)


def test_both_forms_of_a_project_give_the_same_document(shared_data: Path) -> None:
    xml = read_template(shared_data / "aepx" / f"{SAMPLE}.aepx")
    binary = read_template(shared_data / "aep" / f"{SAMPLE}.aep")
    assert without_ids(xml) == without_ids(binary)


@pytest.mark.parametrize(
    ("file", "compositions", "layers", "texts"),
    [
        ("aep/cs6-template.aep", 2, 5, 2),
        ("aep/HamburgerArrow.aep", 1, 4, 0),
        ("aep/nested-comps-13.aep", 4, 9, 0),
        ("aep/nm05ae12.aet", 1, 12, 5),
        ("aepx/nm05ae12.aepx", 1, 12, 5),
        ("aepx/music-video-template.aepx", 1, 16, 8),
        ("aepx/testProject.aepx", 4, 14, 1),
        ("aep/Multiline.aep", 2, 17, 10),
        ("aep/ExEn-es.aep", 0, 0, 0),
    ],
)
def test_reads_old_and_odd_projects_whole(
    shared_data: Path, file: str, compositions: int, layers: int, texts: int
) -> None:
    document = read_template(shared_data / file)
    assert len(document.compositions) == compositions
    assert sum(len(comp.layers) for comp in document.compositions) == layers
    kinds = [hole.kind for hole in document.placeholders]
    assert kinds.count(PlaceholderKind.TEXT) == texts


def test_every_real_project_becomes_a_document_that_survives_json(shared_data: Path) -> None:
    files = [path for path in shared_data.glob("aep*/*") if path.suffix[:4] in (".aep", ".aet")]
    assert len(files) > 30
    for path in files:
        check_template(path)
        document = read_template(path)
        text = json.dumps(to_json(document), allow_nan=False)
        assert from_json(TemplateDocument, json.loads(text)) == document, path.name


@pytest.mark.parametrize("name", ["comp_basic", "comp_markers"])
def test_compositions_are_as_after_effects_itself_tells(shared_data: Path, name: str) -> None:
    (truth_file,) = (shared_data / "aep").glob(f"{name}.*json")
    told = json.loads(truth_file.read_text())["object"]
    told = told.get("comps", [told])
    comps = read_template(shared_data / "aep" / f"{name}.aep").compositions
    assert {(c.name, c.width, c.height, c.duration, c.frame_rate) for c in comps} == {
        (c["name"], c["width"], c["height"], c["duration"], c["frameRate"]) for c in told
    }


def test_line_breaks_in_texts_are_all_of_one_kind(shared_data: Path) -> None:
    holes = by_layer(read_template(shared_data / "aep" / "Multiline.aep"))
    assert holes["Blue"].text == "123\nABC\nD"


def test_justification_says_to_which_side_a_text_extends(shared_data: Path) -> None:
    holes = by_layer(read_template(shared_data / "aep" / "Multiline.aep"))
    left, centre, right = (holes[f"ABC & DEF {n}"].bbox for n in (6, 5, 4))
    assert left is not None
    assert centre is not None
    assert right is not None
    assert left.left == 424.0
    assert centre.centre[0] == pytest.approx(1018.0, abs=0.1)
    assert right.right == 1751.0


def test_what_stands_in_the_render_queue_is_the_main_composition(tmp_path: Path) -> None:
    project = py_aep.new().project
    assert project.render_queue is not None
    for name, side in (("large", 900), ("queued", 300), ("small", 100)):
        comp = project.root_folder.add_comp(name, side, side, 1.0, 5.0, 25.0)
        if name == "queued":
            project.render_queue.add(comp)
    path = tmp_path / "queue.aep"
    project.save(path)

    comps = read_template(path).compositions

    assert [comp.name for comp in comps if comp.main] == ["queued"]


def test_of_words_that_change_those_at_rest_count(tmp_path: Path) -> None:
    project = py_aep.new().project
    comp = project.root_folder.add_comp("words", 900, 300, 1.0, 6.0, 25.0)
    group = comp.add_text("first").text
    assert group is not None
    words = group["ADBE Text Document"]
    assert isinstance(words, py_aep.Property)
    for seconds, text in ((0.0, "first"), (2.0, "at rest"), (5.0, "last")):
        words.set_value_at_time(seconds, py_aep.TextDocument(text=text))
    path = tmp_path / "words.aep"
    project.save(path)

    (hole,) = read_template(path).placeholders

    assert hole.text == "at rest"


def test_holes_that_are_switched_off_are_not_required(shared_data: Path) -> None:
    holes = by_layer(read_template(shared_data / "aep" / "vertical-story.aep"))
    assert {name: hole.required for name, hole in holes.items()} == {"Hello": True, "album": False}


def test_goes_by_content_and_not_by_the_ending(tmp_path: Path) -> None:
    as_psd = samples.template(tmp_path).rename(tmp_path / "card.psd")
    as_aepx = samples.binary_template(tmp_path).rename(tmp_path / "x.aepx")
    assert without_ids(read_template(as_psd)) == without_ids(read_template(as_aepx))


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = samples.template(tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    read_template(path)
    assert list(scratch.iterdir()) == []


def test_hostile_names_come_through_as_text(tmp_path: Path) -> None:
    name = "</script>\u202e' \"; DROP\n日本 🙂 logo"
    spec = TemplateSpec(comp_name="日本 & <b>", texts=(name,), images=())
    document = read_template(samples.template(tmp_path, spec))
    assert document.compositions[0].name == "日本 & <b>"
    assert document.placeholders[0].layer == name


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no file “gone\.aepx”"):
        read_template(tmp_path / "gone.aepx")
    with pytest.raises(UnreadableFile, match="can't be opened"):
        check_template(tmp_path)


def test_size_and_number_of_layers_are_limited(tmp_path: Path) -> None:
    path = samples.template(tmp_path)
    five_layers = replace(DEFAULT_LIMITS, template_max_layers=5)
    assert len(read_template(path, limits=five_layers).compositions[0].layers) == 5
    with pytest.raises(LimitExceeded, match="more than 4 layers"):
        read_template(path, limits=replace(DEFAULT_LIMITS, template_max_layers=4))
    for read in (check_template, read_template):
        with pytest.raises(LimitExceeded, match="MB"):
            read(path, limits=replace(DEFAULT_LIMITS, template_max_bytes=1000))
