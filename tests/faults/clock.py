"""Runs one of our commands by a clock that is so many seconds ahead of the true one, or behind."""

import runpy
import sys
from datetime import UTC, datetime, timedelta

import time_machine

if __name__ == "__main__":
    _, ahead, *sys.argv = sys.argv
    time_machine.travel(datetime.now(UTC) + timedelta(seconds=int(ahead)), tick=True).start()
    runpy.run_path(sys.argv[0], run_name="__main__")
