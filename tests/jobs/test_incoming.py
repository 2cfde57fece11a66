"""Uploads in pieces: nothing is sent twice, and rows are put right without another upload."""

import io
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone

from jobs import incoming as uploads
from jobs.demo.batch import TEMPLATE, build_batch
from jobs.incoming import Announced, OffsetWrong
from jobs.models import Incoming, IncomingFile, Job, StoredFile
from jobs.storage import digest_of
from jobs.upload_set import UploadRefused
from tests.samples.batches import PSD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]
MANIFEST = b"job_id,psd_path,aepx_path,output_name\none,%s,%s,one.aep\n"


@pytest.fixture(autouse=True)
def place(settings: LazySettings, tmp_path: Path) -> Path:
    """The folder for what is on its way."""
    settings.INCOMING_FOLDER = str(tmp_path / "incoming")
    return tmp_path / "incoming"


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A batch of one card: manifest, Photoshop file, template."""
    folder = tmp_path_factory.mktemp("demo")
    build_batch(folder)
    manifest = MANIFEST % (PSD.encode(), TEMPLATE.encode())
    return {
        "batch.csv": manifest,
        PSD: (folder / PSD).read_bytes(),
        TEMPLATE: (folder / TEMPLATE).read_bytes(),
    }


def begin(contents: Mapping[str, bytes], by: User) -> Incoming:
    return uploads.begin([Announced(path, len(data)) for path, data in contents.items()], by=by)


def send(incoming: Incoming, path: str, content: bytes, at: int = 0) -> int:
    return uploads.append(incoming.files.get(path=path), at, io.BytesIO(content))


def send_all(incoming: Incoming, contents: Mapping[str, bytes]) -> None:
    for path, data in contents.items():
        send(incoming, path, data)


def test_pieces_become_a_batch_and_leave_nothing_behind(
    contents: dict[str, bytes], olga: User, place: Path
) -> None:
    incoming = begin(contents, olga)
    psd = contents[PSD]
    send_all(incoming, {path: data for path, data in contents.items() if path != PSD})
    assert send(incoming, PSD, psd[:1000]) == 1000
    assert send(incoming, PSD, psd[1000:5000], 1000) == 5000
    assert incoming.files.get(path=PSD).offset == 5000
    send(incoming, PSD, psd[5000:], 5000)

    batch = uploads.finish(incoming, by=olga).batch

    assert batch is not None
    assert batch.name == "batch.csv"
    stored = Job.objects.get().psd_file
    with stored.file.open("rb") as kept:
        assert kept.read() == psd
    assert not Incoming.objects.exists()
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("offset", [0, 999, 1001, 10**18])
def test_a_piece_at_another_place_is_refused_and_changes_nothing(
    offset: int, contents: dict[str, bytes], olga: User
) -> None:
    incoming = begin(contents, olga)
    send(incoming, PSD, contents[PSD][:1000])

    with pytest.raises(OffsetWrong) as wrong:
        send(incoming, PSD, b"other", offset)

    assert wrong.value.offset == 1000
    assert incoming.files.get(path=PSD).place.read_bytes() == contents[PSD][:1000]


def test_a_line_that_breaks_loses_nothing_that_came(contents: dict[str, bytes], olga: User) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= 4096:
                raise ConnectionResetError
            return super().read(min(size or 0, 4096))

    incoming = begin(contents, olga)
    file = incoming.files.get(path=PSD)
    with pytest.raises(ConnectionResetError):
        uploads.append(file, 0, Breaking(contents[PSD]))

    assert file.offset == 4096
    assert send(incoming, PSD, contents[PSD][4096:], 4096) == len(contents[PSD])


def test_more_than_was_announced_is_refused(contents: dict[str, bytes], olga: User) -> None:
    incoming = begin(contents, olga)

    with pytest.raises(UploadRefused, match=r"More of “batch\.csv” came"):
        send(incoming, "batch.csv", contents["batch.csv"] + b"more")

    assert incoming.files.get(path="batch.csv").offset <= len(contents["batch.csv"])


def test_what_is_not_all_here_makes_no_batch(contents: dict[str, bytes], olga: User) -> None:
    incoming = begin(contents, olga)
    send(incoming, "batch.csv", contents["batch.csv"])

    with pytest.raises(UploadRefused, match="2 files still to come"):
        uploads.finish(incoming, by=olga)


def test_rows_are_checked_while_the_files_are_still_coming(
    contents: dict[str, bytes], olga: User
) -> None:
    bad = contents | {"batch.csv": MANIFEST % (b"gone.psd", TEMPLATE.encode())}
    incoming = begin(bad, olga)
    assert uploads.check(incoming).manifest is None
    send(incoming, "batch.csv", bad["batch.csv"])

    checked = uploads.check(incoming)

    assert [error.error for error in checked.errors] == [
        "The Photoshop file “gone.psd” is not in the upload."
    ]


def test_a_row_is_put_right_without_sending_anything_again(
    contents: dict[str, bytes], olga: User
) -> None:
    bad = contents | {"batch.csv": MANIFEST % (b"gone.psd", TEMPLATE.encode())}
    incoming = begin(bad, olga)
    send_all(incoming, bad)
    refused = uploads.finish(incoming, by=olga)
    assert refused.batch is None
    assert incoming.files.get(path=PSD).is_complete

    uploads.correct(incoming, {"2": {"psd_path": PSD}})
    uploads.correct(incoming, {"2": {"job_id": "two"}})

    assert uploads.check(incoming).errors == ()
    assert uploads.finish(incoming, by=olga).batch is not None
    assert Job.objects.get().job_id == "two"


@pytest.mark.parametrize(
    "cells",
    [
        {"x": {"job_id": "a"}},
        {"-1": {"job_id": "a"}},
        {"2": {"status": "completed"}},
        {"2": {"notes": "x" * 2001}},
        {"9999999": {"job_id": "a"}},
    ],
)
def test_only_cells_of_the_manifest_can_be_put_right(
    cells: dict[str, dict[str, str]], contents: dict[str, bytes], olga: User
) -> None:
    incoming = begin(contents, olga)
    with pytest.raises(UploadRefused):
        uploads.correct(incoming, cells)
    incoming.refresh_from_db()
    assert incoming.corrections == {}


def test_a_template_that_is_known_is_not_sent_again(
    contents: dict[str, bytes], olga: User, tmp_path: Path
) -> None:
    first = begin(contents, olga)
    send_all(first, contents)
    uploads.finish(first, by=olga)
    (tmp_path / "t").write_bytes(contents[TEMPLATE])
    digest = digest_of(tmp_path / "t")

    again = uploads.begin(
        [
            Announced(TEMPLATE, len(contents[TEMPLATE]), digest),
            Announced("same-name.aepx", len(contents[TEMPLATE]) - 1, digest),
            Announced(PSD, len(contents[PSD]), StoredFile.objects.get(kind="psd").sha256),
        ],
        by=olga,
    )

    complete = {file.path: file.is_complete for file in again.files.all()}
    assert complete == {TEMPLATE: True, "same-name.aepx": False, PSD: False}


@pytest.mark.parametrize(
    "announced",
    [
        [],
        [Announced("../up.psd", 1)],
        [Announced("/etc/passwd", 1)],
        [Announced("a\0b", 1)],
        [Announced("a\ud800b", 1)],
        [Announced("a.psd", -1)],
        [Announced("a.psd", 1), Announced("a.psd", 1)],
        [Announced("x" * 501, 1)],
        [Announced("a.psd", 2**62)],
    ],
    ids=["nothing", "up", "root", "nul", "half a sign", "negative", "twice", "long", "huge"],
)
def test_what_can_not_be_an_upload_is_refused(
    announced: list[Announced], olga: User, place: Path
) -> None:
    with pytest.raises(UploadRefused):
        uploads.begin(announced, by=olga)
    assert not Incoming.objects.exists()


def test_nobody_fills_the_disk_with_unfinished_uploads(olga: User) -> None:
    for _ in range(uploads.MOST_OPEN):
        uploads.begin([Announced("a.psd", 1)], by=olga)
    with pytest.raises(UploadRefused, match="5 unfinished uploads"):
        uploads.begin([Announced("a.psd", 1)], by=olga)


def test_what_nobody_goes_on_with_is_discarded(olga: User, place: Path) -> None:
    old, new = (uploads.begin([Announced("a.psd", 1)], by=olga) for _ in range(2))
    Incoming.objects.filter(pk=old.pk).update(touched_at=timezone.now() - timedelta(days=3))

    assert uploads.discard_forgotten() == 1

    assert [path.name for path in place.iterdir()] == [new.id.hex]
    assert IncomingFile.objects.count() == 1
