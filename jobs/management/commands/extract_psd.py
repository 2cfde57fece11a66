"""`manage.py extract_psd FILE`: what a Photoshop file holds, as JSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from extraction import read_psd, to_json
from jobs.management.documents import DocumentCommand


class Command(DocumentCommand):
    help = "Print the PSD document of a Photoshop file (.psd or .psb)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle_document(self, **options: Any) -> object:
        return to_json(read_psd(options["file"]))
