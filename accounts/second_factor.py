"""Who must have a second factor, who has one, and whether this session has shown it."""

from collections.abc import Iterable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User

# Where a session keeps the page that a person was going to before a second factor had to be set up.
AFTER_SET_UP = "after_set_up"
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def must_have(user: User, roles: Iterable[str]) -> bool:
    """Whether the account or one of the roles demands a second factor; the site's own administration always does."""
    if not settings.SECOND_FACTOR_DEMANDED:
        return False
    return user.is_staff or user.is_superuser or bool(set(roles) & set(settings.SECOND_FACTOR_ROLES))


def has_second_factor(user: User) -> bool:
    """Whether the person has set up an authenticator app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=SECOND).exists()


def factors_of(user: User) -> list[Authenticator]:
    """Everything the person has set up, the oldest first."""
    return list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))


def showed_second_factor(request: HttpRequest) -> bool:
    """Whether this session began with, or was later raised by, a second factor (the provider's where that counts)."""
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    return "mfa" in methods or (settings.OIDC_SECOND_FACTOR and "socialaccount" in methods)


def last_proof(request: HttpRequest) -> float:
    """When the person last proved who they are, in seconds of the real clock; a session begins with a proof."""
    records = get_authentication_records(request, request.user)
    started = getattr(request.session, "started_at", None)
    return max([record["at"] for record in records] + [started.timestamp() if started else 0.0])
