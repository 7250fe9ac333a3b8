from django.db import models


class DemoClock(models.Model):
    """One row: how far the demo's clock is moved, in seconds. Read only when settings.DEMO is on."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    offset_seconds = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="demo_clock_single")]

    def __str__(self):
        return f"{self.offset_seconds}"
