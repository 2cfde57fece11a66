import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction import ExtractionError, UnreadableFile, check_template, read_template, to_json
from extraction.aepx import write_aepx
from extraction.riff import ChunkList, parse_riff, write_riff
from jobs.demo.aepx_builder import project_bytes
from tests.samples import aepx as samples

WHOLE = project_bytes()
CHUNKS = parse_riff(WHOLE)
FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(samples.PNG, "PNG", id="PNG"),
        pytest.param(samples.PHOTOSHOP, "Photoshop", id="PSD"),
        pytest.param(samples.HTML.encode(), "web page", id="HTML"),
        pytest.param(samples.OTHER_XML.encode(), "XML", id="other XML"),
        pytest.param(samples.ENTITY_BOMB.encode(), "DTD", id="entity bomb"),
        pytest.param(samples.EXTERNAL_ENTITY.encode(), "DTD", id="external entity"),
        pytest.param(samples.riff(form=b"WAVE"), "no project", id="another RIFX"),
        pytest.param(samples.riff()[:10], "not an After Effects project", id="cut head"),
        pytest.param(b"psd_path,aepx_path\n", "not an After Effects project", id="text"),
    ],
)
def test_the_head_alone_refuses_what_is_no_template(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "x.aepx"
    path.write_bytes(data)
    for read in (check_template, read_template):
        with pytest.raises(UnreadableFile, match=says) as refusal:
            read(path)
        assert str(refusal.value).endswith(".")
        assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(samples.EMPTY_PROJECT.encode(), id="no project within the XML"),
        pytest.param(samples.riff(), id="no project within the RIFX"),
        pytest.param(samples.HEAD.encode(), id="cut off after the head"),
        pytest.param(samples.nested_aepx(5000).encode(), id="nested deeply, XML"),
        pytest.param(samples.nested_riff(5000), id="nested deeply, RIFX"),
        pytest.param(samples.riff(samples.chunk(b"svap", b"", 99)), id="lying size"),
    ],
)
def test_damage_behind_the_head_is_an_error_of_ours(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.aepx"
    path.write_bytes(data)
    check_template(path)
    with pytest.raises(ExtractionError):
        read_template(path)


def read_or_refuse(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        document = read_template(path)
    except ExtractionError as refusal:
        assert str(refusal)
        return
    json.dumps(to_json(document), allow_nan=False).encode()


@FUZZ
@given(st.integers(0, len(WHOLE) - 1))
def test_a_cut_project_is_refused(tmp_path: Path, end: int) -> None:
    path = tmp_path / "cut.aep"
    root_end = len(write_riff(CHUNKS))
    path.write_bytes(WHOLE[: min(end, root_end - 1)])
    with pytest.raises(UnreadableFile):
        read_template(path)


@FUZZ
@given(
    st.randoms(use_true_random=False), st.integers(1, 6), st.sampled_from([write_aepx, write_riff])
)
def test_changed_parts_give_a_document_or_an_error_of_ours(
    tmp_path: Path, chance: Random, changes: int, write: Callable[[ChunkList], bytes]
) -> None:
    root = CHUNKS
    for _ in range(changes):
        root = samples.changed(root, chance)
    try:
        data = write(root)
    except (ValueError, UnicodeError, KeyError):
        return  # what XML can't say at all
    read_or_refuse(tmp_path / "changed.aepx", data)


def test_parents_in_a_circle_leave_their_layers_without_a_place(tmp_path: Path) -> None:
    holes = read_template(samples.with_parents_in_a_circle(tmp_path)).placeholders
    assert [(hole.layer, hole.bbox) for hole in holes] == [("two", None), ("one", None)]


@pytest.mark.timeout(60)
def test_a_camera_whose_parents_go_in_a_circle_ends(tmp_path: Path) -> None:
    (hole,) = read_template(samples.with_camera_in_a_circle(tmp_path)).placeholders
    assert (hole.layer, hole.bbox) == ("t", None)


def test_real_projects_with_wrong_bytes_give_a_document_or_an_error_of_ours(
    shared_data: Path, tmp_path: Path
) -> None:
    chance = Random(20)  # noqa: S311 - the same bytes on every run, no secrets
    files = [path for path in shared_data.glob("aep*/*") if path.suffix[:4] in (".aep", ".aet")]
    small = sorted(path for path in files if path.stat().st_size < 400_000)
    for _ in range(150):
        data = bytearray(chance.choice(small).read_bytes())
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data))] = chance.choice([0, 48, 102, 255])
        if chance.random() < 0.3:
            start = chance.randrange(len(data))
            del data[start : start + chance.randrange(3000)]
        read_or_refuse(tmp_path / "wrong.aep", bytes(data))
