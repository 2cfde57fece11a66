from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import DEFAULT_LIMITS, ExtractionError, LimitExceeded, UnreadableFile
from extraction.riff import Chunk, ChunkList, parse_chunks, parse_riff, prune, write_riff
from tests.samples import aepx as samples

NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=4, max_size=4)
LEAVES = st.builds(Chunk, NAMES.filter(lambda name: name != "LIST"), st.binary(max_size=9))
LISTS = NAMES.filter(lambda name: name != "btdk")
NODES = st.recursive(
    LEAVES,
    lambda children: st.builds(ChunkList, LISTS, st.lists(children, max_size=4).map(tuple)),
    max_leaves=12,
)


@given(st.lists(NODES, max_size=5).map(tuple))
def test_what_is_written_is_read_back(children: tuple[Chunk | ChunkList, ...]) -> None:
    root = ChunkList("Egg!", children)
    assert parse_riff(write_riff(root)) == root


def test_every_real_project_is_written_back_byte_for_byte(shared_data: Path) -> None:
    files = [path for path in (shared_data / "aep").iterdir() if path.suffix in (".aep", ".aet")]
    assert len(files) > 20
    for path in files:
        data = path.read_bytes()
        written = write_riff(parse_riff(data))
        assert data.startswith(written), path.name  # what follows is the metadata packet
        assert data[len(written) :].lstrip()[:9] in (b"<?xpacket", b""), path.name


def test_a_list_of_text_is_bytes_and_no_chunks() -> None:
    text = samples.chunk(b"LIST", b"btdk<< /0 (a) >>")
    assert parse_riff(samples.riff(text)).find("btdk") == Chunk("btdk", b"<< /0 (a) >>")


def test_pruning_takes_lists_of_the_root_alone() -> None:
    queue = ChunkList("LRdr", (Chunk("Rhed", b"1"),))
    fold = ChunkList("Fold", (queue,))
    assert prune(ChunkList("Egg!", (queue, fold)), frozenset({"LRdr"})).children == (fold,)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"RIFX\0\0\0", id="a piece of a header"),
        pytest.param(b"RIFX\0\0\0\x01Egg!", id="a size smaller than the type"),
        pytest.param(samples.riff(form=b"WAVE"), id="another kind of RIFX"),
        pytest.param(samples.riff()[:-2], id="cut in the type"),
        pytest.param(samples.riff(b"svap"), id="a name without a size"),
        pytest.param(samples.riff(samples.chunk(b"svap", b"1234", 5)), id="one byte too many"),
        pytest.param(samples.riff(samples.chunk(b"svap", b"", 0xFFFFFFFF)), id="4 GB claimed"),
        pytest.param(samples.riff(samples.chunk(b"LIST", b"Fo")), id="a list without a type"),
        pytest.param(samples.riff(samples.chunk(b"\xff\xfe\0\1", b"")), id="an impossible name"),
        pytest.param(
            samples.riff(samples.chunk(b"LIST", b"Fold" + samples.chunk(b"idta", b"", 8))),
            id="a part that reaches out of its list",
        ),
    ],
)
def test_refuses_what_lies_about_itself(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        parse_riff(data)


def test_depth_is_limited_exactly() -> None:
    most = DEFAULT_LIMITS.template_max_depth
    assert parse_riff(samples.nested_riff(most - 1)).kind == "Egg!"
    with pytest.raises(LimitExceeded, match="deeper"):
        parse_riff(samples.nested_riff(most))


@given(st.binary(max_size=60))
def test_any_bytes_are_chunks_or_an_error_of_ours(data: bytes) -> None:
    try:
        chunks = parse_chunks(data)
    except ExtractionError:
        return
    assert bool(chunks) == bool(data)
