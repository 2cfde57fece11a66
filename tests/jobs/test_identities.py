"""Who somebody at a sign-in provider is here: always the same person, and never somebody else."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from hypothesis import given
from hypothesis import strategies as st

from jobs.identities import Claims, SignInRefused, person_for
from jobs.models import AuditEntry, Identity

pytestmark = pytest.mark.django_db
ISSUER = "https://login.example"
PERSON = {
    "sub": "248289761001",
    "preferred_username": "kim",
    "email": "kim@studio.example",
    "email_verified": True,
}
ANYTHING = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)


def come(*, roles_claim: str = "", issuer: str = ISSUER, **told: Any) -> User:
    """That person, with other claims, comes in."""
    return person_for(Claims.of(PERSON | told, issuer=issuer, roles_claim=roles_claim))


def test_the_same_subject_is_the_same_person_whatever_else_changes() -> None:
    kim = come()

    assert come(preferred_username="kb", email="kb@studio.example") == kim
    assert User.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_the_same_subject_of_another_provider_is_somebody_else() -> None:
    kim = come()

    assert come(issuer="https://other.example", email="") != kim


def test_a_verified_address_finds_the_account_that_is_here_already(olga: User) -> None:
    assert come(email=olga.email.upper()) == olga

    assert Identity.objects.get().user == olga
    assert User.objects.get().check_password("olga")


@pytest.mark.parametrize("verified", [False, "true", 1, None])
def test_an_address_that_is_not_verified_finds_nobody(olga: User, verified: object) -> None:
    with pytest.raises(SignInRefused, match="nothing shows that it is yours"):
        come(email=olga.email, email_verified=verified)

    assert not Identity.objects.exists()


def test_an_address_of_which_nothing_is_said_counts_where_the_operator_trusts_them(
    olga: User,
) -> None:
    told: dict[str, Any] = {"sub": "7", "email": olga.email}
    with pytest.raises(SignInRefused):
        person_for(Claims.of(told, issuer=ISSUER))
    with pytest.raises(SignInRefused):
        person_for(Claims.of(told | {"email_verified": False}, issuer=ISSUER, trusts_emails=True))

    assert person_for(Claims.of(told, issuer=ISSUER, trusts_emails=True)) == olga


def test_an_address_of_two_accounts_finds_neither(olga: User, rui: User) -> None:
    User.objects.update(email="team@studio.example")

    with pytest.raises(SignInRefused):
        come(email="team@studio.example")


def test_an_account_that_is_somebody_elses_there_is_not_taken_over(olga: User) -> None:
    come(email=olga.email)

    with pytest.raises(SignInRefused):
        come(email=olga.email, sub="another")
    assert Identity.objects.get().subject == PERSON["sub"]


def test_a_name_that_is_taken_here_gets_a_number(olga: User) -> None:
    assert come(preferred_username="Olga").username == "Olga-2"
    assert come(preferred_username="OLGA", sub="3", email="").username == "OLGA-3"


def test_without_a_name_the_address_gives_one() -> None:
    assert come(preferred_username=None).username == "kim"
    assert come(preferred_username=None, sub="2", email="").username == "person"


def test_roles_become_as_listed_and_other_groups_stay(ada: User) -> None:
    listed = ["reviewers", "managers", "wheel", "superusers"]
    kim = come(roles_claim="groups", groups=listed)
    kim.groups.add(Group.objects.create(name="night shift"))
    come(roles_claim="groups", groups="reviewers")

    assert {group.name for group in kim.groups.all()} == {"reviewers", "night shift"}
    assert not User.objects.get(pk=kim.pk).is_superuser
    changes = AuditEntry.objects.filter(action="person_changed").order_by("id")
    assert [entry.data["to"] for entry in changes] == [["managers", "reviewers"], ["reviewers"]]


@pytest.mark.parametrize("groups", [None, {"reviewers": 1}, 7, [["reviewers"]], []])
def test_a_claim_that_names_no_role_takes_them(rui: User, groups: object) -> None:
    come(email=rui.email, roles_claim="groups", groups=groups)

    assert not rui.groups.exists()


def test_without_a_claim_staff_give_roles(rui: User) -> None:
    come(email=rui.email, groups=["managers"])

    assert [group.name for group in rui.groups.all()] == ["reviewers"]


@pytest.mark.parametrize("subject", ["", 7, None, "7" * 256, "7\x00", "sieben\u00e9"])
def test_a_subject_that_is_none_is_refused(subject: object) -> None:
    with pytest.raises(SignInRefused, match="did not say who you are"):
        come(sub=subject)


def test_names_are_taken_as_text() -> None:
    kim = come(
        preferred_username="../<b>kim</b>\x00", given_name="\x1b[31m" * 99, family_name="\ud800"
    )

    assert kim.username == "..bkimb"
    assert "\x1b" not in kim.first_name
    assert kim.last_name == "?"


@given(told=st.dictionaries(st.sampled_from([*PERSON, "given_name", "groups"]), ANYTHING))
def test_whatever_a_provider_says_fits_the_database(told: dict[str, Any]) -> None:
    try:
        claims = Claims.of(told, issuer=ISSUER, roles_claim="groups")
    except SignInRefused:
        return

    user = User(username=claims.username, email=claims.email, first_name=claims.first_name)
    user.last_name = claims.last_name
    user.set_unusable_password()
    user.clean_fields()
