"""When each job came into its state, who is to review it, and which page a search is of."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def since_the_last_change(apps, schema_editor):
    apps.get_model("jobs", "Job").objects.update(status_since=models.F("updated_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0023_dashboard_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='savedfilter',
            name='one_filter_of_a_name',
        ),
        migrations.AddField(
            model_name='job',
            name='assigned_to',
            field=models.ForeignKey(blank=True, editable=False, help_text='Who is to review it; nobody else is offered it as the next job.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assigned_jobs', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='job',
            name='status_since',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When the last step was taken.'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='page',
            field=models.CharField(choices=[('audit', 'Overrides'), ('dashboard', 'Dashboard')], default='audit', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('user', 'page', 'name'), name='one_filter_of_a_name'),
        ),
        migrations.RunPython(since_the_last_change, migrations.RunPython.noop),
    ]
