"""When work that went wrong is tried again: troubles that pass, the pauses, and the last try."""

import errno
from datetime import timedelta

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.db import InterfaceError, OperationalError

MAX_ATTEMPTS = 5
GROWTH = 3  # times as long is each pause as the one before
LASTING = {errno.EFBIG}  # troubles of the system that no waiting mends


def pause_after(attempt: int) -> timedelta:
    """How long after that attempt (1 or more) the next may begin."""
    seconds: int = settings.RETRY_SECONDS * GROWTH ** (attempt - 1)
    return timedelta(seconds=seconds)


def passing_trouble(error: Exception) -> str:
    """What stands in the way, in a sentence, when it may have gone by the next try; else empty."""
    match error:
        case OperationalError() | InterfaceError():
            return "The database could not be reached."
        case BotoCoreError() | ClientError():
            return f"The file store did not answer as it should ({type(error).__name__})."
        case FileNotFoundError():  # a file store tells it without a number
            return ""
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return "There is no room left on the server’s disk."
        case OSError() if error.errno not in LASTING:
            return f"A file or a server could not be reached ({type(error).__name__})."
    return ""
