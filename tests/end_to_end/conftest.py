"""A whole installation for each test: all that `make run` starts, on a port of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
STOP_SECONDS = 30
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
KEYS_ALONE = """
if (!location.pathname.startsWith('/accounts/')) addEventListener('pointerdown', event => {
  throw new Error(`a pointer where keys alone should do: ${event.target.outerHTML}`);
}, {capture: true});
"""
MAKE_PEOPLE = """
from pathlib import Path
from django.conf import settings
from jobs.demo.people import make_people
make_people(Path(settings.VAR_DIR) / "demo_passwords.json")
"""


@dataclass(frozen=True)
class Site:
    """A running installation. `environment` is for management commands beside it."""

    url: str
    var: Path
    environment: dict[str, str]
    log: Path

    def password(self, name: str) -> str:
        passwords: dict[str, str] = json.loads((self.var / "demo_passwords.json").read_text())
        return passwords[name]

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command against the same database, files and queue."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def environment_for(var: Path, port: int) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}
    for name in ("DATABASE_URL", "REDIS_URL"):
        kept.pop(name, None)
    return kept | {
        "SIXSTAGE_VAR": str(var),
        "PORT": str(port),
        "SWEEP_AFTER_SECONDS": "5",
        "WEB_CONCURRENCY": "1",
    }


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with the demo's people, to be copied for each test."""
    return migrate(tmp_path_factory.mktemp("migrated"))


def migrate(var: Path) -> Path:
    """Make the database with the demo's people in that folder."""
    environment = environment_for(var, 0)
    for command in (["migrate", "--verbosity", "0"], ["shell", "-v", "0", "-c", MAKE_PEOPLE]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
        )
    return var


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """Everything that `make run` starts, on a port and in a folder of its own."""
    var = tmp_path / "var"
    shutil.copytree(migrated, var)
    with running_site(var, tmp_path / "site.log") as running:
        yield running


@contextmanager
def running_site(var: Path, log: Path, **more: str) -> Iterator[Site]:
    """All processes of an installation whose database is in `var`; stopped at the end.

    `more` is set in their environment.
    """
    port = free_port()
    environment = environment_for(var, port) | more
    command = [sys.executable, "-m", "honcho", "start", "--no-prefix"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "web", "worker", "sweep", "queue"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Site(f"http://127.0.0.1:{port}", var, environment, log)
    try:
        wait_until_up(running, process)
        yield running
    finally:
        stop(process)


def wait_until_up(site: Site, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=5):  # noqa: S310 - http
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the site did not start:\n{site.log.read_text()}")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium for the tests of this package, gone with the last of them.

    While its driver runs, so does an event loop in this thread, and Django refuses the database
    to whatever comes after.
    """
    with running_browser() as running:
        yield running


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is not installed; `make test` installs it"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails the test on any error in its console, and knows the site's address.

    In a test that is marked `keyboard`, a mouse or a finger on it is such an error.
    """
    opened = open_page(browser, site, by_keyboard="keyboard" in request.keywords)
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    yield opened
    opened.context.close()
    assert problems == []


@pytest.fixture
def colleague(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page of a second person, in a browser of their own. Refusals in its console may be."""
    opened = open_page(browser, site, by_keyboard="keyboard" in request.keywords)
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    opened.context.close()
    assert problems == []


def open_page(browser: Browser, site: Site, *, by_keyboard: bool) -> Page:
    """A page in a browser context of its own, so signed in as nobody yet."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    if by_keyboard:
        context.add_init_script(KEYS_ALONE)
    return context.new_page()
