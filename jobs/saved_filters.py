"""Searches that somebody keeps for the next time; each person sees only the own ones."""

from typing import TYPE_CHECKING

from jobs.models import SavedFilter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 50  # one person's, of one page
LONGEST_NAME = 60


class NotSaved(Exception):
    """The search was not kept; the text is fit for the user."""


def keep(person: "User", page: SavedFilter.Page, *, name: str, query: str) -> None:
    """Keep what stands behind the question mark; the same name is replaced. Raises: NotSaved."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or "\0" in name:
        raise NotSaved(f"Give the search a name of at most {LONGEST_NAME} characters.")
    if person.saved_filters.filter(page=page).exclude(name=name).count() >= MOST:
        raise NotSaved(f"You have {MOST} saved searches; forget one first.")
    SavedFilter.objects.update_or_create(
        user=person, page=page, name=name, defaults={"query": query}
    )
