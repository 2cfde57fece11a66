"""The signed export: a stranger verifies it with the script of the documentation, or refuses it."""

import base64
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db import connection, transaction

from jobs import audit_triggers
from jobs.audit_export import NoSigningKey, public_key_text, signed_export, signing_key
from jobs.auditing import record
from jobs.models import AuditEntry
from tests.factories import make_job

pytestmark = pytest.mark.django_db

SCRIPT = Path(__file__).resolve().parent.parent.parent / "docs" / "verify_audit_export.py"
Lines = list[bytes]


@pytest.fixture
def key(settings: LazySettings) -> str:
    """The public key's text; the private one is in the settings."""
    settings.AUDIT_SIGNING_KEY = base64.b64encode(bytes(range(32))).decode()
    return public_key_text(signing_key())


@pytest.fixture
def lines(key: str, mona: User) -> Lines:
    job = make_job()
    for number in range(3):
        data = {"größe": 0.1 + number, "size": [1, None, "\u2028"]}
        with transaction.atomic():
            record("job_changed", f"Änderung {number} ✓\n", by=mona, job=job, data=data)
    return list(signed_export(by=mona))


def verified(lines: Lines, key: str, folder: Path) -> tuple[int, str]:
    """What the script says, with its exit code."""
    file = folder / "audit-signed.jsonl"
    file.write_bytes(b"".join(lines))
    done = subprocess.run(
        [sys.executable, SCRIPT, file, key], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_script_is_short_enough_to_be_read() -> None:
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 30


def test_an_export_is_verified_by_a_stranger(lines: Lines, key: str, tmp_path: Path) -> None:
    code, said = verified(lines, key, tmp_path)
    assert (code, said[:9]) == (0, "4 entries")
    assert AuditEntry.objects.order_by("-pk")[0].action == "audit_exported"


def changed(lines: Lines) -> Lines:
    return [line.replace(b"nderung 1", b"nderung 7") for line in lines]


@pytest.mark.parametrize(
    "forge",
    [
        changed,
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [*lines[:-2], lines[-1]],
        lambda lines: lines[:-1],
        lambda lines: lines[:0],
    ],
)
def test_a_file_that_was_changed_is_refused(
    forge: Callable[[Lines], Lines], lines: Lines, key: str, tmp_path: Path
) -> None:
    code, said = verified(forge(lines), key, tmp_path)
    assert (code, said.strip()) == (
        1,
        "This file was not signed with that key, or was changed afterwards.",
    )


def test_another_key_is_refused(lines: Lines, tmp_path: Path) -> None:
    assert verified(lines, public_key_text(Ed25519PrivateKey.generate()), tmp_path)[0] == 1


def test_a_log_that_was_forged_before_it_was_signed_is_refused(
    key: str, lines: Lines, mona: User, tmp_path: Path
) -> None:
    audit_triggers.remove(connection)
    second = AuditEntry.objects.all()[1]
    AuditEntry.objects.filter(pk=second.pk).update(message="forged")
    audit_triggers.install(connection)

    code, said = verified(list(signed_export(by=mona)), key, tmp_path)

    assert code == 1
    assert said.strip() == f"Entry {second.pk} was changed, or an entry before it is missing."


def test_a_log_that_lost_its_end_before_it_was_signed_is_refused(
    key: str, lines: Lines, mona: User, tmp_path: Path
) -> None:
    audit_triggers.remove(connection)
    AuditEntry.objects.filter(pk=AuditEntry.objects.order_by("pk")[2].pk).delete()
    audit_triggers.install(connection)
    assert verified(list(signed_export(by=mona)), key, tmp_path)[0] == 1


@pytest.mark.parametrize("text", ["", "abc", base64.b64encode(b"short").decode(), "ü"])
def test_without_a_key_nothing_is_exported_nor_recorded(
    text: str, settings: LazySettings, mona: User
) -> None:
    settings.AUDIT_SIGNING_KEY = text
    with pytest.raises(NoSigningKey, match="AUDIT_SIGNING_KEY"):
        signed_export(by=mona)
    assert not AuditEntry.objects.exists()
