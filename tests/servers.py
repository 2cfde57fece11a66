"""Real servers from wheels, on this machine and for as long as a block lasts.

Each gives the environment that lets the product find it.
"""

import importlib
import importlib.util
import logging
import sys
import tempfile
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
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
    with warnings.catch_warnings(action="ignore"):  # of where its sockets go
        get_server = importlib.import_module("pgserver").get_server
    with tempfile.TemporaryDirectory(prefix="six-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield {"DATABASE_URL": server.get_uri()}
        finally:
            server.cleanup()


def postgres_programs() -> Path:
    """The folder of `pg_dump` and its like, of the version that `postgres` runs."""
    return Path(importlib.import_module("pgserver").__file__ or "").parent / "pginstall" / "bin"


@contextmanager
def s3() -> Iterator[dict[str, str]]:
    """Its environment, with an empty bucket."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        for call, method in (("moto-api/reset", "POST"), (BUCKET, "PUT")):  # all share one memory
            urllib.request.urlopen(urllib.request.Request(f"{url}/{call}", method=method))  # noqa: S310 - ours
        yield KEYS | {"AWS_STORAGE_BUCKET_NAME": BUCKET, "AWS_S3_ENDPOINT_URL": url}
    finally:
        server.stop()
