"""What killed processes left is removed once nobody can be at it; the rest is left alone."""

import os
import time
from pathlib import Path

import pytest
from django.conf import LazySettings

from jobs.leftovers import PREFIX, remove_leftovers


def make_folder(path: Path, *, age: float) -> Path:
    path.mkdir(parents=True)
    (path / "file.psd").write_bytes(b"8BPS")
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_old_folders_and_unfinished_files_go_and_new_ones_stay(
    tmp_path: Path, own_files: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    settings.TASK_SECONDS = 600
    old = make_folder(tmp_path / f"{PREFIX}old", age=1300)
    new = make_folder(tmp_path / f"{PREFIX}new", age=1100)
    foreign = make_folder(tmp_path / "somebody-elses", age=10**6)
    parts = make_folder(own_files / "parts", age=0)
    os.utime(parts / "file.psd", (0, 0))

    remove_leftovers()

    assert not old.exists()
    assert list(parts.iterdir()) == []
    assert new.exists()
    assert foreign.exists()
