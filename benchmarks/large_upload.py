"""A PSB of just under 2 GB from a browser's disk to its review: seconds, and the most memory.

Once through the web process and once straight to an S3 store, each in proportion to copying the
file on the same disk. A real browser, real processes; the card is of layers as raw pixels, as
large as the readers take it.
"""

import shutil
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from jobs.demo.batch import TEMPLATE
from tests.end_to_end.conftest import Site, migrate, running_browser, running_site
from tests.end_to_end.journey import sign_in
from tests.samples.batches import make_folder
from tests.servers import s3

WIDTH, HEIGHT, LAYERS = 5000, 4000, 26
CHANNELS = (-1, 0, 1, 2)  # transparency, red, green, blue
PATIENCE = 600_000  # milliseconds
MEGABYTE = 1024 * 1024
PROCESSES = {"web": "gunicorn", "worker": "manage.py worker"}


def write_psb(path: Path) -> None:
    """A large document as Adobe's specification of Photoshop's formats has it, nothing packed."""
    records = b"".join(_record(number) for number in range(LAYERS))
    plane = bytes(range(250)) * (WIDTH * HEIGHT // 250)
    shade = b"\xff" * len(plane)
    layers = 2 + len(records) + LAYERS * len(CHANNELS) * (2 + len(plane))
    with path.open("wb") as file:
        file.write(struct.pack(">4sH6xHIIHH", b"8BPS", 2, 3, HEIGHT, WIDTH, 8, 3) + bytes(8))
        file.write(struct.pack(">QQh", layers + 8 + 4, layers, LAYERS) + records)
        for _ in range(LAYERS):
            for channel in CHANNELS:
                file.write(bytes(2))
                file.write(shade if channel < 0 else plane)
        file.write(bytes(4 + 2))
        for _ in range(3):
            file.write(plane)


def _record(number: int) -> bytes:
    name = f"photo {number}".encode().ljust(15)
    channels = b"".join(struct.pack(">hQ", one, 2 + WIDTH * HEIGHT) for one in CHANNELS)
    extra = bytes(8) + bytes([len(name)]) + name
    return (
        struct.pack(">iiiiH", 0, 0, HEIGHT, WIDTH, len(CHANNELS))
        + channels
        + struct.pack(">4s4sBBBxI", b"8BIM", b"norm", 255, 0, 0, len(extra))
        + extra
    )


@dataclass
class Watch:
    """The most memory that any process of a kind took, in megabytes; its children count too."""

    var: Path
    most: dict[str, int] = field(default_factory=dict)
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """Until it has ended, every tenth of a second."""
        while not self.ended.wait(0.1):
            for kind, resident in self._processes():
                self.most[kind] = max(self.most.get(kind, 0), resident)

    def _processes(self) -> Iterator[tuple[str, int]]:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                command = (process / "cmdline").read_text().replace("\0", " ")
                if f"SIXSTAGE_VAR={self.var}\0" not in (process / "environ").read_text():
                    continue
                pages = int((process / "statm").read_text().split()[1])
            except (OSError, UnicodeDecodeError):  # it has just ended, or is somebody else's
                continue
            for kind, words in PROCESSES.items():
                if words in command:
                    yield kind, pages * 4096 // MEGABYTE


def bring_in(page: Page, site: Site, folder: Path) -> tuple[float, float]:
    """Seconds until the batch is there, and from then on until its card waits for review."""
    sign_in(page, site, "olga")
    page.goto("/batches/upload")
    page.get_by_label("Manifest (CSV or Excel)").set_input_files(folder / "batch.csv")
    files = [folder / "card.psb", folder / TEMPLATE]
    page.get_by_label("Photoshop files and templates, or one ZIP").set_input_files(files)
    started = time.perf_counter()
    page.get_by_role("button", name="Upload", exact=True).click()
    page.wait_for_url("**/batches/*-*", timeout=PATIENCE)
    there = time.perf_counter()
    while page.request.get("/api/job/large").json()["job"]["status"] != "awaiting_review":
        assert time.perf_counter() - there < PATIENCE / 1000, site.log.read_text()[-2000:]
        time.sleep(0.5)
    return there - started, time.perf_counter() - there


def measure(folder: Path, work: Path, *, direct: bool) -> str:
    """One line: the way, seconds, and memory."""
    with ExitStack() as stack:
        more = {}
        if direct:
            more = stack.enter_context(s3())
            more["UPLOAD_ENDPOINT_URL"] = more["AWS_S3_ENDPOINT_URL"]
        site = stack.enter_context(running_site(migrate(work / "var"), work / "site.log", **more))
        watch = Watch(site.var)
        threading.Thread(target=watch.look, daemon=True).start()
        browser = stack.enter_context(running_browser())
        context = browser.new_context(base_url=site.url)
        sent, read = bring_in(context.new_page(), site, folder)
        watch.ended.set()
        context.close()
    way = "straight to the store" if direct else "through the web process"
    memory = "".join(f"{watch.most.get(kind, 0):>14,} MB" for kind in PROCESSES)
    return f"{way:<26}{sent:>8.1f} s{read:>14.1f} s{memory}"


def main() -> None:
    """Write the card, copy it for the proportion, and bring it in both ways."""
    with tempfile.TemporaryDirectory(prefix="sixstage-bench-") as name:
        folder = Path(name)
        shutil.copy(make_folder(folder / "made").parent / TEMPLATE, folder / TEMPLATE)
        rows = f"job_id,psd_path,aepx_path,output_name\nlarge,card.psb,{TEMPLATE},large.aep\n"
        (folder / "batch.csv").write_text(rows)
        write_psb(folder / "card.psb")
        size = (folder / "card.psb").stat().st_size / MEGABYTE
        started = time.perf_counter()
        subprocess.run(["/bin/cp", folder / "card.psb", folder / "copy"], check=True)
        print(f"a PSB of {size:,.0f} MB; cp takes {time.perf_counter() - started:.1f} s")
        (folder / "copy").unlink()
        print(f"{'':<26}{'uploaded in':>10}{'read in':>16}{'web':>17}{'worker':>17}")
        for direct in (False, True):
            work = folder / f"direct-{direct}"
            work.mkdir()
            print(measure(folder, work, direct=direct), flush=True)
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
