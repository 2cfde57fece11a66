"""The studio's three groups and what each may do."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["view_job", "view_batch", "view_template", "view_storedfile"]
GROUPS = {
    "coordinators": [*READ, "add_batch", "change_job", "start_job", "cancel_job"],
    "reviewers": [*READ, "review_job", "override_validation", "download_job"],
    "managers": [*READ, "view_auditentry", "override_validation", "download_job", "cancel_job"],
}


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
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_append_only_audit"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
