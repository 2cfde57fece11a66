"""Overrides: who let a critical issue pass, for which matches, and who asked a manager to.

The audit log is the record; these rows make it quick to search and bind a decision to matches.
"""

from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import Q

from jobs.models.audit import AuditEntry
from jobs.models.job import Job

if TYPE_CHECKING:
    from collections.abc import Iterable

User = settings.AUTH_USER_MODEL
NamedColumn = Literal["username", "client_name", "rule"]  # what overrides are searched by


class OverrideReason(models.Model):
    """A reason that managers offer, with a sentence to start from. Its code never changes."""

    code = models.CharField(
        max_length=40, unique=True, validators=[RegexValidator(r"\A[a-z0-9_]+\Z")]
    )
    sentence = models.CharField(max_length=300, help_text="What people start their reason from.")
    is_offered = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Low numbers come first.")

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class OverrideRequest(models.Model):
    """A reviewer's wish that a manager let an issue pass; `granted` is None until one decided."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="override_requests")
    matches_hash = models.CharField(max_length=64)
    issue_hash = models.CharField(max_length=64)
    issue = models.JSONField()
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    granted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["job", "matches_hash", "issue_hash"],
                condition=Q(granted=None),
                name="one_open_request_for_an_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue.get('code')} of {self.job}"


class OverrideQuerySet(models.QuerySet["Override"]):
    """Adjectives that say which overrides."""

    def holding(self, job: Job, matches_hash: str) -> "OverrideQuerySet":
        """Given for exactly these matches of that job."""
        return self.filter(job=job, matches_hash=matches_hash)

    def every(self, column: NamedColumn) -> list[str]:
        """Each value that the column has in any row, sorted; one query.

        It leaps from value to value along the column's index, where DISTINCT reads all of it.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                f"""WITH RECURSIVE found(name) AS (
                SELECT MIN({column}) FROM jobs_override UNION ALL
                SELECT (SELECT MIN({column}) FROM jobs_override WHERE {column} > found.name)
                FROM found WHERE name IS NOT NULL
                ) SELECT name FROM found WHERE name IS NOT NULL"""  # noqa: S608 - one of three names
            )
            return [name for (name,) in cursor.fetchall()]

    def counted_by(self, *columns: str) -> "Iterable[dict[str, Any]]":
        """How many (`times`) for each value that these columns have together; one query."""
        found: Iterable[dict[str, Any]] = (
            self.order_by().values(*columns).annotate(times=models.Count("pk"))
        )
        return found


class Override(models.Model):
    """One issue that was let pass. What was said of it stands in `entry`, part of the chain."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="override")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="overrides")
    matches_hash = models.CharField(max_length=64)
    issue_hash = models.CharField(max_length=64)
    rule = models.CharField(max_length=100)
    client_name = models.CharField(max_length=200, blank=True)
    username = models.CharField(max_length=150)
    day = models.DateField()

    objects = OverrideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["job", "matches_hash", "issue_hash"], name="one_override_for_an_issue"
            ),
        ]
        indexes = [
            models.Index(fields=["rule", "username", "client_name"], name="override_counts"),
            models.Index(fields=["rule", "-entry"], name="override_rule"),
            models.Index(fields=["client_name", "-entry"], name="override_client"),
            models.Index(fields=["username", "-entry"], name="override_person"),
            models.Index(fields=["day", "-entry"], name="override_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.job}"
