"""Runs the tests of `jobs` once more, on a real PostgreSQL server from a wheel.

python -m tests.on_postgres [pytest arguments]
"""

import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """The exit code of pytest."""
    if importlib.util.find_spec("pgserver") is None:  # its wheels end with Python 3.12
        sys.stderr.write("Not run on PostgreSQL: there is no server wheel for this Python.\n")
        return 0
    get_server = importlib.import_module("pgserver").get_server
    with tempfile.TemporaryDirectory(prefix="six-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            command = [sys.executable, "-m", "pytest", "tests/jobs", *sys.argv[1:]]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
