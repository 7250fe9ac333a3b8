"""The root of every error that a person may read: one Vietnamese sentence that says what to do."""

from accounts.origin import current_origin


class DomainError(Exception):
    """A refusal with a full Vietnamese sentence; `field` names the form field it belongs to, if any."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return self.message


class NotAllowed(DomainError):
    """The person may not do this (wrong role, own nomination, wrong state of the work); the attempt is noted."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message, field=field)
        current_origin().refused.append(message)


class NotFound(DomainError):
    """The thing does not exist, or must look as if it did not for this person."""


class Stale(DomainError):
    """Someone else changed it since this person read it; nothing was written."""
