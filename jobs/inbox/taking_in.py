"""Batches that are put into a watched folder or bucket are taken in, once each, and filed away.

A batch is a folder with its manifest and files, or a ZIP. How they are found and filed away is told
in `dropped`; what is in them is checked as any upload is.
"""

import hashlib
import logging
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.urls import reverse

from jobs import intake, leftovers, storage, uploading
from jobs.inbox.bucket import BucketInbox
from jobs.inbox.dropped import FILED, Dropped, Inbox, NotSettled
from jobs.inbox.folder import FolderInbox
from jobs.manifest import ManifestUnreadable
from jobs.models import Batch
from jobs.upload_set import UploadRefused, UploadSet
from jobs.wording import counted
from jobs.workflow import PermissionRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

DONE, FAILED = FILED
LATER = (NotSettled, OSError, BotoCoreError, ClientError)
BATCHES_OF_INBOXES = uuid.UUID("a7f0bd5e-6c0e-4c58-9a8e-5a3c1f1f2d64")
UNFORESEEN = "Something unforeseen went wrong; the server's log tells its operator more."


def take_in_next() -> int:
    """Take the first batch of each inbox that nobody has changed for a while; how many there were.

    What can't be read just now stays for the next time.
    """
    return sum(_take_first(inbox) for inbox in _watched())


def _watched() -> list[Inbox]:
    inboxes: list[Inbox] = []
    if settings.INBOX_FOLDER:
        inboxes.append(FolderInbox(Path(settings.INBOX_FOLDER)))
    if settings.INBOX_BUCKET:
        inboxes.append(BucketInbox.of(settings.INBOX_BUCKET))
    return inboxes


def _take_first(inbox: Inbox) -> bool:
    try:
        by = uploading.uploader(settings.INBOX_USER) if settings.INBOX_USER else None
        dropped = inbox.first_settled(settings.INBOX_SETTLED_SECONDS)
        if dropped is None:
            return False
        where, note = _outcome(inbox, dropped, by)
        inbox.file_away(dropped, where, note)
    except (*LATER, PermissionRefused) as error:
        logger.warning("the inbox has to wait: %s", error)
        return False
    logger.info("inbox: %r is %s", dropped.name, where)
    return True


def _outcome(inbox: Inbox, dropped: Dropped, by: "User | None") -> tuple[str, str]:
    """Where to file it away, and what to write beside it."""
    try:
        return _taken(inbox, dropped, by)
    except (UploadRefused, ManifestUnreadable) as error:
        return FAILED, f"Nothing was taken in. {error}"
    except (*LATER, DatabaseError, InterfaceError):
        raise
    except Exception:  # the outermost edge: one batch must not end the sweep, and work with it
        logger.exception("the inbox could not take in %r", dropped.name)
        return FAILED, UNFORESEEN


def _taken(inbox: Inbox, dropped: Dropped, by: "User | None") -> tuple[str, str]:
    """Make the batch, once for each content.

    The batch's id comes from its content, and is the one thing that the database commits together
    with it: whatever breaks off after that, the same content is not taken in again.
    """
    with tempfile.TemporaryDirectory(prefix=leftovers.PREFIX) as folder:
        files = inbox.fetch(dropped, Path(folder))
        batch_id = uuid.uuid5(BATCHES_OF_INBOXES, _fingerprint(files))
        if Batch.objects.filter(pk=batch_id).exists():
            return DONE, f"This was taken in before: {_address(batch_id)}"
        ingested = uploading.receive_files(files, by=by, name=dropped.name, batch_id=batch_id)
    if ingested.batch is None:
        return FAILED, _refusal(ingested)
    return DONE, f"{counted(ingested.total_jobs, 'job')}: {_address(batch_id)}"


def _fingerprint(files: UploadSet) -> str:
    """A hash of all content and of the files' names; a single file's name doesn't count."""
    named = len(files.files) > 1
    lines = [
        f"{storage.digest_of(path)} {name if named else ''}"
        for name, path in sorted(files.files.items())
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _address(batch_id: uuid.UUID) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("batch", args=[batch_id])


def _refusal(ingested: intake.Ingested) -> str:
    of_all = f"{ingested.invalid_jobs} of {counted(ingested.total_jobs, 'row')} can't be used:"
    rows = [
        f"Row {error.row}{f' ({error.job_id})' if error.job_id else ''}: {error.error}"
        for error in ingested.errors
    ]
    return "\n".join([f"Nothing was taken in. {of_all}", *rows])
