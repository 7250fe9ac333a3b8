"""A second click does nothing twice: each submit form carries a key."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import Submission, User


def once(*, key: str, by: User, at: datetime, purpose: str, act: Callable[[], str]) -> str:
    """Runs `act` for the first answer of a form and returns its address; a repeat gets the first address."""
    with transaction.atomic():
        row, created = Submission.objects.select_for_update(no_key=True).get_or_create(
            key=parse_key(key), defaults={"user": by, "purpose": purpose, "at": at}
        )
        if not created:
            if row.user_id != by.pk or row.purpose != purpose:
                raise DomainError("Biểu mẫu này không còn dùng được. Hãy tải lại trang rồi gửi lại.")
            return row.answer
        row.answer = act()
        row.save(update_fields=["answer"])
        return row.answer


def parse_key(key: str) -> uuid.UUID:
    """The form's key; raises DomainError when it is missing or damaged."""
    try:
        return uuid.UUID(key)
    except (ValueError, AttributeError, TypeError):
        raise DomainError("Biểu mẫu thiếu mã gửi. Hãy tải lại trang rồi gửi lại.") from None
