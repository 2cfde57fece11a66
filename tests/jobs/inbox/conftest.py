"""An inbox to put batches into: a folder, and a bucket of a real S3 store."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from django.conf import LazySettings

from tests.jobs.inbox.kinds import WATCHED, InBucket, InFolder, Put
from tests.samples.batches import make_folder
from tests.servers import KEYS, s3


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The address of an S3 store with a bucket to watch."""
    with s3() as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in KEYS.items():
            patch.setenv(name, value)
        address = environment["AWS_S3_ENDPOINT_URL"]
        boto3.client("s3", endpoint_url=address).create_bucket(Bucket=WATCHED)
        yield address


@pytest.fixture(autouse=True)
def no_wait(settings: LazySettings) -> None:
    settings.INBOX_SETTLED_SECONDS = 0
    settings.SITE_URL = "https://six.studio.example"


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> InFolder:
    settings.INBOX_FOLDER = str(tmp_path / "inbox")
    return InFolder(tmp_path / "inbox")


@pytest.fixture
def bucket(settings: LazySettings, store: str, request: pytest.FixtureRequest) -> InBucket:
    prefix = f"studio/{abs(hash(request.node.name))}"
    settings.S3_ENDPOINT = store
    settings.INBOX_BUCKET = f"{WATCHED}/{prefix}"
    return InBucket(boto3.client("s3", endpoint_url=store), prefix)


@pytest.fixture(params=["folder", "bucket"])
def inbox(request: pytest.FixtureRequest) -> Put:
    """Each test of it runs with both kinds."""
    found: Put = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo batch's folder."""
    return make_folder(tmp_path_factory.mktemp("made") / "batch").parent


@pytest.fixture(scope="module")
def archive(batch: Path) -> Path:
    """The same as a ZIP."""
    path = batch.parent / "batch.zip"
    with zipfile.ZipFile(path, "w") as target:
        for file in sorted(batch.iterdir()):
            target.write(file, f"inner/{file.name}")
    return path
