"""Proves that the audit log is whole."""

from typing import Any

from jobs.audit_checks import stray_override
from jobs.auditing import verify_chain
from jobs.management.documents import CriticalIssues, DocumentCommand


class Command(DocumentCommand):
    help = "Recompute the audit log's chain of hashes; exit code 3 at a broken link."

    def handle_document(self, **_options: Any) -> object:
        check = verify_chain()
        problem = check.problem or stray_override()
        document: dict[str, Any] = {"entries": check.entries, "intact": not problem}
        if not problem:
            return document
        if check.broken_name:
            self.stderr.write(check.sentence)
        raise CriticalIssues(document | {"first_broken": check.broken_at, "problem": problem})
