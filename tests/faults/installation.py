"""An installation whose processes can be killed one by one: workers, sweep and queue, no web."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
STANDARD = ("queue", "worker", "worker-2", "sweep")
END_SECONDS = 60
QUICK = {  # a fault is found, and work tried again, sooner than in a studio
    "SWEEP_AFTER_SECONDS": "1",
    "RETRY_SECONDS": "1",
    "WORKER_SILENT_SECONDS": "3",
    "LOG_LEVEL": "WARNING",
}


class Installation:
    """Its own database, files, queue and temporary folder, all below `folder`.

    `through` is a command that runs the one that follows it, such as in a namespace.
    """

    def __init__(
        self,
        folder: Path,
        environment: dict[str, str] | None = None,
        *,
        through: Sequence[str] = (),
    ) -> None:
        self.var = folder / "var"
        self.temporary = folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.log = folder / "log"
        self.through = through
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        kept = {key: text for key, text in os.environ.items() if key not in REPLACED}
        own = {"SIXSTAGE_VAR": str(self.var), "TMPDIR": str(self.temporary)}
        self.asked: list[subprocess.Popen[bytes]] = []
        self.environment = kept | QUICK | own | (environment or {})

    def python(self, *arguments: str, output: int | None = None) -> subprocess.Popen[bytes]:
        """Start Python with these arguments."""
        command = [*self.through, sys.executable, *arguments]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=output or log, stderr=log
            )

    def ask_later(self, call: str) -> subprocess.Popen[bytes]:
        """Start a call of `tests.faults.inside`, such as `start()`."""
        code = f"from tests.faults import inside; inside.tell(inside.{call})"
        arguments = ("manage.py", "shell", "-v", "0", "-c", code)
        self.asked.append(self.python(*arguments, output=subprocess.PIPE))
        return self.asked[-1]

    def ask(self, call: str) -> Any:
        """The same, and its answer."""
        return answer_of(self.ask_later(call))

    def run(self, *command: str) -> str:
        """Run another program where the installation runs; what it printed."""
        whole = [*self.through, *command]
        return subprocess.run(whole, check=True, stdout=subprocess.PIPE, text=True).stdout

    def migrate(self) -> None:
        """Make the database."""
        process = self.python("manage.py", "migrate", "--verbosity", "0")
        assert process.wait(END_SECONDS) == 0, self.log.read_text()

    def start(self, *names: str) -> None:
        """Start `queue`, `sweep`, or workers of any name."""
        commands = {
            "queue": ("-m", "pipeline_site.embedded_queue", str(self.var / "queue")),
            "sweep": ("manage.py", "sweep", "--every", "1"),
        }
        for name in names:
            self.processes[name] = self.python(*commands.get(name, ("manage.py", "worker")))

    def tasks_of(self, worker: str) -> list[int]:
        """The processes that a worker forked for its tasks."""
        pid = self.processes[worker].pid
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        except FileNotFoundError:
            return []
        return [int(child) for child in children.split() if leads_a_group(int(child))]

    def wait_for_work(self, *, seconds: float = 20) -> str | None:
        """The first worker that is seen at a task; None when there is none so long."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for name in self.processes:
                if name.startswith("worker") and self.tasks_of(name):
                    return name
            time.sleep(0.02)
        return None

    def wait_for_log(self, words: str, *, seconds: float = 30) -> bool:
        """Whether some process has said so within that time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if words in self.log.read_text():
                return True
            time.sleep(0.1)
        return False

    def kill_tasks(self, worker: str) -> None:
        """SIGKILL the processes of its tasks alone."""
        for pid in self.tasks_of(worker):
            kill_one(pid)

    def kill(self, name: str, *, with_tasks: bool = True) -> None:
        """SIGKILL a process; a worker with what it works on, or without."""
        process = self.processes[name]
        if with_tasks:
            process.send_signal(signal.SIGSTOP)  # so that it begins no other task meanwhile
            self.kill_tasks(name)
        process.kill()
        process.wait()
        del self.processes[name]

    def lose_queue(self) -> None:
        """Kill the queue's server, delete its data, and start an empty one a moment later."""
        self.kill("queue", with_tasks=False)
        shutil.rmtree(self.var / "queue")
        time.sleep(1)
        self.start("queue")

    def stop(self, *names: str) -> dict[str, int]:
        """Ask processes to end (all of them without names); the exit code of each."""
        asked = {name: self.processes.pop(name) for name in names or [*self.processes]}
        for process in asked.values():
            process.terminate()
        return {name: process.wait(END_SECONDS) for name, process in asked.items()}

    def end(self) -> None:
        """End everything, whatever it is doing."""
        for process in [*self.processes.values(), *self.asked]:
            process.kill()
            process.communicate()

    def ended(self) -> list[str]:
        """Names of processes that ended by themselves."""
        return [name for name, process in self.processes.items() if process.poll() is not None]


REPLACED = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "AWS_STORAGE_BUCKET_NAME"}


def answer_of(process: subprocess.Popen[bytes], *, seconds: float = 120) -> Any:
    """What a call of `tests.faults.inside` printed, once it has ended."""
    output, _ = process.communicate(timeout=seconds)
    assert process.returncode == 0, output
    return json.loads(output)


def leads_a_group(pid: int) -> bool:
    """As the process of a task does, and none that a starting worker asks something."""
    try:
        return os.getpgid(pid) == pid
    except ProcessLookupError:
        return False


def kill_one(pid: int) -> None:
    """SIGKILL, unless it has just ended."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
