"""Where a piece of work comes from: what the audit trail notes beside the change itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Origin:
    """A request's address, the role worked in (asked only when it is noted), and the refusals met on the way."""

    address: str = ""
    role: Callable[[], str] = str
    refused: list[str] = field(default_factory=list)


_current: ContextVar[Origin | None] = ContextVar("origin", default=None)


def current_origin() -> Origin:
    """The origin of the work in hand; an empty one in a command or a task."""
    return _current.get() or Origin()


@contextmanager
def working_from(origin: Origin) -> Iterator[Origin]:
    """Everything inside is noted as coming from `origin`."""
    token = _current.set(origin)
    try:
        yield origin
    finally:
        _current.reset(token)


def allowed(check: Callable[..., object], refusal: type[Exception], **facts: object) -> bool:
    """Whether `check` lets the work through, asked only to show or hide a button: no attempt is noted."""
    with working_from(Origin()):
        try:
            check(**facts)
        except refusal:
            return False
    return True
