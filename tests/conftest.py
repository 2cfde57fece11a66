"""What all tests share: the cast, files of their own, the sample data, a queue."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db.backends.base.base import BaseDatabaseWrapper

from pipeline_site.embedded_queue import running_queue

# No example fails for a busy machine; a gate runs the same examples every time.
hypothesis.settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("steady")

S3 = "storages.backends.s3.S3Storage"
SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real sample files; tests that need it skip where it is missing."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real sample files are not on this machine (../shared/data)")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def own_storage(request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path) -> None:
    """Each test has an empty storage of its own: in the S3 store where one runs, else on disk."""
    if settings.STORAGES["default"]["BACKEND"] == S3 and "own_files" not in request.fixturenames:
        # One connection for all tests: to make one takes longer than most of them.
        default_storage.location = uuid.uuid4().hex  # type: ignore[attr-defined] # of S3's alone
        return
    on_disk = {
        "BACKEND": "jobs.whole_files.WholeFileStorage",
        "OPTIONS": {"location": tmp_path / "files", "allow_overwrite": True},
    }
    settings.STORAGES = settings.STORAGES | {"default": on_disk}


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """What starts a request or fails in a task doesn't close the connection a test's data is on.

    Later versions of Django know of themselves that a transaction is open.
    """
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def close_between_transactions(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            close(connection)

    monkeypatch.setattr(
        BaseDatabaseWrapper, "close_if_unusable_or_obsolete", close_between_transactions
    )


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No page that another test has just rendered is shown."""
    cache.clear()


@pytest.fixture
def own_files(tmp_path: Path) -> Path:
    """The storage's folder, for tests that look into it."""
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def fast_passwords(settings: LazySettings) -> None:
    """A slow hash for five people in every test would be most of the suite's time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _person(name: str, group: str | None, *, staff: bool = False) -> User:
    user = User.objects.create_user(name, f"{name}@studio.example", name, is_staff=staff)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def olga(db: None) -> User:
    """Olga coordinates: uploads, watches, retries, cancels."""
    return _person("olga", "coordinators", staff=True)


@pytest.fixture
def rui(db: None) -> User:
    """Rui reviews."""
    return _person("rui", "reviewers")


@pytest.fixture
def mona(db: None) -> User:
    """Mona manages: reads the audit log."""
    return _person("mona", "managers")


@pytest.fixture
def ada(db: None) -> User:
    """Ada administers: may do everything a person may do."""
    return User.objects.create_superuser("ada", "ada@studio.example", "ada")


@pytest.fixture
def nina(db: None) -> User:
    """Nina has no rights."""
    return _person("nina", None)


@pytest.fixture(scope="session")
def queue_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Valkey server on a socket of its own."""
    with running_queue(tmp_path_factory.mktemp("queue")) as url:
        yield url


@pytest.fixture
def queue(queue_url: str, settings: LazySettings) -> str:
    """The queue as the application sees it; empty at first."""
    import django_rq  # noqa: PLC0415 - it reads the settings when it is imported

    settings.RQ_QUEUES = {"default": {"URL": queue_url, "DEFAULT_TIMEOUT": 60}}
    connection = django_rq.get_connection("default")
    connection.flushall()
    return queue_url
