"""Rule sets at the desk: coordinators and managers keep them; what has held is only looked at."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from jobs.models import AuditEntry, RuleSetVersion
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.admin.conftest import Desk, said
from validation.limits import Limits
from validation.rules import ALL_RULES

pytestmark = pytest.mark.django_db

LIST = "/admin/jobs/rulesetversion/"


def sent(**changed: Any) -> dict[str, Any]:
    defaults = {f"limit_{name}": getattr(Limits(), name) for name in Limits.__slots__}
    running = [rule.code for rule in ALL_RULES]
    return {"note": "Stricter.", "running": running, **defaults} | changed


def only() -> RuleSetVersion:
    return RuleSetVersion.objects.get()


def test_a_version_is_made_changed_tried_and_made_to_hold(desk: Desk, olga: User) -> None:
    make_job(status=Status.COMPLETED)
    browser = desk(olga)
    running = [rule.code for rule in ALL_RULES if rule.code != "upscaled"]
    browser.post(f"{LIST}add/", sent(running=running, for_managers=["wrong_kind"]))
    assert (only().limits, only().off, only().managers_only) == ({}, ["upscaled"], ["wrong_kind"])
    page = f"{LIST}{only().pk}/change/"
    assert 'value="wrong_kind" id="id_for_managers' in browser.get(page).content.decode()
    browser.post(page, sent(running=running, limit_aspect="0.25"))
    assert (only().limits, only().managers_only) == ({"aspect": 0.25}, [])

    trial = browser.get(f"{LIST}{only().pk}/trial").content.decode()
    assert "0 more</strong> of the last 1 jobs" in trial
    held = browser.post(f"{LIST}{only().pk}/decide", {"decision": "hold"}, follow=True)
    assert "Done: all, version 1." in said(held.content.decode())
    assert only().holds
    assert AuditEntry.objects.filter(action="rule_set_holds", username="olga").count() == 1


def test_what_has_held_is_looked_at_and_a_new_version_starts_from_it(
    desk: Desk, olga: User
) -> None:
    browser = desk(olga)
    browser.post(f"{LIST}add/", sent(limit_aspect="0.25"))
    browser.post(f"{LIST}{only().pk}/decide", {"decision": "hold"})
    page = f"{LIST}{only().pk}/change/"
    assert "0.25" in browser.get(page).content.decode()
    assert browser.post(page, sent(limit_aspect="0.5")).status_code == 403
    again = browser.get(f"{LIST}add/?start_from={only().pk}").content.decode()
    assert 'value="0.25"' in again
    assert browser.get(f"{LIST}add/?start_from=x").status_code == 200
    refused = browser.post(f"{LIST}{only().pk}/decide", {"decision": "hold"}, follow=True)
    assert "holds already" in said(refused.content.decode())
    browser.post(f"{LIST}{only().pk}/decide", {"decision": "withdraw"})
    assert not only().holds


@pytest.mark.parametrize("value", ["-1", "nan", "1e999", "much", ""])
def test_a_threshold_that_is_none_is_refused(desk: Desk, olga: User, value: str) -> None:
    answer = desk(olga).post(f"{LIST}add/", sent(limit_aspect=value))
    assert answer.status_code == 200
    assert not RuleSetVersion.objects.exists()


def test_reviewers_see_and_decide_nothing(desk: Desk, olga: User, rui: User) -> None:
    desk(olga).post(f"{LIST}add/", sent())
    rui.is_staff = True
    rui.save()
    browser = desk(rui)
    assert browser.get(f"{LIST}{only().pk}/trial").status_code == 200
    assert browser.get(f"{LIST}{only().pk}/change/").status_code == 200
    assert browser.post(f"{LIST}{only().pk}/decide", {"decision": "hold"}).status_code == 403
    assert browser.post(f"{LIST}{only().pk}/change/", sent()).status_code == 403
    assert browser.get(f"{LIST}{only().pk}/decide").status_code == 405
    assert browser.get(f"{LIST}{only().pk + 1}/trial").status_code == 404
    assert desk(olga).post(f"{LIST}{only().pk}/delete/", {"post": "yes"}).status_code == 403
    unknown = desk(olga).post(f"{LIST}{only().pk}/decide", {"decision": "x"}, follow=True)
    assert "Choose what to do" in said(unknown.content.decode())
    assert not only().holds
