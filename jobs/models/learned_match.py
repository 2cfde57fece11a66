"""What approvals of one template taught, layer by layer; `jobs.learning` writes and reads it."""

from django.db import models

from jobs.models.job import Job


class LearnedMatch(models.Model):
    """A layer that was put into a placeholder, or left unused when `placeholder` is empty.

    Names are those of `extraction.matching.memory`: evened out, not as typed. `agreed` and
    `contradicted` fade with every later approval.
    """

    template_hash = models.CharField(max_length=64)
    template_name = models.CharField(max_length=255)
    client_name = models.CharField(max_length=200, blank=True)
    placeholder = models.CharField(max_length=420, blank=True)
    layer_name = models.CharField(max_length=200, blank=True)
    layer_group = models.CharField(max_length=200, blank=True)
    layer_kind = models.CharField(max_length=20)
    x = models.FloatField(help_text="Left edge, as a share of the canvas.")
    y = models.FloatField(help_text="Top edge, as a share of the canvas.")
    agreed = models.FloatField()
    contradicted = models.FloatField(default=0.0)
    jobs = models.ManyToManyField(Job, related_name="learned_matches")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "learned matches"
        indexes = [
            models.Index(fields=["template_hash", "client_name"], name="learned_by_hash"),
            models.Index(fields=["template_name", "client_name"], name="learned_by_name"),
        ]

    def __str__(self) -> str:
        layer = self.layer_name or f"{self.layer_kind} at {self.x:.2f}, {self.y:.2f}"
        return f"{layer} → {self.placeholder or 'unused'}"
