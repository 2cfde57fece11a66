"""Runs the tests of `jobs` once more, on real servers: PostgreSQL, and an S3 store.

python -m tests.on_servers [pytest arguments]
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.servers import postgres, s3


def main() -> int:
    """The exit code of pytest."""
    with ExitStack() as servers:
        environment = os.environ | servers.enter_context(postgres())
        environment |= servers.enter_context(s3())
        command = [sys.executable, "-m", "pytest", "tests/jobs", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
