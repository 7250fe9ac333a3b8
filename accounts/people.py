"""Whose account a typed name means."""

from accounts.models import User
from accounts.text import tidy


def account_of(typed: str) -> User | None:
    """The account with this staff code or office e-mail; None for nobody, and for an address that two hold."""
    name = tidy(typed)[:254]
    exact = User.objects.filter(username=name).first()
    if exact or not name:
        return exact
    found = (
        User.objects.filter(username__iexact=name)[:2]
        if "@" not in name
        else User.objects.filter(email__iexact=name)[:2]
    )
    rows = list(found)
    return rows[0] if len(rows) == 1 else None
