"""Coordinators' rights over accounts; the admin keeps managers and superusers out of their reach."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ["view_user", "add_user", "change_user"]


def forwards(apps, schema_editor):
    auth = apps.get_app_config("auth")
    auth.models_module = True  # historical apps have none, and permissions are made only with one
    create_permissions(auth, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    auth.models_module = None
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="coordinators")
    Permission = apps.get_model("auth", "Permission")
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="auth", codename__in=RIGHTS)
    )


def backwards(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    given = Permission.objects.filter(content_type__app_label="auth", codename__in=RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name="coordinators"):
        group.permissions.remove(*given)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0016_template_decision_rights"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
