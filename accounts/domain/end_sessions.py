"""The person's own sessions: ended one by one, or all but the one that asks."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.clock import real_now
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import SignInSession, User
from accounts.tokens import hash_of

KEPT = timedelta(days=2)


def end_session(*, by: User, mark: str, at: datetime) -> None:
    """Ends the person's session of that mark (the hash of its key: the key itself never stands in a page)."""
    with transaction.atomic():
        rows = SignInSession.objects.filter(user=by)
        row = next((one for one in rows if hash_of(one.session_key) == mark), None)
        if row is None:
            raise DomainError("Phiên này đã kết thúc rồi. Hãy tải lại trang.")
        row.delete()
        record_event(
            by=by,
            at=at,
            kind="account.session_ended",
            target=by,
            sentence=f"{by} đăng xuất máy «{row.device}».",
        )


def end_other_sessions(*, by: User, keep: str, at: datetime) -> int:
    """Ends every session of the person but the one whose key is kept; gives how many could still be used."""
    with transaction.atomic():
        rows = SignInSession.objects.filter(user=by).exclude(session_key=keep)
        ended = rows.filter(expire_date__gt=real_now()).count()
        rows.delete()
        if ended:
            record_event(
                by=by,
                at=at,
                kind="account.sessions_ended",
                target=by,
                sentence=f"{by} đăng xuất {ended} máy khác.",
            )
        return ended


def drop_old_sessions() -> int:
    """Deletes sessions that ran out days ago; until then what was typed in them can be given back to their owner."""
    return SignInSession.objects.filter(expire_date__lt=real_now() - KEPT).delete()[0]
