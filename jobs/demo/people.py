"""The demo's people, one for each role, with passwords that are shown at every start."""

import json
import secrets
from pathlib import Path

from django.contrib.auth.models import Group, User

CAST = {
    "olga": ("coordinators", "uploads and watches batches, works in the admin"),
    "rui": ("reviewers", "reviews matches and validation issues, downloads"),
    "mona": ("managers", "reads the audit log, keeps the kinds of reason"),
    "ada": (None, "administers everything"),
}


def make_people(kept_in: Path) -> dict[str, str]:
    """Make who is missing; passwords by name. They lie in a private file, to be shown again."""
    passwords: dict[str, str] = {}
    if kept_in.exists():
        passwords = json.loads(kept_in.read_text(encoding="utf-8"))
    for name, (group, _) in CAST.items():
        if not User.objects.filter(username=name).exists():
            passwords[name] = secrets.token_urlsafe(9)
            _make(name, passwords[name], group)
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    kept_in.touch(mode=0o600)
    kept_in.write_text(json.dumps(passwords), encoding="utf-8")
    return {name: passwords[name] for name in CAST if name in passwords}


def _make(name: str, password: str, group: str | None) -> None:
    user = User.objects.create_user(name, password=password)
    user.is_staff = group != "reviewers"
    user.is_superuser = group is None
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
