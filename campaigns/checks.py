"""What is looked at when the program starts: a misspelt role would silently need no second factor."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from campaigns.enums import Role


@register()
def check_second_factor_roles(**_: Any) -> list[Error]:
    """An error for every name in SECOND_FACTOR_ROLES that is no role."""
    wrong = sorted(set(settings.SECOND_FACTOR_ROLES) - set(Role.values))
    known = ", ".join(Role.values)
    return [
        Error(f"SECOND_FACTOR_ROLES: «{name}» không phải vai trò. Vai trò có: {known}.", id="campaigns.E001")
        for name in wrong
    ]
