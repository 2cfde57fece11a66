"""People and their roles: coordinators look after reviewers and each other, superusers after all.

Nobody gets more rights here than who gives them could hand on: managers, who audit what others
decide, and superusers are out of coordinators' reach, and nobody changes their own roles.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from jobs.admin.base import DeskAdmin
from jobs.admin.people import person
from jobs.auditing import record

if TYPE_CHECKING:
    AnyUserAdmin = UserAdmin[User]
else:
    AnyUserAdmin = UserAdmin  # generic for the type checker only

GIVEN_BY_COORDINATORS = ("coordinators", "reviewers")
ROLES = ("groups", "is_staff", "is_active")

admin.site.unregister(Group)
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(DeskAdmin, AnyUserAdmin):
    """Accounts are closed and not deleted: the audit log names their people."""

    list_display = ["username", "first_name", "last_name", "email", "roles", "is_active"]
    list_filter = ["is_active", "groups"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Roles", {"fields": ROLES}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Superusers are seen by superusers alone; roles in one query more."""
        people: QuerySet[User] = super().get_queryset(request).prefetch_related("groups")
        return people if person(request).is_superuser else people.filter(is_superuser=False)

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        """The groups by name."""
        return ", ".join(sorted(group.name for group in user.groups.all()))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """With the right to; managers are changed by superusers alone."""
        by = person(request)
        if not super().has_change_permission(request, obj):
            return False
        return by.is_superuser or obj is None or _is_within_reach(obj)

    def has_delete_permission(self, *_args: Any) -> bool:
        """Nobody: history is kept."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """One's own roles are for others to change."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, *ROLES) if obj == request.user else fields

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer, and take, only roles that this person may give."""
        if db_field.name == "groups" and not person(request).is_superuser:
            kwargs["queryset"] = Group.objects.filter(name__in=GIVEN_BY_COORDINATORS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @transaction.atomic
    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[User]",
        formsets: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Keep in the audit log who gave whom which roles."""
        user = form.instance
        before = _standing(User.objects.get(pk=user.pk)) if change else None
        if before is not None and "is_active" in form.changed_data:
            before["active"] = form.initial["is_active"]
        super().save_related(request, form, formsets, change)
        after = _standing(User.objects.get(pk=user.pk))
        if before != after:
            message = f"{user.get_username()}: {_told(after)}"
            data = {"person": user.get_username(), "from": before, "to": after}
            record("person_changed", message, by=person(request), data=data)


def _is_within_reach(user: User) -> bool:
    names = {group.name for group in user.groups.all()}
    return not user.is_superuser and names <= {*GIVEN_BY_COORDINATORS}


def _standing(user: User) -> dict[str, Any]:
    names = sorted(user.groups.values_list("name", flat=True))
    return {"roles": names, "active": user.is_active}


def _told(standing: dict[str, Any]) -> str:
    roles = ", ".join(standing["roles"]) or "no role"
    return roles if standing["active"] else f"{roles}, account closed"
