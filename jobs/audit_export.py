"""The audit log as a signed file that anybody with the public key can verify without Sixstage.

JSON Lines: a header, one line for each entry with the content that its hash covers, and a
signature (Ed25519) of the SHA-256 of all lines before it.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.auditing import content_of, record
from jobs.models import AuditEntry, AuditHead

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FORMAT = "sixstage-audit-1"
KEY_BYTES = 32
CHUNK = 2000


class NoSigningKey(Exception):
    """There is no key to sign with, or what is set is none. The text is fit for the user."""


def signing_key() -> Ed25519PrivateKey:
    """The key of this installation. Raises: NoSigningKey."""
    if not settings.AUDIT_SIGNING_KEY:
        raise NoSigningKey("Exports can't be signed: AUDIT_SIGNING_KEY is not set.")
    try:
        raw = base64.b64decode(settings.AUDIT_SIGNING_KEY, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise NoSigningKey("Exports can't be signed: AUDIT_SIGNING_KEY is not 32 bytes in Base64.")
    return Ed25519PrivateKey.from_private_bytes(raw)


def public_key_text(key: Ed25519PrivateKey) -> str:
    """What the reader of an export needs, in Base64; hand it over by another way than the file."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def signed_export(*, by: "User") -> Iterator[bytes]:
    """Record the export in the log, and give the log's lines up to that very entry.

    Raises: NoSigningKey, before anything is recorded.
    """
    key = signing_key()
    with transaction.atomic():
        record("audit_exported", "The whole log, signed", by=by)
        head = AuditHead.objects.get(pk=1)
    return _signed_lines(key, head)


def _signed_lines(key: Ed25519PrivateKey, head: AuditHead) -> Iterator[bytes]:
    seen = hashlib.sha256()
    for document in _documents(head):
        line = json.dumps(document).encode() + b"\n"
        seen.update(line)
        yield line
    signature = base64.b64encode(key.sign(seen.digest())).decode()
    yield json.dumps({"signature": signature}).encode() + b"\n"


def _documents(head: AuditHead) -> Iterator[dict[str, object]]:
    made_at = timezone.now().isoformat(timespec="seconds")
    yield {"format": FORMAT, "made_at": made_at, "entries": head.entries, "head": head.hash}
    entries = AuditEntry.objects.order_by("id")[: head.entries]
    for entry in entries.iterator(chunk_size=CHUNK):
        yield {"id": entry.pk, "content": content_of(entry), "hash": entry.hash}
