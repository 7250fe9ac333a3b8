from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0010_criteria_tree'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='criteriaset',
            constraint=models.CheckConstraint(condition=models.Q(('earlier__isnull', True), models.Q(('earlier', models.F('id')), _negated=True), _connector='OR'), name='set_is_not_its_own_earlier'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('maximum__isnull', True), ('maximum__gte', 0), _connector='OR'), name='criterion_maximum_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('rule', 'manual'), models.Q(('kind__in', ['group', 'gate']), _negated=True), _connector='OR'), name='only_what_is_scored_has_a_rule'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', False), ('kind', 'group'), _connector='OR'), name='what_is_scored_stands_in_a_group'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='criterion_not_in_itself'),
        ),
        migrations.AddConstraint(
            model_name='band',
            constraint=models.CheckConstraint(condition=models.Q(('lower__isnull', True), ('upper__isnull', True), ('lower__lte', models.F('upper')), _connector='OR'), name='band_edges_in_order'),
        ),
        migrations.AddConstraint(
            model_name='band',
            constraint=models.UniqueConstraint(condition=models.Q(('group__isnull', True)), fields=('criteria_set', 'name'), name='band_name_once_a_set'),
        ),
        migrations.AddConstraint(
            model_name='band',
            constraint=models.UniqueConstraint(fields=('group', 'name'), name='band_name_once_a_group'),
        ),
    ]
