from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scoring', '0004_criteria_tree'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='scoresheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('self_total__isnull', True), ('sent_at__isnull', True), ('sent_by__isnull', True), ('state', 'draft')), models.Q(('self_total__isnull', False), ('sent_at__isnull', False), ('sent_by__isnull', False), ('state', 'sent')), _connector='OR'), name='sheet_sent_exactly_when_sent'),
        ),
        migrations.AddConstraint(
            model_name='sheetitem',
            constraint=models.CheckConstraint(condition=models.Q(('applies', True), models.Q(('answered', True), ('self_points__isnull', True)), _connector='OR'), name='no_points_where_it_does_not_apply'),
        ),
        migrations.AddConstraint(
            model_name='sheetitem',
            constraint=models.CheckConstraint(condition=models.Q(('self_points__isnull', True), ('answered', True), _connector='OR'), name='points_are_an_answer'),
        ),
    ]
