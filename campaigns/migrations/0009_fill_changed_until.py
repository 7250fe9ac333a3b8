from django.db import migrations
from django.db.models import Max, OuterRef, Subquery


def fill(apps, schema_editor):
    """The end of the newest period of every unit that has one."""
    periods = apps.get_model("campaigns", "UnitPeriod").objects
    newest = periods.filter(unit=OuterRef("pk")).order_by().values("unit").annotate(day=Max("last_day"))
    changed = periods.order_by().values("unit")
    units = apps.get_model("campaigns", "Unit").objects.filter(pk__in=changed)
    units.update(changed_until=Subquery(newest.values("day")))


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0008_unit_changed_until")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
