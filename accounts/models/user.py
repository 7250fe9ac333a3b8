from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """One person, one account; what the person may do comes from memberships, never from the account."""

    first_name = None
    last_name = None
    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, blank=True, db_index=True)
    search_key = models.CharField(max_length=400, editable=False, blank=True)

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["sort_key", "id"]

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name
