"""The first kinds of reason for an override, and managers' rights over them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ["decide_override", "view_overridereason", "add_overridereason", "change_overridereason"]
REASONS = [
    ("client_agreed", "The client has seen it and agreed."),
    ("crop_is_meant", "The crop or the margins are meant to be so."),
    ("is_a_draft", "It is a draft; the final picture is still to come."),
    ("checked_by_eye", "I looked at it at full size, and it is good enough."),
]


def forwards(apps, schema_editor):
    jobs = apps.get_app_config("jobs")
    jobs.models_module = True  # historical apps have none, and permissions are made only with one
    create_permissions(jobs, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    jobs.models_module = None
    Reason = apps.get_model("jobs", "OverrideReason")
    for position, (code, sentence) in enumerate(REASONS, start=1):
        Reason.objects.get_or_create(
            code=code, defaults={"sentence": sentence, "position": 10 * position}
        )
    Permission = apps.get_model("auth", "Permission")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="managers")
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="jobs", codename__in=RIGHTS)
    )


def backwards(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    mine = Permission.objects.filter(content_type__app_label="jobs", codename__in=RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name="managers"):
        group.permissions.remove(*mine)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0006_overrides")]
    operations = [migrations.RunPython(forwards, backwards)]
