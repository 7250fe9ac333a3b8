"""A broker that needs no server: messages are files in a folder.

Kombu's own file system transport shows a message before it is fully written and moves it over the system's
temporary folder, so a reader may meet half a message. Here every step is one rename inside one folder.
"""

import os
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import TRANSPORT_ALIASES, virtual
from kombu.utils.json import dumps, loads

SCHEME = "folder"


class Channel(virtual.Channel):
    """Messages lie in <folder>/queues/<queue>/; a message goes to the queue that its routing key names."""

    supports_fanout = False

    def _folder(self, *parts: str) -> Path:
        path = Path(self.connection.client.transport_options["folder"]).joinpath(*parts)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def _put(self, queue: str, message: dict, **kwargs) -> None:
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex}"
        draft = self._folder("drafts") / name
        draft.write_text(dumps(message), encoding="utf-8")
        draft.rename(self._folder("queues", queue) / name)

    def _get(self, queue: str, timeout: float | None = None) -> dict:
        taken = self._folder("taken")
        for waiting in self._waiting(queue):
            mine = taken / waiting.name
            try:
                waiting.rename(mine)
            except FileNotFoundError:
                continue  # another worker was quicker
            try:
                payload = loads(mine.read_text(encoding="utf-8"))
            except ValueError:
                mine.rename(self._folder("damaged") / mine.name)
                continue
            mine.unlink()
            return payload
        raise Empty

    def _waiting(self, queue: str) -> list[Path]:
        with os.scandir(self._folder("queues", queue)) as entries:
            return sorted(Path(entry.path) for entry in entries)

    def _size(self, queue: str) -> int:
        return len(self._waiting(queue))

    def _purge(self, queue: str) -> int:
        waiting = self._waiting(queue)
        for message in waiting:
            message.unlink(missing_ok=True)
        return len(waiting)

    def _delete(self, queue: str, *args, **kwargs) -> None:
        self._purge(queue)

    def _lookup(self, exchange: str, routing_key: str, default: str | None = None) -> list[str]:
        return [routing_key]

    def _queue_bind(self, *args) -> None:
        """Nothing to keep: the routing key names the queue."""


class Transport(virtual.Transport):
    """Kombu's transport for `folder://`; the folder is broker_transport_options["folder"]."""

    Channel = Channel
    driver_type = "folder"
    driver_name = "folder"
    implements = virtual.Transport.implements.extend(asynchronous=False, exchange_type=frozenset(["direct"]))

    def driver_version(self) -> str:
        return "1"


def register() -> None:
    """Makes the scheme known to kombu."""
    TRANSPORT_ALIASES[SCHEME] = "config.broker:Transport"
