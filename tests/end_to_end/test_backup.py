"""The backup of docs/operations.md, line by line: made, lost, restored, and all is there again."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from jobs.demo.batch import build_batch
from tests.end_to_end.conftest import ROOT, Site, environment_for
from tests.servers import postgres, postgres_programs

pytestmark = pytest.mark.end_to_end
DOCS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COUNT = """
from jobs.models import AuditEntry, Job, StoredFile
from django.core.files.storage import default_storage
kept = [file.file.name for file in StoredFile.objects.all()]
assert all(default_storage.exists(name) for name in kept), kept
print(Job.objects.count(), AuditEntry.objects.count(), len(kept))
"""


def lines_of(name: str) -> str:
    found = re.search(rf"^```sh {name}\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/operations.md has no block {name}"
    return found[1]


def run_lines(name: str, environment: dict[str, str]) -> str:
    """Run a block of the page as a person would, and stop at the first line that fails."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines_of(name)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def on_machine(folder: Path, **environment: str) -> Site:
    var = folder / "var"
    return Site("", var, environment_for(var, 0) | environment, folder / "log")


def with_a_batch(site: Site, folder: Path) -> None:
    """Migrated, with the demo's batch kept and begun; no worker runs."""
    folder.mkdir()
    manifest = build_batch(folder)
    site.manage("migrate", "--verbosity", "0")
    ingested = site.manage("ingest_batch", str(manifest))
    assert ingested.returncode == 0, ingested.stderr


def counted(site: Site) -> str:
    done = site.manage("shell", "-v", "0", "-c", COUNT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_all_is_there(lost: Site, restored: Site, said: str, before: str) -> None:
    assert json.loads(said)["intact"] is True
    assert counted(restored) == before
    assert before.split(maxsplit=1)[0] == "3"
    assert lost.var != restored.var


def test_sqlite_is_restored_on_another_machine(tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    backup.mkdir()
    lost = on_machine(tmp_path / "one", BACKUP=str(backup))
    with_a_batch(lost, tmp_path / "batch")
    before = counted(lost)

    run_lines("backup-sqlite", lost.environment)
    restored = on_machine(tmp_path / "two", BACKUP=str(backup))
    said = run_lines("restore-sqlite", restored.environment)

    assert_all_is_there(lost, restored, said, before)
    key = "secret_key"
    assert (restored.var / key).read_text() == (lost.var / key).read_text()
    assert (restored.var / key).stat().st_mode & 0o077 == 0


def test_postgresql_is_restored_into_another_database(tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    backup.mkdir()
    with postgres() as first, postgres() as second:
        if not first:
            pytest.skip("there is no PostgreSQL server wheel for this Python")
        shared = {"BACKUP": str(backup), "SECRET_KEY": "the same on both"}
        shared["PATH"] = f"{postgres_programs()}:{os.environ['PATH']}"
        lost = on_machine(tmp_path / "one", **first, **shared)
        with_a_batch(lost, tmp_path / "batch")
        before = counted(lost)

        run_lines("backup-postgresql", lost.environment)
        restored = on_machine(tmp_path / "two", **second, **shared)
        said = run_lines("restore-postgresql", restored.environment)

        assert_all_is_there(lost, restored, said, before)
