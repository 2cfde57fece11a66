"""Proves that the audit log is whole."""

from typing import Any

from jobs.auditing import verify_chain
from jobs.management.documents import CriticalIssues, DocumentCommand


class Command(DocumentCommand):
    help = "Recompute the audit log's chain of hashes; exit code 3 at a broken link."

    def handle_document(self, **_options: Any) -> object:
        check = verify_chain()
        document: dict[str, Any] = {"entries": check.entries, "intact": check.intact}
        if check.intact:
            return document
        document |= {"first_broken": check.broken_at, "problem": check.problem}
        raise CriticalIssues(document)
