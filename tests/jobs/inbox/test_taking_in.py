"""What is put into a watched folder or bucket becomes a batch, once, whoever put it there."""

import os
import time
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db import OperationalError

from jobs import uploading
from jobs.inbox import take_in_next
from jobs.inbox.folder import FolderInbox
from jobs.models import AuditEntry, Batch, Job
from jobs.statuses import Status
from tests.jobs.inbox.kinds import InFolder, Put, filed, put_folder
from tests.samples.batches import one_row

pytestmark = pytest.mark.django_db


def test_a_folder_becomes_a_batch_and_moves_to_done(inbox: Put, batch: Path) -> None:
    put_folder(inbox, batch)
    assert take_in_next() == 1

    made = Batch.objects.get()
    assert (made.name, made.total_jobs, made.created_by) == ("friday", 3, None)
    assert {job.status for job in Job.objects.all()} == {Status.PROCESSING}
    note, beside = filed(inbox, "done/")
    assert note == f"3 jobs: https://six.studio.example/batches/{made.pk}\n"
    assert beside == {f"/{file.name}" for file in batch.iterdir()}
    entry = AuditEntry.objects.get(action="batch_ingested")
    assert entry.username == "system"
    assert take_in_next() == 0


def test_a_zip_becomes_a_batch_of_its_name(inbox: Put, archive: Path) -> None:
    inbox.put("friday.ZIP", archive)
    take_in_next()

    assert Batch.objects.get().name == "friday.ZIP"
    assert filed(inbox, "done/")[1] == {""}


def test_the_same_content_is_taken_in_once(inbox: Put, archive: Path) -> None:
    inbox.put("friday.zip", archive)
    take_in_next()
    inbox.put("again.zip", archive)
    assert take_in_next() == 1

    assert Batch.objects.count() == 1
    notes = [inbox.text(name) for name in inbox.all() if name.endswith("again.zip.txt")]
    address = f"https://six.studio.example/batches/{Batch.objects.get().pk}"
    assert notes == [f"This was taken in before: {address}\n"]


def test_a_bad_row_keeps_all_out_and_is_told_beside_it(
    inbox: Put, batch: Path, tmp_path: Path
) -> None:
    table = tmp_path / "m.csv"
    table.write_bytes(one_row() + b"card-2,nowhere.psd,nowhere.aepx,two.aep\n")
    put_folder(inbox, batch)
    inbox.put(f"friday/{next(batch.glob('*.csv')).name}", table)
    take_in_next()

    assert not Batch.objects.exists()
    assert not Job.objects.exists()
    note, beside = filed(inbox, "failed/")
    assert note.splitlines() == [
        "Nothing was taken in. 1 of 2 rows can't be used:",
        "Row 3 (card-2): The Photoshop file “nowhere.psd” is not in the upload.",
        "Row 3 (card-2): The template “nowhere.aepx” is not in the upload.",
    ]
    assert beside == {f"/{file.name}" for file in batch.iterdir()}


def test_what_was_changed_just_now_waits(inbox: Put, batch: Path, settings: LazySettings) -> None:
    settings.INBOX_SETTLED_SECONDS = 3600
    put_folder(inbox, batch)

    assert take_in_next() == 0
    assert not Batch.objects.exists()


def test_a_loose_file_is_sent_back_with_how_to_do_it(inbox: Put, batch: Path) -> None:
    inbox.put("card.psd", next(batch.glob("*.psd")))
    take_in_next()

    assert "Put a batch in as one folder" in filed(inbox, "failed/")[0]


@pytest.mark.parametrize("name", [".DS_Store", "~$plan.xlsx", "Thumbs.db", ".friday.zip.a8Xk"])
def test_files_of_systems_and_copiers_are_left_alone(inbox: Put, batch: Path, name: str) -> None:
    inbox.put(name, next(batch.glob("*.csv")))
    inbox.put(f"friday/{name}", next(batch.glob("*.csv")))

    assert take_in_next() == 0
    assert inbox.all() == {name, f"friday/{name}"}


def test_too_much_is_refused_before_it_is_copied(
    inbox: Put, archive: Path, settings: LazySettings
) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    inbox.put("friday.zip", archive)
    take_in_next()

    assert "more than 1 MB together" in filed(inbox, "failed/")[0]


