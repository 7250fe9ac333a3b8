"""Signing in by staff code or office e-mail, whatever the capitals."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.people import account_of


class PersonBackend(ModelBackend):
    """Django's own check of the password; only the way to the account differs."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The account when the password is right; as much work for a name that nobody has."""
        found = account_of(username or "")
        return super().authenticate(
            request, username=found.username if found else username, password=password
        )
