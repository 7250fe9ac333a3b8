"""People who act at the same moment: each in a thread with a connection of its own, on this run's database."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction

from accounts.models import AuditHead
from tests.conftest import wait_for

WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Thread(threading.Thread):
    """Keeps what `act` returned, or the error that it ended with."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.act, self.answer = act, None

    def run(self) -> None:
        try:
            self.answer = self.act()
        except Exception as error:
            self.answer = error
        finally:
            connections.close_all()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Starts all at one barrier; what each returned, or its error."""
    start = threading.Barrier(len(acts))

    def behind(act: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            start.wait(30)
            return act()

        return run

    return _ended([Thread(behind(act)) for act in acts])


def one_in_the_other(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """`second` begins when `first` has done all but its last step, the entry in the audit trail.

    On SQLite one writer waits for the other as a whole, so there the two only start together.
    """
    if connection.vendor == "sqlite":
        return at_once(first, second)
    threads = [Thread(first), Thread(second)]
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        AuditHead.objects.select_for_update().get(pk=1)
        for thread in threads:
            thread.start()
            wait_for(lambda: stand(threads))
    return _ended(threads)


def stand(threads: list[Thread]) -> bool:
    """Whether each that was started has ended or waits for somebody's lock."""
    alive = sum(thread.is_alive() for thread in threads)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return cursor.fetchone()[0] >= alive


def _ended(threads: list[Thread]) -> list[Any]:
    for thread in threads:
        if not thread.ident:
            thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "two people wait for each other for ever"
    return [thread.answer for thread in threads]
