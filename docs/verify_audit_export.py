"""Verify a signed export of Sixstage's audit log: verify_audit_export.py FILE PUBLIC_KEY."""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

lines = Path(sys.argv[1]).read_bytes().splitlines(keepends=True)
key = Ed25519PublicKey.from_public_bytes(base64.b64decode(sys.argv[2]))
try:
    signature = base64.b64decode(json.loads(lines[-1])["signature"])
    key.verify(signature, hashlib.sha256(b"".join(lines[:-1])).digest())
except (InvalidSignature, IndexError, KeyError, TypeError, ValueError):
    sys.exit("This file was not signed with that key, or was changed afterwards.")
header, entries, previous = json.loads(lines[0]), lines[1:-1], ""
for entry in map(json.loads, entries):
    text = json.dumps(entry["content"], sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != entry["hash"] or entry["content"][0] != previous:
        sys.exit(f"Entry {entry['id']} was changed, or an entry before it is missing.")
    previous = digest
if (header["entries"], header["head"]) != (len(entries), previous):
    sys.exit("Entries are missing at the end.")
print(f"{len(entries)} entries, made {header['made_at']}: signed, unchanged and complete.")
