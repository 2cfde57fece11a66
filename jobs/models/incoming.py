"""Uploads on their way: which files are to come. How much is here, the files on disk tell."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models


class Incoming(models.Model):
    """One person's upload. Its bytes lie in a folder of its own until it becomes a batch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    corrections = models.JSONField(default=dict, help_text="Cells by row and column, as corrected.")
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def folder(self) -> Path:
        """Where its bytes lie."""
        return Path(settings.INCOMING_FOLDER) / self.id.hex


class IncomingFile(models.Model):
    """One file of an upload; `path` is the sender's, and never a path of ours."""

    incoming = models.ForeignKey(Incoming, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=500)
    size = models.BigIntegerField()
    multipart = models.CharField(
        max_length=1024,
        blank=True,
        default="",
        db_default="",
        help_text="The store's name for it while its parts go there.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["incoming", "path"], name="one_file_of_a_path"),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def place(self) -> Path:
        """Where its bytes lie."""
        return self.incoming.folder / str(self.pk)

    @property
    def offset(self) -> int:
        """How many bytes are here, on this server."""
        return self.place.stat().st_size if self.place.exists() else 0

    @property
    def is_complete(self) -> bool:
        """Whether all of it is here."""
        return self.offset == self.size
