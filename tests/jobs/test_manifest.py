"""Manifests as studios send them, good and bad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.manifest import ManifestUnreadable, normal_path, read_manifest

HEADER = "job_id,psd_path,aepx_path,output_name"
ROW = "card-1,cards/one.psd,t.aepx,one.aep"


def errors_of(*lines: str, header: str = HEADER) -> list[str]:
    content = "\n".join([header, *lines]).encode()
    return [f"{error.row}: {error.error}" for error in read_manifest(content).errors]


def test_a_good_row_becomes_a_job_to_be() -> None:
    manifest = read_manifest(f"{HEADER},priority,notes\n{ROW},High,“quoted”\n".encode())

    (row,) = manifest.rows
    assert manifest.errors == ()
    assert (row.row, row.job_id, row.priority, row.notes) == (2, "card-1", "high", "“quoted”")
    assert row.client_name == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_excels_ways_of_saving_are_understood(encoding: str, delimiter: str) -> None:
    text = f"{HEADER},client_name\r\n{ROW},Müller\r\n".replace(",", delimiter)

    (row,) = read_manifest(text.encode(encoding)).rows

    assert row.job_id == "card-1"
    assert row.client_name == "Müller"


def test_a_blank_priority_is_medium() -> None:
    (row,) = read_manifest(f"{HEADER},priority\n{ROW},\n".encode()).rows

    assert row.priority == "medium"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"  ,  \n"])
def test_an_empty_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(ManifestUnreadable, match="The manifest is empty"):
        read_manifest(content)


def test_a_manifest_without_rows_is_refused() -> None:
    with pytest.raises(ManifestUnreadable, match="no rows"):
        read_manifest(f"{HEADER}\n".encode())


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ManifestUnreadable, match="no column aepx_path, output_name"):
        read_manifest(b"job_id,psd_path\na,b\n")


def test_a_column_that_stands_twice_is_named() -> None:
    with pytest.raises(ManifestUnreadable, match="column job_id twice"):
        read_manifest(f"{HEADER},job_id\n{ROW},x\n".encode())


def test_a_job_id_that_stands_twice_is_reported_with_both_rows() -> None:
    assert errors_of(ROW, ROW) == ["3: job_id “card-1” stands in row 2 already."]


def test_a_job_id_of_sixty_characters_is_reported() -> None:
    (error,) = errors_of(f"{'x' * 60},a.psd,t.aepx,one.aep")

    assert error.startswith("2: job_id must have 1 to 50 characters")
    assert "60" in error


@pytest.mark.parametrize(
    "path",
    [
        *("../secret.psd", "/etc/secret.psd", "a/../../b.psd", "C:\\secret.psd", "..\\secret.psd"),
        *("\\\\server\\share\\x.psd", "a/../b.psd"),
    ],
)
def test_a_path_that_leaves_the_upload_is_reported(path: str) -> None:
    (error,) = errors_of(f"card-1,{path},t.aepx,one.aep")

    assert "leaves the upload" in error


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("card-1,a.png,t.aepx,one.aep", "psd_path “a.png” must end in .psd or .psb"),
        ("card-1,a.psd,t.mov,one.aep", "aepx_path “t.mov” must end in .aepx or .aep or .aet"),
        ("card-1,,t.aepx,one.aep", "psd_path is empty"),
        ("card 1,a.psd,t.aepx,one.aep", "only letters, digits"),
        ("..,a.psd,t.aepx,one.aep", "more than dots"),
        ("card-1,a.psd,t.aepx,../one.aep", "not a path"),
        ("card-1,a.psd,t.aepx,o\x07.aep", "control characters"),
        ("card-1,a.psd,t.aepx,one.aep,extra", "5 cells, the header only 4"),
    ],
)
def test_a_bad_cell_is_reported_with_its_row(row: str, message: str) -> None:
    (error,) = errors_of(row)

    assert error.startswith("2: ")
    assert message in error


def test_an_unknown_priority_is_reported() -> None:
    (error,) = errors_of(f"{ROW},urgent", header=f"{HEADER},priority")

    assert "priority must be high, medium, low" in error


@given(st.binary(max_size=300) | st.binary(max_size=300).map(b"PK\x03\x04".__add__))
def test_any_bytes_give_rows_or_a_sentence(content: bytes) -> None:
    try:
        manifest = read_manifest(content)
    except ManifestUnreadable as refusal:
        assert str(refusal).startswith("The manifest")
    else:
        assert manifest.rows or manifest.errors


@given(st.text(max_size=80))
def test_no_text_is_a_path_that_leads_out(text: str) -> None:
    path = normal_path(text)

    if path is not None:
        assert not path.startswith("/")
        assert ".." not in path.split("/")
