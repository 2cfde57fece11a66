"""What jobs are searched by moves into a narrow table, filled a thousand jobs at a time."""

import django.db.models.deletion
from django.db import migrations, models

from jobs.models.job_text import JobText, folded

AT_ONCE = 1000


def fill(apps, schema_editor):
    jobs = apps.get_model("jobs", "Job").objects.order_by("pk").values_list("pk", *JobText.FIELDS)
    texts = apps.get_model("jobs", "JobText").objects
    last = 0
    while rows := list(jobs.filter(pk__gt=last)[:AT_ONCE]):
        found = [texts.model(job_id=pk, text=folded("\n".join(words))) for pk, *words in rows]
        texts.bulk_create(found, ignore_conflicts=True)  # of jobs that came meanwhile
        last = rows[-1][0]


class Migration(migrations.Migration):
    atomic = False  # each thousand for itself, beside writers

    dependencies = [("jobs", "0031_identities")]
    operations = [
        migrations.CreateModel(
            name="JobText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="jobs.job"
                    ),
                ),
                ("text", models.TextField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, atomic=False),
    ]
