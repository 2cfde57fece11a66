"""What was read from a template, kept per content so that fifty jobs read it once."""

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
