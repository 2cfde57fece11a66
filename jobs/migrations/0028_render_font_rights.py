"""Coordinators and managers keep the list of fonts."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

KEEP = ["view_renderfont", "add_renderfont", "change_renderfont", "delete_renderfont"]
GROUPS = {"coordinators": KEEP, "managers": KEEP}


def forwards(apps, schema_editor):
    jobs = apps.get_app_config("jobs")
    jobs.models_module = True  # historical apps have none, and permissions are made only with one
    create_permissions(jobs, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    jobs.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="jobs", codename__in=codenames)
        )


def backwards(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    mine = Permission.objects.filter(content_type__app_label="jobs", codename__in=KEEP)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*mine)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0027_render_fonts")]
    operations = [migrations.RunPython(forwards, backwards)]
