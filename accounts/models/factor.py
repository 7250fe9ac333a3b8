from django.conf import settings
from django.db import models
from django.db.models import Q


class FactorReset(models.Model):
    """An administrator asks to take away the second factor of a person who lost it; some need a second person's yes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], name="factor_reset_of_a_user_once"),
            models.CheckConstraint(
                condition=~Q(asked_by=models.F("user")), name="factor_reset_asked_by_somebody_else"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.reason}"
