"""An installation whose processes can be killed one by one: workers, sweep and queue, no web."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from jobs.demo.batch import TEMPLATE, build_batch
from jobs.demo.cards import DEMO_CARDS

ROOT = Path(__file__).resolve().parent.parent.parent
UNDER_WAY = ("pending", "processing")


class Installation:
    """Its own database, files, queue and temporary folder, all below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.var = folder / "var"
        (folder / "tmp").mkdir()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        kept = {key: text for key, text in os.environ.items() if key not in REPLACED}
        self.environment = kept | {
            "SIXSTAGE_VAR": str(self.var),
            "TMPDIR": str(folder / "tmp"),
            "SWEEP_AFTER_SECONDS": "1",
            "LOG_LEVEL": "ERROR",
        }
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments: str) -> str:
        """What a management command says. Raises: CalledProcessError when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def start(self, name: str) -> None:
        """Start `queue`, `sweep`, or a worker of that name."""
        commands = {
            "queue": ["-m", "pipeline_site.embedded_queue", str(self.var / "queue")],
            "sweep": ["manage.py", "sweep", "--every", "1"],
        }
        command = [sys.executable, *commands.get(name, ["manage.py", "worker"])]
        self.processes[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL
        )

    def tasks_of(self, name: str) -> list[int]:
        """The processes that a worker forked for its tasks."""
        pid = self.processes[name].pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        return [int(child) for child in children.read_text().split()] if children.exists() else []

    def kill(self, name: str) -> None:
        """SIGKILL, with all that it started."""
        for pid in self.tasks_of(name):
            kill_one(pid)
        self.processes[name].kill()
        self.processes.pop(name).wait()

    def lose_queue(self) -> None:
        """Kill the queue's server, delete its data, and start an empty one."""
        self.kill("queue")
        shutil.rmtree(self.var / "queue")
        self.start("queue")

    def restart_ended(self) -> None:
        """What a supervisor does: a worker ends when its queue goes away in the middle."""
        ended = [name for name, process in self.processes.items() if process.poll() is not None]
        for name in ended:
            self.start(name)

    def stop(self) -> None:
        """Ask every process to end, and see that it did."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(30)

    def ingest(self, folder: Path, count: int) -> None:
        """Start a batch of so many jobs for the demo's cards."""
        folder.mkdir()
        manifest = build_batch(folder)
        cards = [f"{DEMO_CARDS[number % len(DEMO_CARDS)].name}.psd" for number in range(count)]
        rows = [
            f"card-{number},{card},{TEMPLATE},{number}.aep" for number, card in enumerate(cards)
        ]
        manifest.write_text("\n".join(["job_id,psd_path,aepx_path,output_name", *rows]) + "\n")
        self.manage("ingest_batch", str(manifest))

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """What the database says, asked beside Django."""
        database = sqlite3.connect(self.var / "sixstage.sqlite3", timeout=20)
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()

    def statuses(self) -> Counter[str]:
        """How many jobs are in each state."""
        return Counter(status for (status,) in self.rows("SELECT status FROM jobs_job"))

    def wait_until_done(self, seconds: float) -> bool:
        """Whether no job is under way any more, within that time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.restart_ended()
            if not any(self.statuses()[status] for status in UNDER_WAY):
                return True
            time.sleep(0.2)
        return False

    def log_is_whole(self) -> bool:
        """Whether the audit log's chain holds from its first entry to its last."""
        intact: bool = json.loads(self.manage("verify_audit"))["intact"]
        return intact


REPLACED = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}


def kill_one(pid: int) -> bool:
    """SIGKILL; False when it had ended by itself."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
