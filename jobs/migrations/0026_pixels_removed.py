"""Files whose pixels were removed keep their row; the same content makes a new one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0025_desk_indexes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='storedfile',
            name='stored_file_once_per_content',
        ),
        migrations.AddField(
            model_name='storedfile',
            name='pixels_removed_at',
            field=models.DateTimeField(editable=False, help_text="When the file itself was removed; the row stays for its jobs' records.", null=True),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.UniqueConstraint(condition=models.Q(('pixels_removed_at', None)), fields=('sha256', 'kind'), name='stored_file_once_per_content'),
        ),
    ]
