import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_aep import AVLayer, Property, PropertyGroup, TextLayer
from py_aep import Layer as RawLayer

from extraction import (
    Box,
    CompositionLayer,
    ExtractionError,
    PlaceholderKind,
    TrackMatte,
    UnreadableFile,
    read_template,
    to_json,
)
from extraction.plain_template import read_plainly
from extraction.project_parents import parents_end
from extraction.rest_position import box_in_composition, text_box, text_of
from extraction.riff import Chunk, ChunkList, parse_riff, write_riff
from extraction.still_transform import MAX_PARENTS
from extraction.template_file import open_chunks, read_chunks
from extraction.template_values import clean
from jobs.demo.aepx_builder import project_bytes
from tests.samples import aepx as samples

CAMERAS = {"CameraLayer", "LightLayer"}  # stand in space without saying so
TIMES = {"ADBE Anchor Point", "ADBE Position", "ADBE Scale", "ADBE Rotate Z"}
MATTES = {matte.name: matte for matte in TrackMatte}
OWN = parse_riff(project_bytes())
LAYER_BYTES, PARENT = 136, slice(132, 136)


def layer_with_parent(layer_id: int, parent_id: int) -> ChunkList:
    data = bytearray(LAYER_BYTES)
    data[:4], data[PARENT] = layer_id.to_bytes(4, "big"), parent_id.to_bytes(4, "big")
    return ChunkList("Layr", (Chunk("ldta", bytes(data)),))


def project_of(*parents: int) -> ChunkList:
    """One item of layers 1, 2, …, each with the parent told; 0 is none."""
    layers = (layer_with_parent(number, parent) for number, parent in enumerate(parents, 1))
    return ChunkList("Egg!", (ChunkList("Fold", (item(*layers),)),))


def item(*chunks: Chunk | ChunkList) -> ChunkList:
    return ChunkList("Item", (Chunk("idta", bytes(20)), *chunks))


def real_projects(shared_data: Path) -> list[Path]:
    files = [path for path in shared_data.glob("aep*/*") if path.suffix[:4] in (".aep", ".aet")]
    assert len(files) > 30
    return files


def test_layers_are_as_py_aep_has_them(shared_data: Path) -> None:
    for path in real_projects(shared_data):
        chunks = read_chunks(path)
        document = read_plainly(chunks)
        comps = open_chunks(chunks).project.compositions
        for comp, theirs in zip(document.compositions, comps, strict=True):
            assert (comp.width, comp.height) == (theirs.width, theirs.height)
            assert comp.pixel_aspect == pytest.approx(theirs.pixel_aspect, abs=1e-4)
            for layer, their in zip(comp.layers, theirs.layers, strict=True):
                assert not (layer.three_d and layer.transform)
                assert facts_of(layer) == facts_of_theirs(their), (path.name, layer.name)
                # py-aep takes it back to where a film itself ends
                assert layer.out_point == pytest.approx(their.out_point, abs=1 / comp.frame_rate)


def facts_of(layer: CompositionLayer) -> tuple[object, ...]:
    return (
        (layer.id, layer.name, layer.type, layer.source_id, layer.parent_id),
        (layer.enabled, layer.locked, layer.shy, layer.null),
        layer.three_d or layer.type in CAMERAS,
        (layer.guide, layer.adjustment, layer.track_matte, layer.masks, layer.effects),
        {name: one.enabled for one in layer.expressions for name in [last(one.property)]},
        TIMES & set(map(last, layer.keyframes)),
    )


def facts_of_theirs(layer: RawLayer) -> tuple[object, ...]:
    av = layer if isinstance(layer, AVLayer) else None
    source = av.source if av is not None else None
    matte = MATTES.get(av.track_matte_type.name) if av is not None else None
    properties = list(properties_in(layer))
    masks, effects = (av.masks, av.effects) if av is not None else (None, None)
    return (
        (
            str(layer.id),
            clean(layer.name),
            type(layer).__name__,
            str(source.id) if source is not None else None,
            str(layer.parent.id) if layer.parent is not None else None,
        ),
        (
            layer.enabled,
            layer.locked,
            layer.shy,
            layer.null_layer,
        ),
        getattr(av, "three_d_layer", True),
        (
            getattr(av, "guide_layer", False),
            getattr(av, "adjustment_layer", False),
            matte,
            len(masks.properties) if masks is not None else 0,
            tuple(effect.match_name for effect in effects.properties)
            if effects is not None
            else (),
        ),
        {one.match_name: one.expression_enabled for one in properties if one.expression},
        {one.match_name for one in properties if one.match_name in TIMES and one.keyframes},
    )


def properties_in(group: PropertyGroup) -> Iterator[Property]:
    for child in group.properties:
        if isinstance(child, Property):
            yield child
        elif isinstance(child, PropertyGroup):
            yield from properties_in(child)


def last(path: str) -> str:
    return path.rpartition("/")[2]


