"""What the commands that print one JSON document share: output, errors and exit codes."""

import json
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, ProgrammingError

from extraction import ExtractionError
from jobs.wording import storable
from scripting import ScriptingError

BAD_INPUT = 2
NEEDS_A_PERSON = 3


class BadInput(Exception):
    """What the command was given can't be used; the text is one line for the user."""


class CriticalIssues(Exception):
    """The document is printed as usual, but somebody has to look: exit code 3."""

    def __init__(self, document: object) -> None:
        super().__init__("critical issues")
        self.document = document


class _OneLineParser(CommandParser):
    """Says in one line what is wrong with the arguments; `--help` shows the rest."""

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2."""
        self.exit(BAD_INPUT, f"error: {message}\n")


class DocumentCommand(BaseCommand):
    """Prints one JSON document on stdout and nothing else there.

    Exit codes: 0 done, 2 bad input (one line on stderr), 3 critical issues that need a person.
    """

    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The usual parser, whose errors leave with 2 also when called from code."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = _OneLineParser  # Django names its own class
        return parser

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run `handle_document` and turn what it raises into an exit code."""
        try:
            _check_text(options)
            document = self.handle_document(**options)
        except CriticalIssues as critical:
            self._print(critical.document)
            sys.exit(NEEDS_A_PERSON)
        except (BadInput, ExtractionError, ScriptingError, OSError) as error:
            self._refuse(str(error))
        except (OperationalError, ProgrammingError) as error:
            self._refuse(f"The database can't be used ({error}); “manage.py migrate” makes it.")
        self._print(document)

    def handle_document(self, *args: Any, **options: Any) -> object:
        """The command's own work: what `json.dumps` takes, or dataclasses within it."""
        raise NotImplementedError

    def _refuse(self, reason: str) -> NoReturn:
        self.stderr.write(f"error: {' '.join(reason.split())}")
        sys.exit(BAD_INPUT)

    def _print(self, document: object) -> None:
        text = json.dumps(document, ensure_ascii=False)
        self.stdout.write(text if text == storable(text) else json.dumps(document))


def _check_text(options: dict[str, Any]) -> None:
    for name, value in options.items():
        if isinstance(value, str) and value != storable(value):
            raise BadInput(f"What is given for “{name}” is no readable text.")
