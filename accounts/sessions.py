"""Sessions kept as rows of their owner: an idle and an absolute limit by the real clock, whatever the demo's says."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts.clock import real_now
from accounts.models import SignInSession, User

# What a session keeps beside Django's own: where it began, and whether the shorter idle limit holds.
ADDRESS, DEVICE, STRICT = "began_address", "began_device", "strict"
# A form that was sent after its session ran out waits here for its owner.
KEPT_FORM = "kept_form"
# A session of nobody holds a sign-in on its way, or the challenge of a passkey.
NOBODYS = timedelta(minutes=20)
# How often the time of the last request is written down.
SEEN_EVERY = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's store on rows that say whose session it is; a session that is too old is as good as none."""

    started_at: datetime | None = None
    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        return SignInSession

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        if row is not None and row.user_id is not None:
            if row.started_at + longest() <= real_now():
                self._session_key = None
                return None
            self.started_at, self.seen_at = row.started_at, row.seen_at
        return row

    def create_model_instance(self, data):
        owner, now = data.get(SESSION_KEY), real_now()
        if owner is not None:
            self.started_at = self.started_at or now
        started = self.started_at or now
        lasting = idle(data.get(STRICT)) if owner is not None or KEPT_FORM in data else NOBODYS
        return SignInSession(
            session_key=self._get_or_create_session_key(),
            session_data=self.encode(data),
            expire_date=min(now + lasting, started + longest()),
            user_id=int(owner) if owner is not None else None,
            address=data.get(ADDRESS, ""),
            device=data.get(DEVICE, ""),
            started_at=started,
            seen_at=now,
        )

    def flush(self) -> None:
        super().flush()
        self.started_at = self.seen_at = None

    def idle(self) -> timedelta:
        """How long it lasts without a request; shorter for those who must have a second factor."""
        return idle(self.get(STRICT))

    def touch(self) -> None:
        """Has the session saved when its last request was noted a while ago."""
        if self.seen_at is not None and real_now() - self.seen_at >= SEEN_EVERY:
            self.modified = True


def idle(strict: bool | None) -> timedelta:
    """The limit without a request, by the setting that holds."""
    minutes = settings.SESSION_IDLE_MINUTES_STRICT if strict else settings.SESSION_IDLE_MINUTES
    return timedelta(minutes=minutes)


def longest() -> timedelta:
    """How long a session lasts at most, whatever is done in it."""
    return timedelta(hours=settings.SESSION_HOURS)


def open_sessions(user: User):
    """The person's sessions that can still be used, the one used last first."""
    now = real_now()
    return SignInSession.objects.filter(user=user, expire_date__gt=now, started_at__gt=now - longest())


def owner_of_ended(key: str) -> int | None:
    """Whose session it was that has run out (never one that was ended or signed out: those rows are gone)."""
    now = real_now()
    row = SignInSession.objects.filter(session_key=key).first() if key else None
    if row is None or (row.expire_date > now and row.started_at + longest() > now):
        return None
    return row.user_id
