"""ZIPs and folders: only what is inside, and never more than was promised."""

import io
import stat
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.upload_set import UploadRefused, UploadSet, from_folder, unpack_zip

MEGABYTE = 1024 * 1024


def make_zip(**members: bytes) -> io.BytesIO:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return archive


def unpack(archive: io.BytesIO, into: Path, limit: int = 50 * MEGABYTE) -> UploadSet:
    return unpack_zip(archive, into, max_bytes=limit)


def test_files_are_found_by_path_and_by_name_alone(tmp_path: Path) -> None:
    files = unpack(make_zip(**{"cards/one.psd": b"1", "two.psd": b"2"}), tmp_path)

    found = files.find("cards\\one.psd")
    assert found is not None
    assert found.read_bytes() == b"1"
    assert files.find("one.psd") == found
    assert files.find("other/two.psd") == files.find("two.psd")
    assert files.find("three.psd") is None


def test_a_name_that_stands_in_two_folders_is_not_guessed(tmp_path: Path) -> None:
    files = unpack(make_zip(**{"a/one.psd": b"1", "b/one.psd": b"2"}), tmp_path)

    assert files.find("one.psd") is None


@pytest.mark.parametrize("name", ["../evil.psd", "/etc/passwd", "a/../../evil", "..\\evil"])
def test_a_member_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()

    with pytest.raises(UploadRefused, match="leads out"):
        unpack(make_zip(**{name: b"x"}), inside)

    assert list(tmp_path.rglob("*")) == [inside]


def test_a_link_is_refused(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        link = zipfile.ZipInfo("link.psd")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")

    with pytest.raises(UploadRefused, match="is a link"):
        unpack(archive, tmp_path)


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    bomb = make_zip(**{"bomb.psd": b"\0" * 60 * MEGABYTE})

    with pytest.raises(UploadRefused, match="far more than its size"):
        unpack(bomb, tmp_path, limit=1024 * MEGABYTE)

    assert list(tmp_path.iterdir()) == []


def test_many_small_bombs_are_refused_by_their_sum(tmp_path: Path) -> None:
    bombs = make_zip(**{f"{number}.psd": b"\0" * 9 * MEGABYTE for number in range(6)})

    with pytest.raises(UploadRefused, match="unpacks to more than 50 MB"):
        unpack(bombs, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_size_that_lies_does_not_unpack_more(tmp_path: Path) -> None:
    content = make_zip(**{"a.psd": b"\0" * 5 * MEGABYTE}).getvalue()
    true_size = (5 * MEGABYTE).to_bytes(4, "little")
    lying = io.BytesIO(content.replace(true_size, (1000).to_bytes(4, "little")))

    with pytest.raises(UploadRefused, match="can't be unpacked"):
        unpack(lying, tmp_path)

    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 60])
def test_what_is_no_zip_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match="can't be unpacked"):
        unpack(io.BytesIO(content), tmp_path)


def test_a_member_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    content = make_zip(**{"é.psd": b"x"}).getvalue().replace("é".encode(), b"\xff\xfe")

    with pytest.raises(UploadRefused, match="name can't be read"):
        unpack(io.BytesIO(content), tmp_path)


def test_a_member_without_a_name_breaks_nothing(tmp_path: Path) -> None:
    content = make_zip(**{"one.psd": b"x"}).getvalue().replace(b"one.psd", b"\0ne.psd")

    assert unpack(io.BytesIO(content), tmp_path).find("one.psd") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 400), at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_damaged_zip_is_unpacked_or_refused(cut: int, at: int, byte: int, tmp_path: Path) -> None:
    content = bytearray(make_zip(**{"a/one.psd": b"x" * 50, "two.csv": b"y"}).getvalue())
    content[at % len(content)] = byte
    del content[len(content) - cut % len(content) :]

    try:
        files = unpack(io.BytesIO(bytes(content)), tmp_path)
    except UploadRefused as refusal:
        assert str(refusal)
    else:
        assert all(path.is_file() for path in files.files.values())


def test_a_folder_gives_its_files_but_no_link_out_of_it(tmp_path: Path) -> None:
    outside = tmp_path / "secret.psd"
    outside.write_bytes(b"secret")
    folder = tmp_path / "batch"
    (folder / "cards").mkdir(parents=True)
    (folder / "cards" / "one.psd").write_bytes(b"1")
    (folder / "link.psd").symlink_to(outside)

    assert list(from_folder(folder).files) == ["cards/one.psd"]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("cards/01.psd", "01.psd"),
        ("Jürgen Müller.psd", unicodedata.normalize("NFD", "Jürgen Müller.psd")),
        ("Cards/Card-01.PSD", "cards/card-01.psd"),
        ("STRASSE.psd", "straße.psd"),
    ],
)
def test_a_file_is_found_under_the_name_that_can_only_mean_it(written: str, sent: str) -> None:
    found = UploadSet({sent: Path("0"), "another.psd": Path("1")}).find(written)

    assert found == Path("0")


def test_of_two_files_alike_neither_is_taken_unless_it_is_named_as_it_is() -> None:
    files = UploadSet({"a/card.psd": Path("0"), "b/CARD.psd": Path("1")})

    assert files.find("card.psd") is None
    assert files.find("b/CARD.psd") == Path("1")
    assert files.find("B/card.psd") == Path("1")


def test_one_file_under_two_paths_is_one() -> None:
    files = UploadSet({"inner/cards/01.psd": Path("0"), "cards/01.psd": Path("0")})

    assert files.find("01.psd") == Path("0")
