"""All six stages for one pair of files, through a real job, in this process."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from extraction.json_file import read_json_file
from jobs.management.documents import BadInput, CriticalIssues, DocumentCommand
from jobs.pipeline import PipelineStopped, run_pair
from jobs.reviewing import ReasonMissing, checked_reason
from jobs.workflow import WorkflowError


class Command(DocumentCommand):
    help = "Take one PSD and one template through all stages and write script and package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--psd", type=Path, required=True)
        parser.add_argument("--template", type=Path, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--matches", type=Path, help="a match document instead of the proposal")
        parser.add_argument("--override-reason", help="go on in spite of critical issues")

    def handle_document(
        self,
        *,
        psd: Path,
        template: Path,
        out: Path,
        matches: Path | None,
        override_reason: str | None,
        **_options: Any,
    ) -> object:
        chosen = read_json_file(matches) if matches else None
        try:
            if override_reason is not None:
                checked_reason(override_reason)
            _migrate()
            out.mkdir(parents=True, exist_ok=True)
            outcome = run_pair(psd, template, out=out, matches=chosen, reason=override_reason)
        except (ReasonMissing, PipelineStopped, WorkflowError) as error:
            raise BadInput(str(error)) from error
        if outcome["script"] is None:
            raise CriticalIssues(outcome)
        return outcome


def _migrate() -> None:
    """Make the tables of a database that has none yet."""
    if "jobs_job" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
