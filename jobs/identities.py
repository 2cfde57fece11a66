"""From what a sign-in provider says about somebody to the person here.

It does not speak with the provider (`jobs/views/single_sign_on.py` does) and trusts only claims
that were checked. Someone new gets no rights; roles come from staff, or from a claim of the
provider where the operator named one.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from jobs.auditing import record
from jobs.models import Identity
from jobs.wording import storable

ROLES = ("coordinators", "managers", "reviewers")
NAME_LENGTH = 150
_NOT_IN_USERNAMES = re.compile(r"[^\w.@+-]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class SignInRefused(Exception):
    """The provider let somebody in, we don't; the text says why to that person."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What is known of somebody at the provider, cleaned; `roles` is None where staff give them."""

    issuer: str
    subject: str
    username: str
    email: str
    email_verified: bool
    first_name: str
    last_name: str
    roles: frozenset[str] | None

    @classmethod
    def of(
        cls,
        told: dict[str, Any],
        *,
        issuer: str,
        roles_claim: str = "",
        trusts_emails: bool = False,
    ) -> "Claims":
        """Read the claims of an ID token or of the user info.

        With `trusts_emails` an address counts as verified where the provider says nothing of it.
        Raises: SignInRefused.
        """
        subject = told.get("sub")
        if not isinstance(subject, str) or not re.fullmatch(r"[ -~]{1,255}", subject):
            raise SignInRefused("The sign-in provider did not say who you are.")
        email = _email(told)
        return cls(
            issuer=issuer,
            subject=subject,
            username=_username(told, email),
            email=email,
            email_verified=told.get("email_verified", trusts_emails) is True,
            first_name=_text(told, "given_name"),
            last_name=_text(told, "family_name"),
            roles=_roles(told.get(roles_claim)) if roles_claim else None,
        )


@transaction.atomic
def person_for(claims: Claims) -> User:
    """The person whom the provider let in: known, linked by a verified e-mail address, or new.

    Raises: SignInRefused.
    """
    known = Identity.objects.filter(issuer=claims.issuer, subject=claims.subject)
    identity = known.select_related("user").first()
    user = identity.user if identity else _linked(claims) or _joined(claims)
    if not user.is_active:
        raise SignInRefused("Your account here is closed. Please ask a coordinator.")
    if claims.roles is not None:
        _take_roles(user, claims.roles)
    return user


def _linked(claims: Claims) -> User | None:
    """Whoever has that e-mail address here already, if it is surely the same person's."""
    found = list(User.objects.filter(email__iexact=claims.email)[:2]) if claims.email else []
    if not found:
        return None
    user = found[0]
    is_taken = Identity.objects.filter(user=user, issuer=claims.issuer).exists()
    if len(found) > 1 or is_taken or not claims.email_verified:
        raise SignInRefused(
            f"There is an account with the address {claims.email} already, and nothing shows that"
            " it is yours. Sign in with its password, or ask a coordinator."
        )
    _remember(user, claims, "was found by the e-mail address")
    return user


def _joined(claims: Claims) -> User:
    user = User(
        username=_free_username(claims.username),
        email=claims.email,
        first_name=claims.first_name,
        last_name=claims.last_name,
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    _remember(user, claims, "is new")
    return user


def _remember(user: User, claims: Claims, how: str) -> None:
    Identity.objects.create(user=user, issuer=claims.issuer, subject=claims.subject)
    message = f"{user.get_username()} {how}; signed in through {claims.issuer}"
    data = {"issuer": claims.issuer, "subject": claims.subject}
    record("person_joined", message, by=user, data=data)


def _take_roles(user: User, roles: frozenset[str]) -> None:
    """The provider decides about our three roles, and about no other group."""
    before = set(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
    if before == roles:
        return
    user.groups.remove(*Group.objects.filter(name__in=before - roles))
    user.groups.add(*Group.objects.filter(name__in=roles - before))
    told = ", ".join(sorted(roles)) or "no role"
    message = f"{user.get_username()}: {told}, by the sign-in provider"
    change = {"person": user.get_username(), "from": sorted(before), "to": sorted(roles)}
    record("person_changed", message, by=None, data=change)


def _free_username(wanted: str) -> str:
    """That name, or with the first number behind it that makes it nobody else's."""
    start = wanted[: NAME_LENGTH - 6]
    taken = {
        name.lower()
        for name in User.objects.filter(username__istartswith=start).values_list(
            "username", flat=True
        )
    }
    names = (start, *(f"{start}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name.lower() not in taken)


def _username(told: dict[str, Any], email: str) -> str:
    wanted = _text(told, "preferred_username") or email.partition("@")[0]
    return _NOT_IN_USERNAMES.sub("", wanted) or "person"


def _email(told: dict[str, Any]) -> str:
    email = _text(told, "email")
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email


def _roles(told: object) -> frozenset[str]:
    names = [told] if isinstance(told, str) else told
    return (
        frozenset(ROLES) & {str(name) for name in names} if isinstance(names, list) else frozenset()
    )


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    text = value if isinstance(value, str) else ""
    return storable(_CONTROLS.sub("", text).strip()[:NAME_LENGTH])
