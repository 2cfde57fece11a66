"""The fonts of the render machines, by PostScript name."""

from typing import Self

from django.db import models

from extraction.font_files import LONGEST_NAME


class RenderFontQuerySet(models.QuerySet["RenderFont"]):
    """Questions about the list as a whole."""

    def making_a_list(self) -> Self:
        """Fonts that staff put there: what receipts tell of single fonts makes no list."""
        return self.filter(is_there=True).exclude(source=RenderFont.Source.RECEIPT)


class RenderFont(models.Model):
    """A font that every render machine has, or one that is known to be missing there.

    `only_for` names clients, one a line, who alone may use it; empty is everybody.
    """

    class Source(models.TextChoices):
        """Who says so."""

        LIST = "list", "Uploaded list"
        RECEIPT = "receipt", "Receipt of After Effects"
        FILE = "file", "Font file on the server"
        HAND = "hand", "Staff"

    postscript_name = models.CharField("PostScript name", max_length=LONGEST_NAME, unique=True)
    family = models.CharField(max_length=LONGEST_NAME, blank=True)
    is_there = models.BooleanField("on the render machines", default=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.HAND, editable=False)
    only_for = models.TextField(
        "only for clients", blank=True, help_text="One client a line. Empty: every client."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = RenderFontQuerySet.as_manager()

    class Meta:
        ordering = ["postscript_name"]
        verbose_name = "font"

    def __str__(self) -> str:
        return self.postscript_name

    def is_allowed_for(self, client_name: str) -> bool:
        """Whether that client's cards may use the font."""
        clients = [line.strip() for line in self.only_for.splitlines() if line.strip()]
        return not clients or client_name in clients
