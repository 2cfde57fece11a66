"""Runs the tests of `jobs` once more, on a real PostgreSQL server from a wheel.

python -m tests.on_postgres [pytest arguments]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pgserver.postgres_server import get_server


def main() -> int:
    """The exit code of pytest."""
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
