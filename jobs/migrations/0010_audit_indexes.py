"""Indexes by which the audit pages find their rows, made without stopping whoever writes."""

from django.db import migrations, models


INDEXES = [
    ("auditentry", ["created_at"], "audit_time"),
    ("auditentry", ["action", "-id"], "audit_action"),
    ("auditentry", ["username", "-id"], "audit_person"),
    ("override", ["rule", "username", "client_name"], "override_counts"),
]


class AddIndexBesideWriters(migrations.AddIndex):
    """PostgreSQL builds it beside writers; SQLite has one writer at a time anyway."""

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        schema_editor.remove_index(model, self.index, concurrently=True)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0009_audit_search")]
    operations = [
        AddIndexBesideWriters(model, models.Index(fields=fields, name=name))
        for model, fields, name in INDEXES
    ]
