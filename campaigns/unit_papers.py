"""What a change of the organisation is made of: the paper that it rests on, and bodies that come into being."""

from dataclasses import dataclass
from datetime import date

from accounts.text import tidy
from campaigns.models import Unit


@dataclass(frozen=True)
class Basis:
    """The legal ground: from which day, by which paper of whom."""

    day: date
    number: str
    issued_on: date
    issuer_name: str
    summary: str = ""

    def values(self) -> dict:
        """As fields of a row, tidied."""
        return {
            "day": self.day,
            "number": tidy(self.number),
            "issued_on": self.issued_on,
            "issuer_name": tidy(self.issuer_name),
            "summary": tidy(self.summary),
        }


@dataclass(frozen=True)
class NewUnit:
    """A body that comes into being with the change."""

    code: str
    name: str
    kind: str
    parent: Unit | None = None
    short_name: str = ""
    place_name: str = ""
    symbol: str = ""
    head_title: str = ""
