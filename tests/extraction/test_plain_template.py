import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_aep import AVLayer, Property, PropertyGroup
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
from extraction.riff import ChunkList, parse_riff, write_riff
from extraction.template_file import read_chunks
from extraction.template_values import clean
from jobs.demo.aepx_builder import project_bytes
from tests.samples import aepx as samples

CAMERAS = {"CameraLayer", "LightLayer"}  # stand in space without saying so
TIMES = {"ADBE Anchor Point", "ADBE Position", "ADBE Scale", "ADBE Rotate Z"}
MATTES = {matte.name: matte for matte in TrackMatte}
OWN = parse_riff(project_bytes())


def real_projects(shared_data: Path) -> list[Path]:
    files = [path for path in shared_data.glob("aep*/*") if path.suffix[:4] in (".aep", ".aet")]
    assert len(files) > 30
    return files


def test_layers_are_as_py_aep_has_them(shared_data: Path) -> None:
    for path in real_projects(shared_data):
        document = read_template(path)
        comps = samples.opened_by_py_aep(path).project.compositions
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
