from django.conf import settings
from django.db import models


class SignInFailure(models.Model):
    """A wrong password: for which typed name (only its hash: it may be a password), from where, by which device."""

    name_hash = models.CharField(max_length=64)
    address = models.CharField(max_length=45, blank=True)
    device_hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["name_hash", "at"])]

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M}"


class KnownDevice(models.Model):
    """A browser in which the person has signed in before; the browser keeps the secret, we keep its hash."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    secret_hash = models.CharField(max_length=64)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "secret_hash"], name="device_of_a_user_once")]

    def __str__(self):
        return f"{self.user}: {self.last_seen:%d/%m/%Y}"
