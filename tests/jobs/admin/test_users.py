"""People and roles: what coordinators may do to whom, and that it is kept."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jobs.models import AuditEntry
from tests.jobs.admin.conftest import Desk

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"
PASSWORD = {"password1": "a long and fresh one", "password2": "a long and fresh one"}


def page_of(user: User) -> str:
    return f"{LIST}{user.pk}/change/"


def saved(client: Client, user: User, *, roles: list[str], **more: object) -> int:
    """Send the person's form; its status."""
    groups = [Group.objects.get(name=role).pk for role in roles]
    form = {"username": user.username, "groups": groups, "is_active": "on", **more}
    wanted = {name: value for name, value in form.items() if value is not None}
    return client.post(page_of(user), wanted).status_code


def roles_of(user: User) -> set[str]:
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def test_a_coordinator_makes_an_account_and_gives_it_a_role(desk: Desk, olga: User) -> None:
    client = desk(olga)
    client.post(f"{LIST}add/", {"username": "ria", "usable_password": "true", **PASSWORD})
    ria = User.objects.get(username="ria")
    assert not ria.has_perm("jobs.view_job")

    saved(client, ria, roles=["reviewers"])

    assert User.objects.get(pk=ria.pk).has_perm("jobs.review_job")
    entry = AuditEntry.objects.filter(action="person_changed").latest("id")
    assert (entry.username, entry.message) == ("olga", "ria: reviewers")
    assert entry.data["to"] == {"roles": ["reviewers"], "active": True}


def test_an_account_is_closed_and_never_deleted(desk: Desk, olga: User, rui: User) -> None:
    client = desk(olga)
    saved(client, rui, roles=["reviewers"], is_active=None)
    assert not User.objects.get(pk=rui.pk).is_active
    entry = AuditEntry.objects.get(action="person_changed")
    assert entry.message == "rui: reviewers, account closed"
    assert entry.data["from"]["active"] is True
    assert client.post(f"{LIST}{rui.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_changes_no_role_is_not_in_the_audit_log(desk: Desk, olga: User, rui: User) -> None:
    saved(desk(olga), rui, roles=["reviewers"], first_name="Rui")
    assert User.objects.get(pk=rui.pk).first_name == "Rui"
    assert not AuditEntry.objects.filter(action="person_changed").exists()


@pytest.mark.parametrize("role", ["managers", "owners"])
def test_a_coordinator_gives_no_role_beyond_reach(
    role: str, desk: Desk, olga: User, rui: User
) -> None:
    Group.objects.get_or_create(name="owners")
    saved(desk(olga), rui, roles=[role])
    assert roles_of(rui) == {"reviewers"}


def test_managers_and_superusers_are_out_of_a_coordinators_reach(
    desk: Desk, olga: User, mona: User, ada: User
) -> None:
    client = desk(olga)
    assert saved(client, mona, roles=["coordinators"]) == 403
    assert client.post(f"{LIST}{mona.pk}/password/", PASSWORD).status_code == 403
    assert client.get(page_of(ada)).status_code == 302  # as of somebody who isn't there
    assert client.post(f"{LIST}{ada.pk}/password/", PASSWORD).status_code == 404
    assert "ada" not in client.get(LIST).content.decode()
    assert roles_of(mona) == {"managers"}
    assert User.objects.get(pk=ada.pk).check_password("ada")


def test_nobody_makes_a_superuser_or_gives_single_rights(desk: Desk, olga: User, rui: User) -> None:
    saved(desk(olga), rui, roles=["reviewers"], is_superuser="on", user_permissions=[1, 2])
    stored = User.objects.get(pk=rui.pk)
    assert not stored.is_superuser
    assert not stored.user_permissions.exists()


def test_nobody_changes_their_own_roles(desk: Desk, olga: User) -> None:
    saved(desk(olga), olga, roles=["coordinators", "reviewers"], is_active=None)
    assert roles_of(olga) == {"coordinators"}
    assert User.objects.get(pk=olga.pk).is_active


def test_a_superuser_makes_managers(desk: Desk, ada: User, rui: User) -> None:
    saved(desk(ada), rui, roles=["managers"])
    assert roles_of(rui) == {"managers"}


def test_others_see_no_accounts(desk: Desk, sven: User, rui: User) -> None:
    assert desk(sven).get(LIST).status_code == 403
    assert desk(sven).get(page_of(rui)).status_code == 403


def test_the_list_costs_the_same_for_many_people(desk: Desk, olga: User) -> None:
    client = desk(olga)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(20):
        User.objects.create_user(f"person-{number}").groups.add(Group.objects.get(name="reviewers"))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)
