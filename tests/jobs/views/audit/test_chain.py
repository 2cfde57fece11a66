"""The page of the chain's state, and its export."""

import base64
from datetime import timedelta

from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone

from jobs.audit_checks import check_and_keep
from jobs.models import AuditCheck, AuditEntry, Override
from tests.jobs.views.conftest import As


def test_says_that_nobody_has_checked_yet(mona: User, signed_in: As) -> None:
    assert "Nobody has checked" in signed_in(mona).get("/audit/chain").content.decode()


def test_says_that_all_is_whole_or_what_is_broken(log: None, mona: User, signed_in: As) -> None:
    check_and_keep()
    html = signed_in(mona).get("/audit/chain").content.decode()
    assert "every entry was as it was written" in html
    Override.objects.filter(client_name="North").update(rule="forged")
    check_and_keep()
    html = signed_in(mona).get("/audit/chain").content.decode()
    assert "The log does not hold" in html
    assert "The override of forged is not what entry" in html


def test_says_when_the_check_is_late(mona: User, signed_in: As) -> None:
    check_and_keep()
    AuditCheck.objects.update(checked_at=timezone.now() - timedelta(hours=37))
    assert "look whether the sweep runs" in signed_in(mona).get("/audit/chain").content.decode()


def test_exports_the_log_signed(
    log: None, mona: User, signed_in: As, settings: LazySettings
) -> None:
    settings.AUDIT_SIGNING_KEY = base64.b64encode(bytes(32)).decode()
    browser = signed_in(mona)
    assert "public key" in browser.get("/audit/chain").content.decode()
    answer = browser.post("/audit/chain/export")
    assert answer["Content-Disposition"] == 'attachment; filename="audit-signed.jsonl"'
    lines = answer.getvalue().splitlines()
    assert len(lines) == AuditEntry.objects.count() + 2
    assert browser.get("/audit/chain/export").status_code == 405


def test_says_that_there_is_no_key(mona: User, signed_in: As, settings: LazySettings) -> None:
    settings.AUDIT_SIGNING_KEY = ""
    answer = signed_in(mona).post("/audit/chain/export", follow=True).content.decode()
    assert "AUDIT_SIGNING_KEY is not set" in answer
    assert "Export and sign" not in answer
