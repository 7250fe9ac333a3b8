"""The floor: who signs in, what was done, and which form was already answered."""

from accounts.models.audit import AuditDay, AuditEvent, AuditHead
from accounts.models.clock import DemoClock
from accounts.models.factor import FactorReset
from accounts.models.invitation import Invitation
from accounts.models.session import SignInSession
from accounts.models.signing import KnownDevice, SignInFailure
from accounts.models.submission import Submission
from accounts.models.user import User

__all__ = [
    "AuditDay",
    "AuditEvent",
    "AuditHead",
    "DemoClock",
    "FactorReset",
    "Invitation",
    "KnownDevice",
    "SignInFailure",
    "SignInSession",
    "Submission",
    "User",
]
