"""`manage.py extract_template FILE`: what an After Effects template holds, as JSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from extraction import read_template, to_json
from jobs.management.documents import DocumentCommand


class Command(DocumentCommand):
    help = "Print the template document of an After Effects project (.aepx, .aep or .aet)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle_document(self, **options: Any) -> object:
        return to_json(read_template(options["file"]))
