"""Kinds of reason: managers keep the list, every change is in the log, none is taken away."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from jobs.models import AuditEntry, OverrideReason
from tests.jobs.admin.conftest import Desk

pytestmark = pytest.mark.django_db

LIST = "/admin/jobs/overridereason/"
SENT: dict[str, Any] = {"sentence": "The sponsor asked for it.", "is_offered": "on", "position": 5}


@pytest.fixture
def manager(mona: User) -> User:
    mona.is_staff = True
    mona.save()
    return mona


def test_a_manager_adds_and_withdraws_a_kind_of_reason(desk: Desk, manager: User) -> None:
    desk(manager).post(f"{LIST}add/", SENT | {"code": "sponsor"})
    kept = OverrideReason.objects.get(code="sponsor")
    sent = {"code": "renamed", "sentence": kept.sentence, "position": 5}
    desk(manager).post(f"{LIST}{kept.pk}/change/", sent)

    kept.refresh_from_db()
    assert (kept.code, kept.is_offered) == ("sponsor", False)
    first, second = AuditEntry.objects.filter(action="override_reason_kept", username="mona")
    assert first.data["sentence"] == "The sponsor asked for it."
    assert second.data == {"is_offered": "False"}


def test_nobody_deletes_one_and_others_do_not_see_the_list(
    desk: Desk, ada: User, olga: User
) -> None:
    kept = OverrideReason.objects.earliest("pk")
    assert desk(ada).post(f"{LIST}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk(olga).get(LIST).status_code == 403
