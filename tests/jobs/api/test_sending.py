"""A download that was interrupted goes on where it stopped, unless the file has changed."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jobs.models import AuditEntry
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.api.conftest import token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(rui: User) -> Client:
    """Rui's program, with his token."""
    return Client(headers={"Authorization": f"Bearer {token_for(rui)}"})


@pytest.fixture
def path() -> str:
    """Where a finished job's package lies."""
    return f"/api/job/{make_job(status=Status.COMPLETED).job_id}/download-package"


@pytest.mark.parametrize(
    ("wanted", "status", "content"),
    [
        ("bytes=0-", 206, b"PK package"),
        ("bytes=3-6", 206, b"pack"),
        ("bytes=-4", 206, b"kage"),
        ("bytes=8-900", 206, b"ge"),
        ("bytes=-900", 206, b"PK package"),
        ("bytes=10-", 416, b""),
        ("bytes=6-3", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=0-1,4-5", 200, b"PK package"),
        ("bytes=-", 200, b"PK package"),
        ("lines=1-2", 200, b"PK package"),
    ],
)
def test_the_part_asked_for_is_sent(
    client: Client, path: str, wanted: str, status: int, content: bytes
) -> None:
    answer = client.get(path, headers={"Range": wanted})

    assert (answer.status_code, answer.getvalue()) == (status, content)
    assert answer["Accept-Ranges"] == "bytes"
    if status == 206:
        assert answer["Content-Length"] == str(len(content))
    assert AuditEntry.objects.get(action="downloaded").data["range"] == wanted


def test_a_download_starts_anew_when_the_package_has_changed(client: Client, path: str) -> None:
    whole = client.get(path)
    assert whole.getvalue() == b"PK package"

    same = client.get(path, headers={"Range": "bytes=3-", "If-Range": whole["ETag"]})
    changed = client.get(path, headers={"Range": "bytes=3-", "If-Range": '"older"'})

    assert (same.status_code, same.getvalue()) == (206, b"package")
    assert (changed.status_code, changed.getvalue()) == (200, b"PK package")
