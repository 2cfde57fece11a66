"""The database restarts, the file store fails, the disk is full: the work waits and is done."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.faults.conftest import JOBS, ROUNDS, SECONDS
from tests.faults.installation import ROOT, STANDARD, Installation, answer_of
from tests.faults.proxy import Proxy
from tests.servers import postgres, postgres_programs, s3

pytestmark = pytest.mark.timeout(2 * SECONDS)


def begun(installation: Installation) -> Installation:
    """The same, with its batch ingested and its processes running."""
    installation.migrate()
    assert installation.ask(f"ingest_jobs({JOBS})") == JOBS
    installation.start(*STANDARD)
    return installation


@pytest.fixture
def with_postgres(tmp_path: Path) -> Iterator[Installation]:
    """Its database is a server of its own."""
    with postgres() as environment:
        if not environment:
            pytest.skip("there is no PostgreSQL server for this Python")
        installation = Installation(tmp_path, environment)
        try:
            yield begun(installation)
        finally:
            installation.end()


def crash_and_restart(url: str) -> None:
    """As after a loss of power: the server ends at once, and recovers when it starts."""
    with psycopg.connect(url) as connection:
        (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    subprocess.run(
        [postgres_programs() / "pg_ctl", "restart", "-w", "-m", "immediate", "-D", data],
        user=Path(data).stat().st_uid,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def test_a_database_that_crashes_and_comes_back(with_postgres: Installation) -> None:
    with_postgres.ask("start()")
    reviewer = with_postgres.ask_later(f"review({SECONDS})")
    for _ in range(ROUNDS):
        with_postgres.wait_for_work()
        crash_and_restart(with_postgres.environment["DATABASE_URL"])

    assert answer_of(reviewer, seconds=SECONDS) == []
    assert with_postgres.ended() == []


def test_a_file_store_that_refuses_then_fails_then_is_slow(tmp_path: Path) -> None:
    with s3() as environment, Proxy(urlsplit(environment["AWS_S3_ENDPOINT_URL"]).port or 0) as door:
        environment |= {"AWS_S3_ENDPOINT_URL": f"http://127.0.0.1:{door.port}"}
        installation = Installation(tmp_path, environment | {"AWS_MAX_ATTEMPTS": "1"})
        try:
            begun(installation)
            door.mood = "refusing"
            installation.ask("start()")
            reviewer = installation.ask_later(f"review({SECONDS})")
            assert installation.wait_for_log("(ConnectionClosedError)")
            door.mood = "failing"
            assert installation.wait_for_log("(ClientError)")
            door.mood = "slow"
            time.sleep(2)
            door.mood = "well"

            assert answer_of(reviewer, seconds=SECONDS) == []
            assert installation.ended() == []
        finally:
            installation.end()


def namespace(folder: Path) -> subprocess.Popen[bytes]:
    """A process that sees a small disk of its own at that folder."""
    own = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
    script = 'mount -t tmpfs -o size=64m sixstage "$0" && echo ready && exec sleep 3600'
    return subprocess.Popen(
        ["unshare", *own, "sh", "-c", script, folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def on_a_small_disk(tmp_path: Path) -> Iterator[Installation]:
    """Its stored files lie on a disk of their own, which the test can make smaller and larger."""
    files = tmp_path / "var" / "files"
    files.mkdir(parents=True)
    with namespace(files) as holder:
        assert holder.stdout
        if holder.stdout.readline() != b"ready\n":
            pytest.skip("this machine lets nobody mount a disk")
        user = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
        through = ["nsenter", f"--target={holder.pid}", "--mount", f"--wd={ROOT}", *user]
        installation = Installation(tmp_path, through=through)
        try:
            yield begun(installation)
        finally:
            installation.end()
            holder.kill()


def test_a_full_disk_that_is_made_room_on(on_a_small_disk: Installation) -> None:
    files = on_a_small_disk.var / "files"
    used = on_a_small_disk.run("du", "--summarize", "--block-size=1K", str(files)).split()[0]
    on_a_small_disk.run("mount", "-o", f"remount,size={int(used) + 64}k", str(files))
    on_a_small_disk.ask("start()")
    reviewer = on_a_small_disk.ask_later(f"review({SECONDS})")
    assert on_a_small_disk.wait_for_log("No space left on device")
    on_a_small_disk.run("mount", "-o", "remount,size=64m", str(files))

    assert answer_of(reviewer, seconds=SECONDS) == []
