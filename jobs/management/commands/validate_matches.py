"""Check one pair's matches, the automatic ones when none are given."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from extraction import match_layers, read_psd, read_template, to_json
from extraction.approval import matches_from_json
from extraction.json_file import read_json_file
from jobs.management.documents import CriticalIssues, DocumentCommand
from validation import validate


class Command(DocumentCommand):
    help = "Print the validation report of one card; exit code 3 when it has critical issues."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--psd", type=Path, required=True, help="Photoshop file")
        parser.add_argument(
            "--template", type=Path, required=True, help="After Effects project, .aepx or .aep"
        )
        parser.add_argument("--matches", type=Path, help="match document, or a list of matches")

    def handle_document(self, **options: Any) -> object:
        psd, template = read_psd(options["psd"]), read_template(options["template"])
        given = options["matches"]
        matches = matches_from_json(read_json_file(given)) if given else match_layers(psd, template)
        report = validate(psd, template, matches)
        if not report.valid:
            raise CriticalIssues(to_json(report))
        return to_json(report)
