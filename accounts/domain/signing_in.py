"""What the audit trail keeps of signing in; a wrong password is never kept, nor a name that nobody has."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.models import User
from accounts.people import account_of


def note_sign_in(*, by: User, at: datetime, how: str = "") -> None:
    """A person has signed in; `how` names what was shown beside or instead of the password."""
    said = f"{by} đăng nhập bằng {how}." if how else f"{by} đăng nhập."
    with transaction.atomic():
        record_event(by=by, at=at, kind="account.signed_in", target=by, sentence=said)


def note_sign_out(*, by: User, at: datetime) -> None:
    """A person has signed out."""
    with transaction.atomic():
        record_event(by=by, at=at, kind="account.signed_out", target=by, sentence=f"{by} đăng xuất.")


def note_password_changed(*, by: User, at: datetime) -> None:
    """A person has chosen another password."""
    with transaction.atomic():
        record_event(by=by, at=at, kind="account.password", target=by, sentence=f"{by} đổi mật khẩu.")


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


def note_wrong_code(*, user: User, at: datetime, stopped: bool = False) -> None:
    """Whoever knew the password (or was signed in) showed a wrong code or passkey."""
    after = " Tạm dừng nhận mã từ địa chỉ này." if stopped else ""
    with transaction.atomic():
        record_event(
            by=None,
            at=at,
            kind="refused.second_factor",
            target=user,
            sentence=f"Mã hoặc khóa truy cập không đúng: tài khoản «{user.username}».{after}",
        )


def note_refused_provider(*, at: datetime, why: str, user: User | None = None) -> None:
    """The identity provider vouched for somebody whom no account here stands for, or another one than before."""
    with transaction.atomic():
        record_event(
            by=None, at=at, kind="refused.provider", target=user, sentence=f"Đăng nhập qua cổng tỉnh: {why}."
        )
