"""Versions of the rules: thresholds, rules on or off, for all, for a client or for a template.

Once a version has held it never changes, so that a report's version says what it went by.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from validation import AppliedRules, Limits, RuleSet


class RuleSetVersion(models.Model):
    """One version. Its scope is a client, a template's file name, both, or neither (all).

    `limits` holds the thresholds that differ from the product's own, `off` and `managers_only`
    codes of rules.
    """

    client_name = models.CharField(max_length=200, blank=True, help_text="Empty: every client.")
    template_name = models.CharField(
        max_length=255, blank=True, help_text="File name of the template. Empty: every template."
    )
    version = models.PositiveIntegerField(editable=False)
    note = models.CharField(max_length=300, help_text="What this version is for.")
    limits = models.JSONField(default=dict, blank=True)
    off = models.JSONField(default=list, blank=True)
    managers_only = models.JSONField(default=list, blank=True)
    holds = models.BooleanField(default=False, editable=False)
    first_held_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["client_name", "template_name", "-version"]
        verbose_name = "rule set"
        constraints = [
            models.UniqueConstraint(
                fields=["client_name", "template_name", "version"],
                name="rule_set_version_once_in_a_scope",
            ),
            models.UniqueConstraint(
                fields=["client_name", "template_name"],
                condition=Q(holds=True),
                name="one_rule_set_holds_in_a_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope}, version {self.version}"

    @property
    def scope(self) -> str:
        """For whom it is, in words."""
        parts = (("client", self.client_name), ("template", self.template_name))
        return ", ".join(f"{what} {name}" for what, name in parts if name) or "all"

    @property
    def rules(self) -> RuleSet:
        """What validation goes by. Raises: ValueError for a threshold that is none."""
        known = {name: self.limits[name] for name in Limits.__slots__ if name in self.limits}
        return RuleSet(
            limits=Limits(**known),
            off=frozenset(self.off),
            managers_only=frozenset(self.managers_only),
            applied=AppliedRules(self.scope, self.version),
        )
