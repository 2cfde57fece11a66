import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import DEFAULT_LIMITS, ExtractionError, LimitExceeded, UnreadableFile
from extraction.aepx import check_aepx_head, parse_aepx, write_aepx
from extraction.limits import Limits
from extraction.riff import Chunk, ChunkList, parse_riff
from tests.samples import aepx as samples


def parsed(data: bytes, limits: Limits = DEFAULT_LIMITS) -> ChunkList:
    return parse_aepx(BytesIO(data), limits=limits)


def flat(root: ChunkList, path: str = "") -> Iterator[tuple[str, bytes | None]]:
    """All chunks in file order as their path and bytes."""
    for child in root.children:
        own = f"{path}/{child.kind}"
        if isinstance(child, ChunkList):
            yield own, None
            yield from flat(child, own)
        else:
            yield own, child.data


def test_both_forms_of_a_project_have_the_same_chunks(shared_data: Path) -> None:
    name = "test-after-effects-project"
    xml = list(flat(parsed((shared_data / "aepx" / f"{name}.aepx").read_bytes())))
    binary = list(flat(parse_riff((shared_data / "aep" / f"{name}.aep").read_bytes())))
    assert len(xml) == 6986
    assert [path for path, _ in xml] == [path for path, _ in binary]
    alike = sum(one == other for one, other in zip(xml, binary, strict=True))
    assert alike > 6900  # the rest is state of the windows, which each save writes anew
    for part in ("numS", "tdsn", "ldta", "cdta"):
        assert [c for c in xml if c[0].endswith(part)] == [c for c in binary if c[0].endswith(part)]


def test_numbers_that_xml_spells_out_become_binary_again() -> None:
    data = samples.HEAD + (
        "<Fold><numS><string>7</string></numS><ppSn><string>150.000000000</string></ppSn></Fold>"
    )
    (fold,) = parsed((data + samples.TAIL).encode()).lists("Fold")
    assert fold.find("numS") == Chunk("numS", b"\0\0\0\7")
    assert fold.find("ppSn") == Chunk("ppSn", b"\x40\x62\xc0\0\0\0\0\0")


@pytest.mark.parametrize("kind", ["numS", "ppSn"])
def test_a_number_of_an_odd_length_keeps_its_bytes_on_the_way_to_xml(kind: str) -> None:
    root = ChunkList("Egg!", (Chunk(kind, b"\1\2\3"),))
    assert parsed(write_aepx(root)) == root


@pytest.mark.parametrize(("platform", "code"), [("MacPOSIX", 2), ("Win", 1)])
def test_file_references_become_the_json_of_the_binary_form(platform: str, code: int) -> None:
    data = (
        f'{samples.HEAD}<Als2><fileReference ascendcount_base="1" fullpath="/a/ü.psd"'
        f' platform="{platform}" target_is_folder="0"/></Als2>{samples.TAIL}'
    )
    (als2,) = parsed(data.encode()).lists("Als2")
    alas = als2.find("alas")
    assert alas is not None
    assert json.loads(alas.data) == {
        "ascendcount_base": 1,
        "ascendcount_target": 0,
        "fullpath": "/a/ü.psd",
        "platform": code,
        "target_is_folder": False,
    }


def test_comments_and_metadata_are_no_chunks() -> None:
    data = f"{samples.HEAD}<!-- x --><ProjectXMPMetadata>x</ProjectXMPMetadata>{samples.TAIL}"
    assert parsed(data.encode()) == ChunkList("Egg!")


def test_every_real_project_survives_the_way_to_xml_and_back(shared_data: Path) -> None:
    for path in sorted((shared_data / "aep").glob("*.ae[pt]")):
        if path.stat().st_size < 300_000:
            chunks = parse_riff(path.read_bytes())
            assert parsed(write_aepx(chunks)) == chunks, path.name


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(samples.HTML, "web page", id="a page with a doctype"),
        pytest.param(samples.PLAIN_HTML, "web page", id="a page without"),
        pytest.param(samples.OTHER_XML, "not an After Effects project", id="other XML"),
        pytest.param(samples.FOREIGN_ROOT, "not an After Effects project", id="other namespace"),
        pytest.param(samples.ENTITY_BOMB, "DTD", id="entity bomb"),
        pytest.param(samples.EXTERNAL_ENTITY, "DTD", id="external entity"),
        pytest.param('<?xml version="1.0" encoding="utf-7"?><a/>', "XML", id="odd encoding"),
        pytest.param('<?xml version="1.0" encoding="big5"?><a/>', "XML", id="many-byte encoding"),
        pytest.param("<?xml", "cut off", id="cut in the first line"),
        pytest.param("< nonsense", "XML", id="no XML"),
    ],
)
def test_the_head_tells_what_is_no_aepx(text: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        check_aepx_head(text.encode())
    with pytest.raises(UnreadableFile, match=says):
        parsed(text.encode())


def test_a_doctype_in_another_encoding_is_seen_too() -> None:
    with pytest.raises(UnreadableFile, match="DTD"):
        parsed(samples.ENTITY_BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(samples.HEAD, id="cut off"),
        pytest.param(samples.UNDECLARED_ENTITY, id="an entity that isn't there"),
        pytest.param(samples.NO_HEX, id="bytes that aren't"),
        pytest.param(samples.ODD_ELEMENT, id="an unknown element"),
        pytest.param(samples.NO_NUMBER, id="a number that is none"),
    ],
)
def test_refuses_damaged_contents(text: str) -> None:
    with pytest.raises(UnreadableFile, match="AEPX"):
        parsed(text.encode())


def test_depth_and_size_are_limited() -> None:
    most = DEFAULT_LIMITS.template_max_depth
    assert parsed(samples.nested_aepx(most - 1).encode()).kind == "Egg!"
    for depth in (most, 1500, 5000):
        with pytest.raises(ExtractionError):
            parsed(samples.nested_aepx(depth).encode())
    with pytest.raises(LimitExceeded, match="larger"):
        parsed(samples.EMPTY_PROJECT.encode(), limits=Limits(template_max_bytes=20))


@given(st.text(max_size=30), st.binary(max_size=20))
def test_any_contents_are_chunks_or_an_error_of_ours(text: str, data: bytes) -> None:
    for inside in (text.encode("utf-8", "replace"), data):
        whole = samples.HEAD.encode() + inside + samples.TAIL.encode()
        try:
            root = parsed(whole)
        except ExtractionError:
            continue
        assert root.kind == "Egg!"
