"""Puts the guards of the audit trail up. On SQLite a later change of these tables must do so again."""

from django.db import migrations

from accounts.audit_guard import guards_down, guards_up


def put_up(apps, schema_editor):
    for statement in guards_up(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    for statement in guards_down(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
