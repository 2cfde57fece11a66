from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import (
    Box,
    Composition,
    ExtractionError,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
    UnreadableFile,
    read_template,
)
from extraction.plain_template import MAX_PARENTS, parents_end, read_plainly
from extraction.riff import Chunk, ChunkList, parse_riff, write_riff
from extraction.template_file import open_chunks, read_chunks
from jobs.demo.aepx_builder import project_bytes
from tests.samples import aepx as samples

OWN = parse_riff(project_bytes())
LAYER_BYTES, PARENT = 136, slice(132, 136)


def without_positions(document: TemplateDocument) -> TemplateDocument:
    """What of a document is no matter of where things stand."""
    return replace(document, placeholders=tuple(map(unplaced, document.placeholders)))


def unplaced(hole: Placeholder) -> Placeholder:
    if hole.kind is PlaceholderKind.TEXT:
        hole = replace(hole, width=None, height=None)
    return replace(hole, bbox=None)


def without_ends(document: TemplateDocument) -> TemplateDocument:
    """Without out points, which py-aep takes back to where a film or sound itself ends."""
    return replace(document, compositions=tuple(map(endless, document.compositions)))


def endless(comp: Composition) -> Composition:
    return replace(comp, layers=tuple(replace(layer, out_point=0.0) for layer in comp.layers))


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


def test_agrees_with_py_aep_on_every_real_project(
    shared_data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = [path for path in shared_data.glob("aep*/*") if path.suffix[:4] in (".aep", ".aet")]
    assert len(files) > 30
    for path in files:
        placed, plain = read_template(path), read_plainly(read_chunks(path))
        assert without_ends(plain) == without_ends(without_positions(placed)), path.name
        for comp, other in zip(placed.compositions, plain.compositions, strict=True):
            ends = [layer.out_point for layer in comp.layers]
            frame = 1 / comp.frame_rate
            assert [layer.out_point for layer in other.layers] == pytest.approx(ends, abs=frame)
    assert not caplog.records  # none of them was read plainly in both ways


@pytest.mark.parametrize("name", ["test-after-effects-project", "cs6-template", "HamburgerArrow"])
def test_what_py_aep_cannot_take_still_gives_all_but_positions(
    shared_data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    whole = shared_data / "aep" / f"{name}.aep"
    chunks = samples.with_parts(parse_riff(whole.read_bytes()), "opti", lambda data: data[:40])
    path = tmp_path / "short.aep"
    path.write_bytes(write_riff(chunks))
    with pytest.raises(UnreadableFile):
        open_chunks(read_chunks(path))

    document = read_template(path)

    assert "without positions" in caplog.text
    expected = without_positions(read_template(whole))
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
        None,
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


@pytest.mark.parametrize("kind", ["idta", "cdta", "ldta"])
def test_refuses_where_what_everything_rests_on_is_cut_short(tmp_path: Path, kind: str) -> None:
    chunks = samples.with_parts(OWN, kind, lambda data: data[:12])
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
    assert all(hole.bbox is None for hole in document.placeholders)
