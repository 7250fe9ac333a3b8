from django.conf import settings
from django.db import models


class Submission(models.Model):
    """A form that was answered once: a repeat with the same key is led to the first answer."""

    key = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    purpose = models.CharField(max_length=60)
    answer = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.purpose} {self.key}"
