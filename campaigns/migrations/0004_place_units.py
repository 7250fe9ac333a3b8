import campaigns.models.unit
from django.db import migrations, models

from campaigns.unit_keys import path_below, words_of


def place_units(apps, schema_editor):
    """The path and the words of every unit that is already there."""
    Unit, Word = apps.get_model('campaigns', 'Unit'), apps.get_model('campaigns', 'UnitWord')
    units = list(Unit.objects.order_by('pk'))
    parents = {unit.pk: unit.parent_id for unit in units}
    names = {unit.pk: [unit.name, unit.short_name, unit.code] for unit in units}
    for unit_id, name in apps.get_model('campaigns', 'UnitAlias').objects.values_list('unit', 'name'):
        names[unit_id].append(name)
    for unit in units:
        chain = [unit.pk]
        while parents[chain[-1]] is not None and len(chain) < 12:
            chain.append(parents[chain[-1]])
        unit.path = ''.join(path_below('', pk) for pk in reversed(chain))
    Unit.objects.bulk_update(units, ['path'], batch_size=500)
    Word.objects.bulk_create(
        [Word(unit_id=pk, text=text) for pk, named in names.items() for text in sorted(words_of(named))],
        batch_size=2000,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    # Rows and the table they lie in change one after the other, not in one transaction of PostgreSQL.
    atomic = False

    dependencies = [
        ('campaigns', '0003_unit_tree'),
    ]

    operations = [
        migrations.RunPython(place_units, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='unit',
            name='path',
            field=models.CharField(default=campaigns.models.unit.not_placed, editable=False, max_length=120, unique=True),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('path', ''), _negated=True), name='unit_path_not_empty'),
        ),
    ]
