"""Runs the tests of `jobs` once more, on real servers from wheels: PostgreSQL, and an S3 store.

python -m tests.on_servers [pytest arguments]
"""

import importlib
import importlib.util
import logging
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from moto.server import ThreadedMotoServer

BUCKET = "studio"
KEYS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_REGION": "us-east-1"}


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """Its environment; empty where no server is to be had, which is said."""
    if importlib.util.find_spec("pgserver") is None:  # its wheels end with Python 3.12
        sys.stderr.write("Not run on PostgreSQL: there is no server wheel for this Python.\n")
        yield {}
        return
    get_server = importlib.import_module("pgserver").get_server
    with tempfile.TemporaryDirectory(prefix="six-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield {"DATABASE_URL": server.get_uri()}
        finally:
            server.cleanup()


@contextmanager
def s3() -> Iterator[dict[str, str]]:
    """Its environment, with an empty bucket."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        urllib.request.urlopen(urllib.request.Request(f"{url}/{BUCKET}", method="PUT"))  # noqa: S310 - ours
        yield KEYS | {"AWS_STORAGE_BUCKET_NAME": BUCKET, "AWS_S3_ENDPOINT_URL": url}
    finally:
        server.stop()


def main() -> int:
    """The exit code of pytest."""
    with ExitStack() as servers:
        environment = os.environ | servers.enter_context(postgres())
        environment |= servers.enter_context(s3())
        command = [sys.executable, "-m", "pytest", "tests/jobs", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
