"""Tokens: shown once, revoked at once, and never a way to somebody else's rights."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from jobs.models import ApiToken, AuditEntry
from tests.jobs.admin.conftest import Desk, said
from tests.jobs.api.conftest import token_for

pytestmark = pytest.mark.django_db

LIST = "/admin/jobs/apitoken/"


def works(token: str) -> bool:
    return Client(headers={"Authorization": f"Bearer {token}"}).get("/api/jobs").status_code == 200


def let_make_tokens(user: User) -> User:
    names = ("add_apitoken", "view_apitoken", "change_apitoken")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def test_a_token_is_shown_once(desk: Desk, ada: User, rui: User) -> None:
    client = desk(ada)

    answer = client.post(
        LIST + "add/", {"user": rui.pk, "name": "render farm", "scope": "full"}, follow=True
    )

    (token,) = set(re.findall(r"six_[\w-]+", said(answer.content.decode())))
    assert works(token)
    stored = ApiToken.objects.get()
    assert (stored.user, stored.name) == (rui, "render farm")
    entry = AuditEntry.objects.get(action="token_made")
    assert (entry.username, entry.message) == ("ada", "“render farm” for rui")
    for path in (LIST, f"{LIST}{stored.pk}/change/"):
        html = client.get(path).content.decode()
        assert token not in html
        assert stored.digest not in html


def test_a_revoked_token_opens_nothing_any_more(desk: Desk, ada: User, rui: User) -> None:
    token = token_for(rui)
    assert works(token)

    chosen = {"action": "revoke", "_selected_action": [ApiToken.objects.get().pk]}
    answer = desk(ada).post(LIST, chosen, follow=True)

    assert said(answer.content.decode()) == "Revoked 1 token."
    assert not works(token)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.username) == ("token_revoked", "ada")


def test_staff_without_the_right_see_and_revoke_no_tokens(
    desk: Desk, olga: User, rui: User
) -> None:
    token = token_for(rui)
    client = desk(olga)

    chosen = {"action": "revoke", "_selected_action": [ApiToken.objects.get().pk]}
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, chosen).status_code == 403
    assert (
        client.post(LIST + "add/", {"user": olga.pk, "name": "mine", "scope": "full"}).status_code
        == 403
    )
    assert works(token)


def test_nobody_makes_a_token_with_more_rights_than_their_own(
    desk: Desk, olga: User, ada: User
) -> None:
    client = desk(let_make_tokens(olga))

    refused = client.post(LIST + "add/", {"user": ada.pk, "name": "mine", "scope": "full"})
    assert refused.status_code == 200
    assert "Select a valid choice" in refused.content.decode()
    assert not ApiToken.objects.exists()
    client.post(LIST + "add/", {"user": olga.pk, "name": "mine", "scope": "full"})
    assert ApiToken.objects.get().user == olga


def test_tokens_of_others_are_out_of_reach(desk: Desk, olga: User, ada: User) -> None:
    token = token_for(ada)
    chosen = {"action": "revoke", "_selected_action": [ApiToken.objects.get().pk]}

    desk(let_make_tokens(olga)).post(LIST, chosen)

    assert works(token)


def test_a_token_is_neither_changed_nor_deleted(desk: Desk, ada: User, rui: User) -> None:
    token = token_for(rui)
    path = f"{LIST}{ApiToken.objects.get().pk}/"
    client = desk(ada)

    assert client.post(path + "change/", {"user": ada.pk, "name": "other"}).status_code == 403
    assert client.post(path + "delete/", {"post": "yes"}).status_code == 403
    assert works(token)
    assert ApiToken.objects.get().user == rui


def test_a_replaced_token_ends_and_its_successor_is_good_for_the_same(
    desk: Desk, ada: User, rui: User
) -> None:
    old = token_for(rui)
    ApiToken.objects.update(scope=ApiToken.Scope.LOOK)

    chosen = {"action": "replace", "_selected_action": [ApiToken.objects.get().pk]}
    answer = desk(ada).post(LIST, chosen, follow=True)

    (new,) = set(re.findall(r"six_[\w-]+", said(answer.content.decode())))
    assert works(new)
    assert not works(old)
    successor = ApiToken.objects.get(revoked_at=None)
    assert (successor.user, successor.name, successor.scope) == (rui, "test", "look")
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["token_revoked", "token_made"]
