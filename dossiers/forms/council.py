"""The table in which the deciding council is set up; rows come and go without script too."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from accounts.numbers import whole_number
from awards.domain.set_council import Member
from awards.enums import CouncilLevel, CouncilRole
from awards.models import Council
from campaigns.enums import Role
from campaigns.models import Campaign, Membership, Unit

NAMES = ("name", "office", "role", "user", "unit")
EMPTY = {"name": "", "office": "", "role": CouncilRole.MEMBER.value, "user": "", "unit": ""}
FIRST_ROWS = [CouncilRole.CHAIR, CouncilRole.VICE_CHAIR, *[CouncilRole.MEMBER] * 2, CouncilRole.SECRETARY]


@dataclass
class CouncilInput:
    """The page as typed: `problems` are sentences; `again` when a row was only added or taken away."""

    campaign: Campaign
    name: str
    rows: list[dict[str, str]]
    again: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def roles(self) -> list[tuple[str, str]]:
        return list(CouncilRole.choices)

    @property
    def accounts(self) -> list[User]:
        """Accounts that hold a seat's role in the campaign's bodies."""
        bodies = (self.campaign.issuer_id, self.campaign.standing_unit_id)
        seats = Membership.objects.filter(
            role__in=(Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY), unit__in=bodies, valid_to__isnull=True
        )
        return list(User.objects.filter(pk__in=seats.values("user")).order_by("sort_key", "pk"))

    @property
    def units(self) -> list[Unit]:
        """Units that a member may belong to, in Vietnamese order."""
        return list(Unit.objects.filter(parent=self.campaign.issuer_id).order_by("sort_key", "pk"))

    def members(self) -> list[Member]:
        """The typed rows as values; an empty row is no member, an unknown choice is none."""
        users = {str(row.pk): row for row in self.accounts}
        units = {str(row.pk): row for row in self.units}
        return [
            Member(
                row["name"][:120],
                row["office"][:150],
                row["role"] if row["role"] in CouncilRole.values else CouncilRole.MEMBER,
                users.get(row["user"]),
                units.get(row["unit"]),
            )
            for row in self.rows
            if row["name"].strip()
        ]


def from_rows(campaign: Campaign) -> CouncilInput:
    """As it is, else five empty rows with the usual roles."""
    council = Council.objects.filter(campaign=campaign, level=CouncilLevel.DECIDING).first()
    rows = [
        {
            "name": row.full_name,
            "office": row.office,
            "role": row.role,
            "user": str(row.user_id or ""),
            "unit": str(row.own_unit_id or ""),
        }
        for row in (council.members.all() if council else [])
    ]
    place = campaign.issuer.place_name or campaign.issuer.name
    name = council.name if council else f"Hội đồng Thi đua - Khen thưởng {place}"
    return CouncilInput(campaign, name, rows or [{**EMPTY, "role": role.value} for role in FIRST_ROWS])


def from_post(campaign: Campaign, data: Any) -> CouncilInput:
    """As it was sent; «add» and «remove» only change the rows."""
    columns = [data.getlist(f"member_{name}") for name in NAMES]
    rows = [dict(zip(NAMES, row, strict=True)) for row in zip(*columns, strict=False)]
    typed = CouncilInput(campaign, data.get("council_name", "")[:200], rows)
    if "add" in data:
        typed.rows.append(dict(EMPTY))
    place = whole_number(data.get("remove"))
    if place is not None and place < len(typed.rows):
        del typed.rows[place]
    typed.again = "add" in data or "remove" in data
    return typed
