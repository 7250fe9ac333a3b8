"""What the audit trail keeps of signing in; a wrong password is never kept, nor a name that nobody has."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.models import User
from accounts.people import account_of


def note_sign_in(*, by: User, at: datetime) -> None:
    """A person has signed in."""
    with transaction.atomic():
        record_event(by=by, at=at, kind="account.signed_in", target=by, sentence=f"{by} đăng nhập.")


def note_sign_out(*, by: User, at: datetime) -> None:
    """A person has signed out."""
    with transaction.atomic():
        record_event(by=by, at=at, kind="account.signed_out", target=by, sentence=f"{by} đăng xuất.")


def note_failed_sign_in(*, username: str, at: datetime, stopped: bool = False) -> None:
    """Somebody tried a password; a name that nobody has may be a password typed in the wrong box."""
    user = account_of(username)
    after = " Tạm dừng nhận mật khẩu từ địa chỉ này." if stopped else ""
    said = f"tài khoản «{user.username}»" if user else "tên đăng nhập không có trong hệ thống"
    with transaction.atomic():
        record_event(
            by=None,
            at=at,
            kind="refused.sign_in",
            target=user,
            sentence=f"Đăng nhập không thành công: {said}.{after}",
        )
