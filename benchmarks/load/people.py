"""Two hundred people on the dashboard and twenty who review, over ten thousand jobs.

The site is that of the Procfile, on loopback. People come one after the other within twenty
seconds; every page asks anew every four, as its script does, and a reviewer takes five for a job.
Aim: 95 of 100 answers within 300 ms.
"""

import asyncio
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable
from pathlib import Path

from benchmarks.load.http_client import Answer, Visitor
from tests.faults.installation import ROOT, Installation

WATCHERS, REVIEWERS = 200, 20
SECONDS, ARRIVAL = 60, 20
PAUSE, THOUGHT = 4, 5  # seconds
JOBS = 10_000


class Load:
    """What everybody waited for, by what they asked for; seconds."""

    def __init__(self) -> None:
        self.until = time.monotonic() + SECONDS
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []

    async def timed(self, what: str, asking: Awaitable[Answer]) -> Answer:
        """The answer; how long it took, and whether it was an error, is kept."""
        begun = time.perf_counter()
        answer = await asking
        self.waits[what].append(time.perf_counter() - begun)
        if answer.status >= 400:
            self.errors.append(f"{what}: {answer.status} {answer.body[:200]!r}")
        return answer

    async def watch(self, visitor: Visitor, number: int) -> None:
        """Leave the dashboard open."""
        await asyncio.sleep(ARRIVAL * number / WATCHERS)
        await self.timed("dashboard, whole", visitor.get("/dashboard"))
        while time.monotonic() < self.until:
            await asyncio.sleep(PAUSE)
            asking = visitor.get("/dashboard", **{"HX-Request": "true"})
            await self.timed("dashboard, renewed", asking)

    async def review(self, visitor: Visitor, number: int) -> None:
        """Take one job after the other, keep a draft of each, and approve it."""
        await asyncio.sleep(ARRIVAL * number / REVIEWERS)
        while time.monotonic() < self.until:
            found = await self.timed("next job", visitor.get("/review-matching"))
            page = found.headers["location"]
            job_id = page.rpartition("/")[2]
            shown = await self.timed("review page", visitor.get(page))
            version = re.search(rb'name="draft_version" value="(\d+)"', shown.body)
            await asyncio.sleep(THOUGHT)
            draft = {
                "matches": MATCHES,
                "skipped": [],
                "version": int(version[1] if version else 0),
            }
            await self.timed("draft", visitor.post(f"/api/job/{job_id}/draft", draft))
            approval = {"approved_matches": MATCHES, "next_action": "next_job"}
            asking = visitor.post(f"/api/job/{job_id}/approve-stage2", approval)
            await self.timed("approval", asking)


MATCHES = [{"layer_id": "2", "placeholder_id": "11:1"}, {"layer_id": "3", "placeholder_id": "11:2"}]


async def visit(port: int, sessions: list[str]) -> Load:
    """Everybody at once."""
    load = Load()
    visitors = [Visitor(port, session) for session in sessions]
    random.Random(1).shuffle(visitors)  # noqa: S311 - no secret
    watchers = [load.watch(one, at) for at, one in enumerate(visitors[:WATCHERS])]
    reviewers = [load.review(one, at) for at, one in enumerate(visitors[WATCHERS:])]
    await asyncio.gather(*watchers, *reviewers)
    return load


def report(load: Load) -> None:
    """Print the table, and what went wrong."""
    print(f"{WATCHERS} people on the dashboard, {REVIEWERS} reviewing, {JOBS} jobs, {SECONDS} s")
    print(f"{'asked for':<20}{'times':>7}{'median ms':>11}{'95 % ms':>9}{'longest':>9}")
    everything = [wait for waits in load.waits.values() for wait in waits]
    for what, waits in [*sorted(load.waits.items()), ("all", everything)]:
        middle, most = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
        told = f"{middle * 1000:>11.0f}{most * 1000:>9.0f}{max(waits) * 1000:>9.0f}"
        print(f"{what:<20}{len(waits):>7}{told}")
    print(f"errors: {len(load.errors)}", *load.errors[:5], sep="\n")


def main() -> None:
    """Make the installation, start the site, and let everybody in."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="sixstage-load-") as folder:
        installation = Installation(Path(folder), {"PORT": str(port)})
        installation.migrate()
        call = f"many_people_and_jobs({WATCHERS + REVIEWERS}, {JOBS})"
        sessions = installation.ask(call, module="benchmarks.load.inside")
        site = subprocess.Popen(
            [sys.executable, "-m", "honcho", "start", "--no-prefix", "web", "queue"],
            cwd=ROOT,
            env=installation.environment,
        )
        try:
            wait_until_up(port)
            report(asyncio.run(visit(port, sessions)))
        finally:
            site.terminate()
            site.wait(30)


def wait_until_up(port: int) -> None:
    """Until somebody listens there."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the site did not start")


if __name__ == "__main__":
    main()
