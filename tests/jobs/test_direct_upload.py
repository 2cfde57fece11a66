"""Large files that go straight to a real S3 store, on where they stopped, and are fetched whole."""

import os
import urllib.request
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone

from jobs import direct_upload
from jobs import incoming as uploads
from jobs.direct_upload import PART_BYTES
from jobs.incoming import Announced
from jobs.models import Incoming, IncomingFile
from jobs.storage import digest_of
from jobs.upload_set import UploadRefused
from tests.conftest import S3
from tests.samples.batches import make_folder
from tests.servers import BUCKET, KEYS, s3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]
NAME = "Friday cards.zip"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A real S3 store's."""
    with s3() as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in KEYS.items():
            patch.setenv(name, value)
        yield environment["AWS_S3_ENDPOINT_URL"]


@pytest.fixture(autouse=True)
def store(address: str, settings: LazySettings, tmp_path: Path) -> str:
    """Files are kept in the store, and browsers send to it."""
    options = {"bucket_name": BUCKET, "endpoint_url": address, "location": tmp_path.name}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": S3, "OPTIONS": options}}
    settings.UPLOAD_ENDPOINT = address
    settings.INCOMING_FOLDER = str(tmp_path / "incoming")
    return address


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of one card with much beside it: a ZIP of three parts."""
    folder = make_folder(tmp_path_factory.mktemp("made") / "batch").parent
    path = folder.parent / NAME
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("other/raw footage.bin", os.urandom(2 * PART_BYTES))
        for file in sorted(folder.iterdir()):
            target.write(file, file.name)
    assert 2 * PART_BYTES < path.stat().st_size < 3 * PART_BYTES
    return path


def begin(archive: Path, by: User) -> IncomingFile:
    incoming = uploads.begin([Announced(NAME, archive.stat().st_size)], by=by)
    found: IncomingFile = incoming.files.get()
    return found


def part(content: bytes, number: int) -> bytes:
    return content[(number - 1) * PART_BYTES : number * PART_BYTES]


def put(file: IncomingFile, content: bytes, number: int) -> None:
    """What a browser does with a part."""
    url = uploads.address_of_part(file, (number - 1) * PART_BYTES)
    kind = {"Content-Type": "application/octet-stream"}
    body = part(content, number)
    wanted = urllib.request.Request(url, data=body, method="PUT", headers=kind)  # noqa: S310 - ours
    with urllib.request.urlopen(wanted) as answer:  # noqa: S310 - ours
        assert answer.status == 200


def left_in(address: str) -> tuple[int, int]:
    """How many files and how many unfinished ones lie below the place for what is on its way."""
    client = boto3.client("s3", endpoint_url=address)
    found = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    begun = client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
    return sum("/incoming/" in one["Key"] for one in found), len(begun)


def test_parts_are_sent_from_where_it_stopped_and_become_a_batch(
    archive: Path, olga: User, store: str
) -> None:
    file, content = begin(archive, olga), archive.read_bytes()
    assert uploads.offset_of(file) == 0
    put(file, content, 1)
    assert uploads.offset_of(file) == PART_BYTES
    put(file, content, 3)
    assert uploads.offset_of(file) == PART_BYTES  # there is a gap
    put(file, content, 2)
    assert uploads.offset_of(file) == len(content)

    batch = uploads.finish(file.incoming, by=olga).batch

    assert batch is not None
    assert batch.jobs.count() == 3
    assert left_in(store) == (0, 0)


def test_what_is_fetched_is_what_was_sent(archive: Path, olga: User) -> None:
    file, content = begin(archive, olga), archive.read_bytes()
    for number in (1, 2, 3):
        put(file, content, number)
    direct_upload.fetch(file)
    assert digest_of(file.place) == digest_of(archive)
    assert (file.multipart, uploads.offset_of(file)) == ("", len(content))


def test_a_server_that_stopped_after_the_parts_were_joined_goes_on(
    archive: Path, olga: User, store: str
) -> None:
    file, content = begin(archive, olga), archive.read_bytes()
    for number in (1, 2, 3):
        put(file, content, number)
    client, key = boto3.client("s3", endpoint_url=store), direct_upload._part(file)
    parts = direct_upload._parts(file)
    client.complete_multipart_upload(**key, MultipartUpload={"Parts": parts})

    assert uploads.offset_of(file) == len(content)
    assert uploads.finish(file.incoming, by=olga).batch is not None


def test_a_part_of_another_size_does_not_count(archive: Path, olga: User) -> None:
    file, content = begin(archive, olga), archive.read_bytes()
    put(file, content[: PART_BYTES - 1], 1)
    assert uploads.offset_of(file) == 0
    with pytest.raises(UploadRefused, match="1 file still to come"):
        uploads.finish(file.incoming, by=olga)


def test_the_address_is_good_for_that_part_in_its_size_alone(archive: Path, olga: User) -> None:
    file = begin(archive, olga)
    address = uploads.address_of_part(file, PART_BYTES)
    assert "partNumber=2" in address
    assert "X-Amz-SignedHeaders=content-length%3Bhost" in address
    for offset in (-PART_BYTES, 1, file.size, 4 * PART_BYTES):
        with pytest.raises(UploadRefused, match="No part of the file begins there"):
            uploads.address_of_part(file, offset)


def test_an_upload_that_the_store_cleared_away_begins_anew(
    archive: Path, olga: User, store: str
) -> None:
    file, content = begin(archive, olga), archive.read_bytes()
    put(file, content, 1)
    boto3.client("s3", endpoint_url=store).abort_multipart_upload(**direct_upload._part(file))

    with pytest.raises(UploadRefused, match="1 file still to come"):
        uploads.finish(file.incoming, by=olga)
    assert uploads.offset_of(file) == 0
    put(file, content, 1)
    assert uploads.offset_of(file) == PART_BYTES


def test_a_file_goes_one_way_alone(archive: Path, olga: User) -> None:
    large = begin(archive, olga)
    small = uploads.begin([Announced("cards.csv", PART_BYTES)], by=olga).files.get()
    with archive.open("rb") as source, pytest.raises(UploadRefused, match="goes to the store"):
        uploads.append(large, 0, source)
    with pytest.raises(UploadRefused, match="does not go to the store"):
        uploads.address_of_part(small, 0)


def test_forgotten_uploads_leave_nothing_in_the_store(
    archive: Path, olga: User, store: str
) -> None:
    before = left_in(store)
    file = begin(archive, olga)
    put(file, archive.read_bytes(), 1)
    assert left_in(store) == (before[0], before[1] + 1)
    Incoming.objects.update(touched_at=timezone.now() - timedelta(days=3))

    assert uploads.discard_forgotten() == 1
    assert left_in(store) == before