def test_a_zip_that_is_none_fails(inbox: Put, batch: Path) -> None:
    inbox.put("friday.zip", next(batch.glob("*.csv")))
    take_in_next()

    assert "The ZIP can't be unpacked" in filed(inbox, "failed/")[0]


def test_whoever_the_operator_named_brings_the_batch_in(
    folder: InFolder, archive: Path, olga: User, settings: LazySettings
) -> None:
    settings.INBOX_USER = "olga"
    folder.put("friday.zip", archive)
    take_in_next()

    assert Batch.objects.get().created_by == olga
    assert AuditEntry.objects.get(action="batch_ingested").username == "olga"


@pytest.mark.parametrize("name", ["rui", "nobody", "closed"])
def test_whoever_may_not_upload_brings_nothing_in_and_nothing_is_moved(
    folder: InFolder, archive: Path, rui: User, olga: User, settings: LazySettings, name: str
) -> None:
    User.objects.filter(pk=olga.pk).update(username="closed", is_active=False)
    settings.INBOX_USER = name
    folder.put("friday.zip", archive)

    assert take_in_next() == 0
    assert folder.all() == {"friday.zip"}
    assert not Batch.objects.exists()


def test_the_oldest_comes_first_one_at_a_time(folder: InFolder, batch: Path, archive: Path) -> None:
    folder.put("a-later.psd", next(batch.glob("*.psd")))
    time.sleep(0.02)  # the clock of files is coarse
    os.utime(folder.root / "a-later.psd", (0, 0))  # what a copier keeps of the content's age
    time.sleep(0.02)
    folder.put("z.zip", archive)

    take_in_next()
    assert "z.zip" in folder.all()
    take_in_next()
    assert "z.zip" not in folder.all()


def test_a_link_in_place_of_the_folder_for_done_is_not_followed(
    folder: InFolder, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder.root / "done").symlink_to(tmp_path / "elsewhere")
    folder.put("friday.zip", archive)

    assert take_in_next() == 0
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not Batch.objects.exists()
    (folder.root / "done").unlink()
    assert take_in_next() == 1
    assert Batch.objects.count() == 1


def test_a_crash_between_batch_and_move_makes_no_second_batch(
    folder: InFolder, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("friday.zip", archive)
    with monkeypatch.context() as broken:
        broken.setattr(FolderInbox, "file_away", _killed)
        with pytest.raises(KeyboardInterrupt):
            take_in_next()
    assert Batch.objects.count() == 1
    take_in_next()

    assert Batch.objects.count() == 1
    assert "This was taken in before" in filed(folder, "done/")[0]


def _killed(*_args: object) -> None:
    raise KeyboardInterrupt


def test_what_nobody_foresaw_is_set_aside_and_stays_loud(
    folder: InFolder,
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def bug(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(uploading, "receive_files", bug)
    folder.put("friday.zip", archive)

    assert take_in_next() == 1
    assert "Something unforeseen" in filed(folder, "failed/")[0]
    assert "ZeroDivisionError" in caplog.text
    assert take_in_next() == 0


def test_a_database_that_is_away_moves_nothing(
    folder: InFolder, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_more: object) -> None:
        raise OperationalError

    monkeypatch.setattr(uploading, "receive_files", away)
    folder.put("friday.zip", archive)
    with pytest.raises(OperationalError):
        take_in_next()

    assert folder.all() == {"friday.zip"}


def test_a_folder_that_is_away_is_said_in_the_log(
    settings: LazySettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.INBOX_FOLDER = str(tmp_path / "nowhere")

    assert take_in_next() == 0
    assert "the inbox has to wait" in caplog.text


def test_a_store_that_is_away_keeps_no_other_inbox_waiting(
    folder: InFolder, archive: Path, settings: LazySettings, store: str
) -> None:
    settings.S3_ENDPOINT = store
    settings.INBOX_BUCKET = "no-such-bucket"
    folder.put("friday.zip", archive)

    assert take_in_next() == 1


def test_without_an_inbox_nothing_is_looked_at() -> None:
    assert take_in_next() == 0
