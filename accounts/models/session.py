from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class SignInSession(AbstractBaseSession):
    """One browser's session; whose it is and where it began lie in columns, so that its owner can see and end it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self):
        return f"{self.user}: {self.device}"

    @classmethod
    def get_session_store_class(cls):
        """The store that reads and writes these rows."""
        return import_module(settings.SESSION_ENGINE).SessionStore
