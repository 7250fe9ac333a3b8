"""The only clock. A demo may be played in 2023; a real installation always has the real time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import DemoClock


def now() -> datetime:
    """The present moment, aware, in UTC; moved by the demo's offset when settings.DEMO is on."""
    real = real_now()
    if not settings.DEMO:
        return real
    moved = DemoClock.objects.filter(pk=1).values_list("offset_seconds", flat=True).first()
    return real + timedelta(seconds=moved or 0)


def real_now() -> datetime:
    """The real moment, also in a demo: only for how old a session or a proof of who one is may be."""
    return timezone.now()


def set_demo_clock(*, at: datetime) -> None:
    """Lets the demo's time run on from `at`; refuses with RuntimeError outside a demo."""
    if not settings.DEMO:
        raise RuntimeError("The clock may only be moved in a demo.")
    offset = int((at - real_now()).total_seconds())
    DemoClock.objects.update_or_create(pk=1, defaults={"offset_seconds": offset})
