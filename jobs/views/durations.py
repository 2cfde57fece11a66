"""How long something takes, in words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timesince import timesince

MINUTE = timedelta(minutes=1)


def in_words(duration: timedelta | None) -> str:
    """Its largest units; less than a minute as such, and nothing for None."""
    if duration is None:
        return ""
    if duration < MINUTE:
        return "less than a minute"
    now = timezone.now()
    return timesince(now - duration, now)


def estimated(duration: timedelta | None) -> str:
    """The same for a guess: it says "about" where a number follows."""
    words = in_words(duration)
    return f"about {words}" if duration is not None and duration >= MINUTE else words