def test_what_stands_still_is_where_py_aep_has_it(shared_data: Path) -> None:
    seen = 0
    for path in real_projects(shared_data):
        chunks = read_chunks(path)
        comps = {str(comp.id): comp for comp in open_chunks(chunks).project.compositions}
        for hole in read_plainly(chunks).placeholders:
            layer = comps[hole.composition_id].layers[int(hole.id.partition(":")[2]) - 1]
            assert isinstance(layer, AVLayer)
            if hole.bbox is None:
                continue
            document = text_of(layer) if isinstance(layer, TextLayer) else None
            box = text_box(document) if document else Box(0, 0, hole.width or 0, hole.height or 0)
            assert hole.bbox == pytest.approx(box_in_composition(layer, box), abs=0.02)
            seen += 1
    assert seen > 30


@pytest.mark.parametrize("name", ["test-after-effects-project", "cs6-template", "HamburgerArrow"])
def test_what_py_aep_cannot_take_still_gives_all_but_what_moves(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    whole = shared_data / "aep" / f"{name}.aep"
    chunks = samples.with_parts(parse_riff(whole.read_bytes()), "opti", lambda data: data[:40])
    path = tmp_path / "short.aep"
    path.write_bytes(write_riff(chunks))
    with pytest.raises(UnreadableFile):
        open_chunks(read_chunks(path))

    document, expected = read_template(path), read_template(whole)

    assert [comp.name for comp in document.compositions] == [
        comp.name for comp in expected.compositions
    ]
    assert [hole for hole in document.placeholders if hole.text is not None] == [
        hole for hole in expected.placeholders if hole.text is not None
    ]


def test_the_places_of_pictures_keep_their_size(shared_data: Path) -> None:
    document = read_plainly(read_chunks(shared_data / "aep" / "test-after-effects-project.aep"))
    (image,) = (hole for hole in document.placeholders if hole.kind is PlaceholderKind.IMAGE)
    assert (image.layer, image.width, image.height, image.bbox) == (
        "featuredimage1",
        1200.0,
        1500.0,
        Box(0, 0, 1200, 1500),
    )


def test_names_in_an_unknown_encoding_stop_nothing(tmp_path: Path) -> None:
    chunks = samples.with_parts(
        OWN, "Utf8", lambda data: b"line-\xfcp" if data == b"lineup" else data
    )
    path = tmp_path / "latin.aep"
    path.write_bytes(write_riff(chunks))
    document = read_template(path)
    assert document.compositions[0].name == "line-\ufffdp"
    assert [hole.font for hole in document.placeholders] == ["ArialMT"] * 3 + [None]


def test_a_text_whose_words_are_damaged_stays_a_place_for_words() -> None:
    plain = read_plainly(samples.with_parts(OWN, "btdk", lambda _: b"<< /0"))
    first = plain.placeholders[0]
    assert (first.layer, first.kind) == ("player1fullname", PlaceholderKind.TEXT)
    assert (first.text, first.font, first.font_size) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "where"), [("cdta", "composition “lineup”"), ("ldta", "layer 1 of “lineup”")]
)
def test_tells_what_could_not_be_read(kind: str, where: str) -> None:
    document = read_plainly(samples.with_parts(OWN, kind, lambda data: data[:12]))
    assert document.unread[0].where == where
    assert "doesn't say what it is" in document.unread[0].why
    assert not document.placeholders


def test_refuses_where_the_items_do_not_say_what_they_are(tmp_path: Path) -> None:
    chunks = samples.with_parts(OWN, "idta", lambda data: data[:12])
    with pytest.raises(UnreadableFile, match="doesn't say what it is"):
        read_plainly(chunks)
    path = tmp_path / "cut.aep"
    path.write_bytes(write_riff(chunks))
    with pytest.raises(UnreadableFile):
        read_template(path)


def test_refuses_a_project_without_items() -> None:
    with pytest.raises(UnreadableFile, match="no items"):
        read_plainly(ChunkList("Egg!"))


@pytest.mark.parametrize(
    "parents",
    [
        pytest.param((0, 1, 2), id="a chain"),
        pytest.param((2, 3, 0), id="a chain downwards"),
        pytest.param((0, 1, 1, 1), id="children of one"),
        pytest.param((77,), id="a parent that isn't there"),
        pytest.param(tuple(range(MAX_PARENTS)), id="as many as may be"),
    ],
)
def test_parents_that_end(parents: tuple[int, ...]) -> None:
    assert parents_end(project_of(*parents))


@pytest.mark.parametrize(
    "parents",
    [
        pytest.param((1,), id="its own parent"),
        pytest.param((2, 1), id="each the other's"),
        pytest.param((0, 4, 2, 3, 1), id="a circle beside a chain"),
        pytest.param(tuple(range(MAX_PARENTS + 1)), id="one more than may be"),
        pytest.param((*range(2, MAX_PARENTS + 2), 0), id="one more, downwards"),
    ],
)
def test_parents_that_do_not_end(parents: tuple[int, ...]) -> None:
    assert not parents_end(project_of(*parents))


def test_whole_projects_are_read_with_positions(tmp_path: Path) -> None:
    path = samples.binary_template(tmp_path)
    assert read_template(path).placeholders[-1].bbox == Box(100, 200, 1100, 1300)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_changed_chunks_are_a_document_or_an_error_of_ours(chance: Random, changes: int) -> None:
    root = OWN
    for _ in range(changes):
        root = samples.changed(root, chance)
    try:
        document = read_plainly(root)
    except ExtractionError as refusal:
        assert str(refusal).endswith(".")
        return
    assert json.dumps(to_json(document), allow_nan=False)
