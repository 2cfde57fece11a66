"""Whatever lies in a watched folder, nothing outside of it is read, and nothing stops the rest."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from jobs.inbox import take_in_next
from jobs.inbox.dropped import NotSettled
from jobs.inbox.folder import FolderInbox
from jobs.models import Batch
from jobs.upload_set import UploadRefused
from tests.jobs.inbox.kinds import InFolder, filed, put_folder

pytestmark = pytest.mark.django_db


def test_an_empty_folder_waits_for_its_files(folder: InFolder) -> None:
    (folder.root / "friday" / "inner").mkdir(parents=True)

    assert take_in_next() == 0


@pytest.mark.parametrize("at", ["friday", "friday/card.psd", "friday/inner", "friday.zip"])
def test_a_link_is_refused_and_not_followed(
    folder: InFolder, batch: Path, tmp_path: Path, at: str
) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "card.psd").write_bytes(next(batch.glob("*.psd")).read_bytes())
    link = folder.root / at
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(secret if link.suffix == "" else secret / "card.psd")
    take_in_next()

    assert not Batch.objects.exists()
    assert "It holds a link" in filed(folder, "failed/")[0]
    assert (secret / "card.psd").is_file()


def test_a_pipe_is_no_file(folder: InFolder, batch: Path) -> None:
    put_folder(folder, batch)
    os.mkfifo(folder.root / "friday" / "pipe.psd")
    take_in_next()

    assert "It holds a link, or something else" in filed(folder, "failed/")[0]


def test_a_link_put_in_the_way_later_is_not_followed_either(
    folder: InFolder, batch: Path, tmp_path: Path
) -> None:
    folder.put("friday/inner/card.psd", next(batch.glob("*.psd")))
    watched = FolderInbox(folder.root)
    dropped = watched.first_settled(0)
    assert dropped is not None
    (folder.root / "friday" / "inner").rename(tmp_path / "elsewhere")
    (folder.root / "friday" / "inner").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="inner"):
        watched.fetch(dropped, tmp_path)


@pytest.mark.parametrize("content", [b"", b"8BPS and more than was listed"])
def test_a_file_that_changes_while_it_is_copied_waits(
    folder: InFolder, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "listed.psd").write_bytes(b"8BPS")
    folder.put("friday/card.psd", tmp_path / "listed.psd")
    watched = FolderInbox(folder.root)
    dropped = watched.first_settled(0)
    assert dropped is not None
    (folder.root / "friday" / "card.psd").write_bytes(content)

    with pytest.raises(NotSettled):
        watched.fetch(dropped, tmp_path)


def test_folders_without_end_are_refused(folder: InFolder) -> None:
    (folder.root / "friday" / "/".join("x" * 60)).mkdir(parents=True)
    take_in_next()

    assert "deep in each other" in filed(folder, "failed/")[0]


def test_more_files_than_anybody_has_are_refused(
    folder: InFolder, batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("jobs.inbox.dropped", "jobs.inbox.folder"):
        monkeypatch.setattr(f"{module}.MAX_MEMBERS", 2)
    put_folder(folder, batch)
    take_in_next()

    assert "more than 2 files" in filed(folder, "failed/")[0]


@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.binary(min_size=1, max_size=60).filter(
        lambda name: not set(name) & {0, ord("/")} and name not in {b".", b".."}
    )
)
def test_no_name_leads_out_or_stops_the_others(
    folder: InFolder, tmp_path: Path, name: bytes
) -> None:
    watched = FolderInbox(folder.root)
    path = os.path.join(os.fsencode(folder.root), name)  # noqa: PTH118 - a Path has no bytes
    Path(os.fsdecode(path)).write_bytes(b"PK")
    while dropped := watched.first_settled(-1):
        with suppress(UploadRefused):
            watched.fetch(dropped, tmp_path)
        watched.file_away(dropped, "failed", "why")

    assert not [one for one in tmp_path.iterdir() if one.name not in {"0", "inbox", "files"}]
