"""Migrations: none is missing, each goes back and forth, and the groups have just their rights."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
READ = {"view_job", "view_batch", "view_template", "view_storedfile", "view_learnedmatch"}
READ |= {"view_rulesetversion"}
KEEP_RULES = {"add_rulesetversion", "change_rulesetversion"} | {
    f"{verb}_renderfont" for verb in ("view", "add", "change", "delete")
}
DECIDE = {"view_templatedecision", "change_templatedecision"}
RIGHTS = {
    "coordinators": READ
    | KEEP_RULES
    | DECIDE
    | {"add_batch", "change_job", "start_job", "cancel_job", "delete_learnedmatch"}
    | {"view_user", "add_user", "change_user"},
    "reviewers": READ | {"review_job", "override_validation", "download_job"},
    "managers": READ
    | KEEP_RULES
    | DECIDE
    | {"view_auditentry", "override_validation", "download_job", "cancel_job"}
    | {"decide_override", "view_overridereason", "add_overridereason", "change_overridereason"},
}


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("group", RIGHTS)
def test_each_group_has_its_rights_and_no_more(group: str) -> None:
    found = Group.objects.get(name=group).permissions.values_list("codename", flat=True)

    assert set(found) == RIGHTS[group]


def test_all_migrations_go_back_and_forth(tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}

    for target in ([], ["jobs", "zero"], []):
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *target]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert len(triggers.fetchall()) == 3
        groups = database.execute("SELECT name FROM auth_group")
        assert {name for (name,) in groups.fetchall()} == set(RIGHTS)
