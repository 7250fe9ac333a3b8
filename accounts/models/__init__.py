"""The floor: who signs in, what was done, and which form was already answered."""

from accounts.models.audit import AuditEvent, AuditHead
from accounts.models.clock import DemoClock
from accounts.models.submission import Submission
from accounts.models.user import User

__all__ = ["AuditEvent", "AuditHead", "DemoClock", "Submission", "User"]
