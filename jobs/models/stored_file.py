"""An uploaded file, stored once per content."""

from django.db import models


class StoredFile(models.Model):
    """A file by its content: two uploads of the same bytes are one row and one stored object."""

    class Kind(models.TextChoices):
        """What the file is meant to be; readers find out what it is."""

        PSD = "psd", "Photoshop file"
        TEMPLATE = "template", "After Effects project"

    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=255, help_text="Name of the first upload.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    file = models.FileField(max_length=200)
    pictures = models.JSONField(
        null=True, help_text="Of a Photoshop file: names of its canvas and its layers' thumbnails."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "kind"], name="stored_file_once_per_content")
        ]

    def __str__(self) -> str:
        return self.name
