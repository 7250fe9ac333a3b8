from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Invitation(models.Model):
    """A link by which a person sets the own password once; only its hash is kept, a newer one ends the older."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="invitation_ends_later"),
        ]

    def __str__(self):
        return f"{self.user}: {self.expires_at:%d/%m/%Y}"
