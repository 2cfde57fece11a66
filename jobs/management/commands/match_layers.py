"""Propose matches for one pair of files, one stored pair of documents, or a folder of those."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from extraction import (
    InvalidDocument,
    PsdDocument,
    TemplateDocument,
    from_json,
    match_layers,
    read_psd,
    read_template,
    to_json,
)
from extraction.json_file import read_json_file
from jobs.management.documents import BadInput, DocumentCommand


class Command(DocumentCommand):
    help = "Print which layer fills which placeholder, as a match document."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--psd", type=Path, help="Photoshop file")
        parser.add_argument("--template", type=Path, help="After Effects project, .aepx or .aep")
        parser.add_argument(
            "--documents",
            type=Path,
            help="JSON file with the keys psd and template, or a folder of such files",
        )

    def handle_document(self, **options: Any) -> object:
        psd, template, documents = (options[key] for key in ("psd", "template", "documents"))
        if documents and not (psd or template):
            return _matches_of_documents(documents)
        if psd and template and not documents:
            return to_json(match_layers(read_psd(psd), read_template(template)))
        raise BadInput("Give either --psd and --template, or --documents.")


def _matches_of_documents(path: Path) -> object:
    if not path.is_dir():
        return _matches_of_case(path)
    return {case.stem: _matches_of_case(case) for case in sorted(path.glob("*.json"))}


def _matches_of_case(path: Path) -> object:
    case = read_json_file(path)
    if not isinstance(case, dict) or not {"psd", "template"} <= case.keys():
        raise InvalidDocument(f"“{path.name}” lacks the key psd or template.")
    try:
        psd = from_json(PsdDocument, case["psd"])
        template = from_json(TemplateDocument, case["template"])
    except InvalidDocument as error:
        raise InvalidDocument(f"“{path.name}”: {error}") from error
    return to_json(match_layers(psd, template))
