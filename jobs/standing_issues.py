"""The critical issues of the matches as they are approved now, and what was decided about each."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extraction import MatchDocument, from_json
from extraction.matches import choices_of
from jobs.models import Job, Override, OverrideRequest


@dataclass(frozen=True, slots=True)
class Standing:
    """A critical issue of the present matches: as it was found, and what was decided so far.

    `rule_version` is the rule set that it was found by, in words; empty in reports of before.
    """

    issue: Mapping[str, Any]
    issue_hash: str
    rule_version: str
    for_managers: bool
    override: Override | None
    request: OverrideRequest | None

    @property
    def is_settled(self) -> bool:
        """Whether nothing more has to be decided."""
        return self.override is not None


def _digest(document: object) -> str:
    text = json.dumps(document, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def matches_hash(job: Job) -> str:
    """What an override is bound to: which layer goes where, and how. Raises: InvalidDocument."""
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    return _digest([list(choice) for choice in choices_of(matches)])


def standing_issues(job: Job) -> list[Standing]:
    """The critical issues of the last validation, in its order; two queries."""
    report = job.stage3_validation_results or {}
    bound = matches_hash(job)
    overrides = {
        one.issue_hash: one for one in Override.objects.holding(job, bound).select_related("entry")
    }
    asked = OverrideRequest.objects.filter(job=job, matches_hash=bound, granted=None)
    requests = {one.issue_hash: one for one in asked.select_related("asked_by")}
    found = []
    for issue in report.get("critical_issues", []):
        key = _digest(issue)
        one = Standing(
            issue=issue,
            issue_hash=key,
            rule_version=_version_in_words(report),
            for_managers=bool(issue.get("managers_only")),
            override=overrides.get(key),
            request=requests.get(key),
        )
        found.append(one)
    return found


def _version_in_words(report: Mapping[str, Any]) -> str:
    applied = report.get("rule_set")
    return f"{applied['scope']}, version {applied['version']}" if applied else ""
