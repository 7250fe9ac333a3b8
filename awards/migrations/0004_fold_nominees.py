from django.db import migrations

from accounts.text import fold

BATCH = 2000


def fold_names(apps, schema_editor):
    """The folded name of everybody who was put forward before there was a column for it."""
    rows = apps.get_model("awards", "Nomination").objects
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").only("pk", "name")[:BATCH]):
        for row in batch:
            row.fold_key = fold(row.name)[:200]
        rows.bulk_update(batch, ["fold_key"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_given_and_files")]

    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop)]
