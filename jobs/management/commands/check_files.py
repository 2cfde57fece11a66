"""Compares the stored files with the database."""

from argparse import ArgumentParser
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage

from jobs.file_checks import check_files
from jobs.management.documents import CriticalIssues, DocumentCommand


class Command(DocumentCommand):
    help = "List stored files that are missing, damaged or nobody's; exit code 3 at the first two."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--contents", action="store_true", help="read all uploads and compare their hashes"
        )
        parser.add_argument(
            "--spare-minutes",
            type=int,
            default=24 * 60,
            help="files younger than this are nobody's orphans: their upload may be under way",
        )
        parser.add_argument("--delete", action="store_true", help="delete what is nobody's")

    def handle_document(
        self, *, contents: bool, spare_minutes: int, delete: bool, **_options: Any
    ) -> object:
        check = check_files(contents=contents, spared=timedelta(minutes=spare_minutes))
        for name in check.orphaned if delete else ():
            default_storage.delete(name)
        if not check.whole:
            raise CriticalIssues(asdict(check))
        return asdict(check)
