"""Rings again for work that the queue has lost."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from jobs.audit_checks import check_if_due
from jobs.incoming import discard_forgotten
from jobs.notifying import deliver_due, forget_old
from jobs.sweep import sweep_quietly
from jobs.wording import counted


def _seconds(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("it must be a whole number of at least 1")
    return int(text)


class Command(BaseCommand):
    help = "Find jobs that should be with a worker and are not, and enqueue them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=_seconds, metavar="SECONDS", help="go on for ever")

    def handle(self, *_args: Any, every: int | None, **_options: Any) -> None:
        while True:
            self._once()
            if not every:
                return
            time.sleep(every)
            close_old_connections()

    def _once(self) -> None:
        try:
            count = sweep_quietly()
            deliver_due()
            if check_if_due():
                forget_old()
                discard_forgotten()
        except DatabaseError as error:
            self.stderr.write(f"the database can't be asked: {error}")
            return
        if count:
            self.stderr.write(f"rung again for {counted(count, 'job')}")
