"""How far the package of a batch is, and of what it was made."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0035_stored_file_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='BatchPackage',
            fields=[
                ('batch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='package', serialize=False, to='jobs.batch')),
                ('status', models.CharField(choices=[('packing', 'Packing'), ('packed', 'Packed'), ('failed', 'Failed')], default='packing', max_length=10)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('packed', models.PositiveIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
    ]
