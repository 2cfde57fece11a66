"""Outgrown by environment alone: two machines that share nothing but their servers.

Each has a folder of its own, two web processes and a worker; PostgreSQL, Valkey and S3 are common.
"""

import json
import os
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from jobs.demo.batch import build_batch
from pipeline_site.embedded_queue import running_queue
from tests.end_to_end.calling import Caller
from tests.end_to_end.conftest import (
    MAKE_PEOPLE,
    ROOT,
    Site,
    environment_for,
    free_port,
    stop,
    wait_until_up,
)
from tests.servers import BUCKET, postgres, s3

pytestmark = pytest.mark.end_to_end
CARD = "card-1-clean"
WORK_SECONDS = 60


def machine(folder: Path, shared: dict[str, str]) -> Site:
    """One machine's folder, and what its processes find in their environment."""
    folder.mkdir()
    port = free_port()
    environment = environment_for(folder / "var", port) | shared
    return Site(f"http://127.0.0.1:{port}", folder / "var", environment, folder / "log")


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[list[Site]]:
    """Both, running, with the demo's people."""
    with ExitStack() as servers:
        shared = servers.enter_context(postgres()) | servers.enter_context(s3())
        if "DATABASE_URL" not in shared:
            pytest.skip("there is no PostgreSQL server wheel for this Python")
        shared["REDIS_URL"] = servers.enter_context(running_queue(tmp_path / "queue"))
        shared |= {"SECRET_KEY": "the same on both", "WEB_CONCURRENCY": "2"}
        sites = [machine(tmp_path / name, shared) for name in ("one", "two")]
        for command in (["migrate", "--verbosity", "0"], ["shell", "-v", "0", "-c", MAKE_PEOPLE]):
            assert sites[0].manage(*command).returncode == 0
        for site in sites:
            servers.callback(stop, start(site))
        yield sites


def start(site: Site) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "honcho", "start", "--no-prefix", "web", "worker", "sweep"]
    with site.log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=site.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    wait_until_up(site, process)
    return process


def wait_for(ask: Caller, status: str) -> dict[str, Any]:
    """The demo's clean card, once it is there."""
    deadline = time.monotonic() + WORK_SECONDS
    while time.monotonic() < deadline:
        _, answer = ask("GET", f"job/{CARD}")
        job: dict[str, Any] = answer["job"]
        if job["status"] == status:
            return job
        time.sleep(0.2)
    raise AssertionError(f"{CARD} is {job['status']}: {job['error']}")


def test_a_card_goes_through_on_both_machines(machines: list[Site], tmp_path: Path) -> None:
    one, two = machines
    token = json.loads(one.manage("create_token", "ada", "test").stdout)["token"]
    (tmp_path / "batch").mkdir()
    manifest = build_batch(tmp_path / "batch")
    assert one.manage("ingest_batch", str(manifest)).returncode == 0

    job = wait_for(Caller(two, token), "awaiting_review")
    body = {"approved_matches": job["stage1_results"]["matches"]["matches"]}
    assert Caller(two, token)("POST", f"job/{CARD}/approve-stage2", body)[0] == 200
    wait_for(Caller(one, token), "awaiting_download")

    request = urllib.request.Request(  # noqa: S310 - http
        f"{one.url}/api/job/{CARD}/download-package", headers={"Authorization": f"Bearer {token}"}
    )
    package = tmp_path / "package.zip"
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - http
        package.write_bytes(answer.read())
    with zipfile.ZipFile(package) as zipped:
        assert zipped.testzip() is None
        assert any(name.endswith(".jsx") for name in zipped.namelist())

    for site in machines:  # nothing that matters lies on either machine
        left = {path.name for path in site.var.rglob("*")} if site.var.exists() else set()
        assert left <= {"demo_passwords.json"}
    assert json.loads(two.manage("verify_audit").stdout)["intact"] is True
    with urllib.request.urlopen(f"{two.url}/readyz", timeout=10) as answer:  # noqa: S310 - http
        assert json.load(answer)["status"] == "ready"
    assert os.environ.get("AWS_STORAGE_BUCKET_NAME") != BUCKET  # the store was named to them alone
