"""Which rule set holds for a job; a new version is kept, tried on past jobs, and made to hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from extraction import MatchDocument, from_json
from jobs import known_fonts
from jobs.auditing import lock_head, record
from jobs.extracting import documents_of
from jobs.models import Job, RuleSetVersion
from validation import BUILT_IN, Report, RuleSet, validate

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

TRIED_JOBS = 200


class RuleSetRefused(Exception):
    """What was asked of a rule set can't be done; the message says why."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A job that would go another way, with the codes of the critical issues that make it so."""

    job_id: str
    codes: tuple[str, ...]


@dataclass(slots=True)
class Trial:
    """What a version would have done: `more` would have gone to review, `fewer` not any more."""

    tried: int = 0
    reviewed_before: int = 0
    more: list[Changed] = field(default_factory=list)
    fewer: list[Changed] = field(default_factory=list)

    @property
    def reviewed_after(self) -> int:
        """How many would have gone to review."""
        return self.reviewed_before + len(self.more) - len(self.fewer)


def holding_for(job: Job) -> RuleSet:
    """The rules that the job is checked by: its template's before its client's; one query."""
    chosen = _chosen(RuleSetVersion.objects.filter(holds=True), job)
    return chosen.rules if chosen else BUILT_IN


def _chosen(versions: Iterable[RuleSetVersion], job: Job) -> RuleSetVersion | None:
    """The closest to the job: of both its template and client, its template, its client, all."""
    fitting = (
        one
        for one in versions
        if one.client_name in ("", job.client_name)
        and one.template_name in ("", job.template_file.name)
    )
    return max(
        fitting, key=lambda one: (bool(one.template_name), bool(one.client_name)), default=None
    )


@transaction.atomic
def keep(version: RuleSetVersion, *, by: "User") -> RuleSetVersion:
    """Store a new version, or a change of one that has never held. Raises: RuleSetRefused."""
    lock_head()
    if not version.version:
        version.version = _last_number(version) + 1
        version.created_by = by
    elif RuleSetVersion.objects.get(pk=version.pk).first_held_at is not None:
        raise RuleSetRefused("This version has held already; make a new one.")
    version.save()
    _record("rule_set_kept", f"Kept: {version}. {version.note}", version, by=by)
    return version


def _last_number(version: RuleSetVersion) -> int:
    found = _same_scope(version).order_by("-version").values_list("version", flat=True).first()
    return found or 0


def _same_scope(version: RuleSetVersion) -> "QuerySet[RuleSetVersion]":
    return RuleSetVersion.objects.filter(
        client_name=version.client_name, template_name=version.template_name
    )


@transaction.atomic
def let_hold(version_id: int, *, by: "User") -> RuleSetVersion:
    """From now on jobs of its scope are checked by it. Raises: RuleSetRefused."""
    lock_head()
    version = RuleSetVersion.objects.select_for_update().get(pk=version_id)
    if version.holds:
        raise RuleSetRefused("This version holds already.")
    _same_scope(version).filter(holds=True).update(holds=False)
    version.holds = True
    version.first_held_at = version.first_held_at or timezone.now()
    version.save(update_fields=["holds", "first_held_at"])
    _record("rule_set_holds", f"Holds from now on: {version}", version, by=by)
    return version


@transaction.atomic
def withdraw(version_id: int, *, by: "User") -> RuleSetVersion:
    """Leave its scope without rules of its own. Raises: RuleSetRefused."""
    lock_head()
    version = RuleSetVersion.objects.select_for_update().get(pk=version_id)
    if not version.holds:
        raise RuleSetRefused("This version does not hold.")
    version.holds = False
    version.save(update_fields=["holds"])
    _record("rule_set_withdrawn", f"Holds no more: {version}", version, by=by)
    return version


def _record(action: str, message: str, version: RuleSetVersion, *, by: "User") -> None:
    data = {
        "client": version.client_name,
        "template": version.template_name,
        "version": version.version,
        "limits": version.limits,
        "off": version.off,
        "managers_only": version.managers_only,
    }
    record(action, message, by=by, data=data)


def tried(version: RuleSetVersion, *, jobs: int = TRIED_JOBS) -> Trial:
    """Check the last jobs of its scope once more, by what holds now and by this version.

    Changes nothing. Jobs for which a closer rule set holds are left out.
    """
    now = list(RuleSetVersion.objects.filter(holds=True))
    scope = (version.client_name, version.template_name)
    then = [one for one in now if (one.client_name, one.template_name) != scope] + [version]
    trial = Trial()
    for job in _past_jobs(version)[:jobs].iterator(chunk_size=20):
        if _chosen(then, job) is version:
            holding = _chosen(now, job)
            _compare(trial, job, holding.rules if holding else BUILT_IN, version.rules)
    return trial


def _past_jobs(version: RuleSetVersion) -> "QuerySet[Job]":
    jobs: QuerySet[Job] = Job.objects.filter(
        stage2_approved_matches__isnull=False, stage1_results__isnull=False
    )
    if version.client_name:
        jobs = jobs.filter(client_name=version.client_name)
    if version.template_name:
        jobs = jobs.filter(template_file__name=version.template_name)
    return jobs.select_related("template_file").order_by("-pk")


def _compare(trial: Trial, job: Job, now: RuleSet, then: RuleSet) -> None:
    psd, template = documents_of(job)
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    fonts = known_fonts.fonts_for(job, psd, template, matches)
    before, after = (validate(psd, template, matches, rules, fonts=fonts) for rules in (now, then))
    trial.tried += 1
    trial.reviewed_before += not before.valid
    if before.valid and not after.valid:
        trial.more.append(Changed(job.job_id, _critical_codes(after)))
    elif after.valid and not before.valid:
        trial.fewer.append(Changed(job.job_id, _critical_codes(before)))


def _critical_codes(report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(issue.code for issue in report.critical_issues))
