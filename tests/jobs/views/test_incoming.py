"""The upload's addresses: one's own alone, offsets as tus has them, refusals in sentences."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from jobs.demo.batch import build_batch
from jobs.models import Batch, Incoming
from tests.conftest import S3
from tests.jobs.views.conftest import As
from tests.servers import BUCKET, KEYS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]
PIECE = "application/offset+octet-stream"


@pytest.fixture(autouse=True)
def place(settings: LazySettings, tmp_path: Path) -> None:
    settings.INCOMING_FOLDER = str(tmp_path / "incoming")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    build_batch(made)
    return made


def post(client: Client, path: str, body: object) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json")


def begin(client: Client, **sizes: int) -> Any:
    files = [{"path": path.replace("_", "."), "size": size} for path, size in sizes.items()]
    return post(client, "/uploads", {"files": files})


def patch(client: Client, url: str, content: bytes, offset: object) -> Any:
    return client.generic(
        "PATCH", url, content, content_type=PIECE, headers={"Upload-Offset": str(offset)}
    )


def test_a_file_is_sent_in_pieces_from_where_it_stopped(signed_in: As, olga: User) -> None:
    client = signed_in(olga)
    answer = begin(client, a_csv=10)
    assert answer.status_code == 201
    (file,) = answer.json()["files"]
    assert (file["path"], file["offset"]) == ("a.csv", 0)

    first = patch(client, file["url"], b"12345", 0)
    assert (first.status_code, first["Upload-Offset"]) == (204, "5")
    wrong = patch(client, file["url"], b"12345", 0)
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, "5")
    asked = client.head(file["url"])
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("5", "10")
    assert asked["Tus-Resumable"] == "1.0.0"
    too_much = patch(client, file["url"], b"678901", 5)
    assert too_much.status_code == 400
    assert too_much.json()["error"] == "More of “a.csv” came than was announced."


def test_the_demo_goes_in(signed_in: As, olga: User, folder: Path) -> None:
    client = signed_in(olga)
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    files = [{"path": path.name, "size": path.stat().st_size} for path in paths]
    upload = post(client, "/uploads", {"files": files}).json()
    for file in upload["files"]:
        assert (
            patch(client, file["url"], (folder / file["path"]).read_bytes(), 0).status_code == 204
        )

    answer = post(client, f"{upload['url']}/finish", {"start": True}).json()

    batch = Batch.objects.get()
    assert answer == {"success": True, "url": batch.get_absolute_url()}
    assert batch.valid_jobs == 3
    assert client.get(upload["url"]).status_code == 404


def test_wrong_rows_are_shown_with_their_cells_and_checked_anew(signed_in: As, olga: User) -> None:
    client = signed_in(olga)
    table = b"job_id,psd_path,aepx_path,output_name\n<b>,gone.psd,t.aepx,one.aep\n"
    upload = begin(client, a_csv=len(table), b_psd=5).json()
    assert post(client, f"{upload['url']}/check", {}).json()["known"] is False
    patch(client, upload["files"][0]["url"], table, 0)

    first = post(client, f"{upload['url']}/check", {}).json()
    assert (first["known"], first["errors"]) == (True, 1)
    assert "job_id must have 1 to 50 characters" in first["html"]
    assert 'data-row="2" data-column="job_id" value="&lt;b&gt;"' in first["html"]

    cells = {"2": {"job_id": "one", "psd_path": "b.psd"}}
    second = post(client, f"{upload['url']}/check", {"cells": cells}).json()
    assert "is not in the upload" in second["html"]
    assert "b.psd" in second["html"]
    assert "gone.psd" not in second["html"]
    unfinished = post(client, f"{upload['url']}/finish", {})
    assert unfinished.status_code == 400
    assert unfinished.json()["error"] == "The upload is not complete: 1 file still to come."


def test_somebody_elses_upload_is_not_found(signed_in: As, olga: User, ada: User) -> None:
    upload = begin(signed_in(olga), a_csv=10).json()
    other = signed_in(ada)
    file = upload["files"][0]["url"]

    assert other.get(upload["url"]).status_code == 404
    assert other.delete(upload["url"]).status_code == 404
    assert other.head(file).status_code == 404
    assert patch(other, file, b"12345", 0).status_code == 404
    assert post(other, f"{file}/part", {"offset": 0}).status_code == 404
    for verb in ("check", "finish"):
        assert post(other, f"{upload['url']}/{verb}", {}).status_code == 404
    assert Incoming.objects.count() == 1


def test_parts_go_to_the_store_only_where_one_is_set(signed_in: As, olga: User) -> None:
    client = signed_in(olga)
    (file,) = begin(client, a_zip=20 * 1024 * 1024).json()["files"]
    assert file["part"] == 0

    answer = post(client, f"{file['url']}/part", {"offset": 0})
    assert answer.status_code == 400
    assert answer.json()["error"] == "“a.zip” does not go to the store."
    for wrong in ({}, {"offset": "0"}, {"offset": None}):
        assert post(client, f"{file['url']}/part", wrong).status_code == 400


def test_a_store_that_is_away_is_told_of(
    signed_in: As, olga: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (KEYS | {"AWS_MAX_ATTEMPTS": "1"}).items():
        monkeypatch.setenv(name, value)
    nowhere = "http://127.0.0.1:9"
    options = {"bucket_name": BUCKET, "endpoint_url": nowhere}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": S3, "OPTIONS": options}}
    settings.UPLOAD_ENDPOINT = nowhere

    answer = begin(signed_in(olga), a_zip=20 * 1024 * 1024)
    assert answer.status_code == 503
    assert answer.json()["error"].startswith("The file store does not answer; try again")
    assert not Incoming.objects.exists()


def test_without_the_right_nothing_can_be_sent(signed_in: As, rui: User, olga: User) -> None:
    file = begin(signed_in(olga), a_csv=10).json()["files"][0]["url"]

    assert patch(signed_in(rui), file, b"12345", 0).status_code == 403
    assert begin(signed_in(rui), a_csv=10).status_code == 403
    assert patch(Client(), file, b"12345", 0).status_code == 302


def test_a_piece_needs_the_csrf_token(olga: User, signed_in: As) -> None:
    file = begin(signed_in(olga), a_csv=10).json()["files"][0]["url"]
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(olga)

    assert patch(careful, file, b"12345", 0).status_code == 403


@pytest.mark.parametrize(
    "body",
    ["", "[]", "no json", "{}", '{"files": 3}', '{"files": [3]}', '{"files": [{"path": "a"}]}'],
)
def test_what_is_no_announcement_is_refused(body: str, signed_in: As, olga: User) -> None:
    answer = signed_in(olga).post("/uploads", body, content_type="application/json")

    assert answer.status_code == 400
    assert not Incoming.objects.exists()


@pytest.mark.parametrize("offset", ["", "-1", "x", "٣", "1" * 40])
def test_what_is_no_offset_is_refused(offset: str, signed_in: As, olga: User) -> None:
    client = signed_in(olga)
    file = begin(client, a_csv=10).json()["files"][0]["url"]

    assert patch(client, file, b"12345", offset).status_code in (400, 409)
    assert client.head(file)["Upload-Offset"] == "0"


@pytest.mark.parametrize("cells", [3, [], {"2": 3}, {"2": {"job_id": 3}}])
def test_what_is_no_correction_is_refused(cells: object, signed_in: As, olga: User) -> None:
    client = signed_in(olga)
    upload = begin(client, a_csv=10).json()

    assert post(client, f"{upload['url']}/check", {"cells": cells}).status_code in (200, 400)
    assert Incoming.objects.get().corrections == {}


def test_a_discarded_upload_is_gone(signed_in: As, olga: User) -> None:
    client = signed_in(olga)
    upload = begin(client, a_csv=10).json()
    patch(client, upload["files"][0]["url"], b"12345", 0)
    folder = Incoming.objects.get().folder

    assert client.delete(upload["url"]).status_code == 204
    assert not folder.exists()
    assert not Incoming.objects.exists()
