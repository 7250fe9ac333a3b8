"""How many may still be given: ceilings that overlap, each of which counts every place that it covers.

Pure: the caller reads the quotas and the places already given under one lock, asks `fit`, and writes.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from accounts.errors import DomainError
from awards.enums import QuotaMode
from campaigns.enums import SubjectKind

Key = Hashable


@dataclass(frozen=True)
class Claim:
    """A place given or asked for. By which route it comes is no part of it: all routes draw on the same places.

    `key` names it, so that a claim already counted can be asked about again; group None: in no group.
    """

    key: Key
    award: Key
    round: Key | None
    group: Key | None
    subject: str
    outside: bool = False


@dataclass(frozen=True)
class Ceiling:
    """A quota of one round (None: of all rounds together), one group (None: all), one subject ("": jointly).

    Outsiders come on top: a ceiling is for them or for the others, never for both. `maximum` is None exactly when
    the mode is "none"; DomainError otherwise.
    """

    key: Key
    award: Key
    round: Key | None
    group: Key | None
    subject: str
    mode: str
    maximum: int | None
    outside: bool = False
    with_households: bool = False

    def __post_init__(self) -> None:
        if self.mode not in QuotaMode.values:
            raise DomainError(f"Chỉ tiêu «{self.key}»: không có cách tính «{self.mode}».")
        if (self.mode == QuotaMode.NONE) != (self.maximum is None):
            raise DomainError(
                f"Chỉ tiêu «{self.key}»: phải ghi số lượng, trừ khi cách tính là không giới hạn số lượng."
            )
        if self.maximum is not None and self.maximum < 0:
            raise DomainError(f"Chỉ tiêu «{self.key}»: số lượng không được âm.")

    def covers(self, claim: Claim) -> bool:
        """Whether the claim counts against this ceiling."""
        return (
            self.award == claim.award
            and self.outside == claim.outside
            and self.round in (None, claim.round)
            and self.group in (None, claim.group)
            and (self.subject in ("", claim.subject) or self._as_individual(claim))
        )

    def _as_individual(self, claim: Claim) -> bool:
        """Whether the claim is a household that this ceiling counts among individuals."""
        return self.with_households and claim.subject == SubjectKind.HO_GIA_DINH


@dataclass(frozen=True)
class Usage:
    """A ceiling and how many places under it are taken."""

    ceiling: Ceiling
    taken: int

    @property
    def maximum(self) -> int | None:
        return self.ceiling.maximum

    @property
    def left(self) -> int | None:
        """The places still free, never below zero; None when no number is fixed."""
        return None if self.maximum is None else max(0, self.maximum - self.taken)

    @property
    def full(self) -> bool:
        return self.left == 0

    @property
    def over(self) -> int:
        """By how many the places given exceed the maximum: what a lowered quota is refused with."""
        return 0 if self.maximum is None else max(0, self.taken - self.maximum)

    @property
    def missing(self) -> int:
        """How many are still to be named for a number that the plan gives exactly."""
        return (self.left or 0) if self.ceiling.mode == QuotaMode.EXACT else 0


@dataclass(frozen=True)
class Fit:
    """Whether a claim may be accepted: `covering` are the ceilings it counts against, before it is counted."""

    claim: Claim
    covering: tuple[Usage, ...]

    @property
    def stopped_by(self) -> tuple[Usage, ...]:
        """The ceilings that are full, each with its numbers."""
        return tuple(usage for usage in self.covering if usage.full)

    @property
    def foreseen(self) -> bool:
        """Whether any quota is meant for such a claim; without one there is no place to give."""
        return bool(self.covering)

    @property
    def accepted(self) -> bool:
        return self.foreseen and not self.stopped_by


def use_of(ceilings: Iterable[Ceiling], claims: Iterable[Claim]) -> tuple[Usage, ...]:
    """How much of each ceiling the claims take, in the order of the ceilings."""
    listed = list(claims)
    return tuple(Usage(ceiling, sum(map(ceiling.covers, listed))) for ceiling in ceilings)


def fit(claim: Claim, claims: Iterable[Claim], ceilings: Iterable[Ceiling]) -> Fit:
    """Whether one more claim fits under every ceiling that covers it, given the `claims` accepted before.

    A claim of the same key among them is the same place asked about again (or moved) and is not counted.
    """
    others = [one for one in claims if one.key != claim.key]
    return Fit(claim, use_of((ceiling for ceiling in ceilings if ceiling.covers(claim)), others))
