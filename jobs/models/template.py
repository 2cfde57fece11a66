"""What was read from a template and decided about it, kept per content: fifty jobs read it once."""

from django.db import models

from jobs.models.stored_file import StoredFile


class Template(models.Model):
    """The document of one stored template file."""

    stored_file = models.OneToOneField(
        StoredFile, on_delete=models.CASCADE, primary_key=True, related_name="template"
    )
    document = models.JSONField()
    read_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.stored_file.name


class TemplateDecision(models.Model):
    """What staff decided about one layer of a template, for every later job that uses it."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="decisions")
    place = models.CharField(max_length=60, help_text="“composition id:layer index”.")
    is_placeholder = models.BooleanField()
    name = models.CharField(max_length=200, blank=True, help_text="A friendlier name.")
    required = models.BooleanField(default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "place"], name="template_decision_once_per_layer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.template_id}"
