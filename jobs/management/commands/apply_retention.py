"""Removes the pixels of jobs that ended long ago; with --dry-run says what would go."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from jobs.retention import apply_retention


class Command(BaseCommand):
    help = "Remove Photoshop files and pictures of jobs that ended more than PIXELS_KEPT_DAYS ago."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *_args: Any, dry_run: bool, **_options: Any) -> None:
        removed = apply_retention(dry_run=dry_run)
        document = {
            "dry_run": dry_run,
            "files": removed.files,
            "bytes": removed.bytes,
            "jobs": removed.jobs,
        }
        self.stdout.write(json.dumps(document, indent=2))
