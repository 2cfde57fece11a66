"""An uploaded file, stored once per content."""

from django.db import models


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Adjectives that say which files."""

    def kept(self) -> "StoredFileQuerySet":
        """Those whose bytes are still here."""
        return self.filter(pixels_removed_at=None)


class StoredFile(models.Model):
    """A file by its content: two uploads of the same bytes are one row and one stored object.

    Once retention has removed it, the same bytes make a new row.
    """

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
    wording = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="Of a Photoshop file: a hash of its texts.",
    )
    look = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="Of its canvas: what a like one has, too.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    pixels_removed_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When the file itself was removed; the row stays for its jobs' records.",
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["wording"], name="stored_file_wording"),
            models.Index(fields=["name"], name="stored_file_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "kind"],
                condition=models.Q(pixels_removed_at=None),
                name="stored_file_once_per_content",
            )
        ]

    def __str__(self) -> str:
        return self.name
