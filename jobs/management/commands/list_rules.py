"""Print all rules of validation with the product's own thresholds."""

from typing import Any

from django.core.management.base import CommandParser

from jobs.management.documents import DocumentCommand
from validation.catalogue import list_rules, page


class Command(DocumentCommand):
    help = "Print every rule with its severity and thresholds; --page writes docs/validation.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--page", action="store_true", help="as Markdown instead of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["page"]:
            self.stdout.write(page(), ending="")
        else:
            super().handle(*args, **options)

    def handle_document(self, **_options: Any) -> object:
        return {"rules": list_rules()}
