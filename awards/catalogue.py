"""The award catalogue, what a campaign must be to ground an award, and what the law asks of every award."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from accounts.dates import date_short
from accounts.errors import DomainError
from awards.law_data import NoLaw, holds_on, law_rows


@dataclass(frozen=True)
class CatalogueAward:
    """A form of award of a time: who decides it and by which route it is proposed.

    `law_key` leads to its money coefficient; empty when the decrees set none, then `money` says whose rules
    count. Empty `subjects`: the awarding organisation's own rules say who may get it.
    """

    code: str
    kind: str
    level: str
    name: str
    decides: str
    route: str
    subjects: tuple[str, ...]
    law_key: str
    money: str
    own_power: bool
    start: date
    end: date | None
    reference: str
    confirmed: bool
    checked_on: date
    note: str

    def may_go_to(self, subject: str) -> bool:
        """Whether the subject ("tap_the", "ca_nhan", "ho_gia_dinh") may get it, as far as recorded."""
        return not self.subjects or subject in self.subjects


@dataclass(frozen=True)
class CampaignRequirement:
    """What a campaign must be to ground an award: launching level -> least whole years (0: any length).

    A level that is in neither `levels` nor `unread_levels` grounds nothing; of the unread ones a person judges.
    """

    award: str
    subject: str
    levels: Mapping[str, int]
    unread_levels: tuple[str, ...]
    text: str
    start: date
    end: date | None
    reference: str
    confirmed: bool
    checked_on: date


@dataclass(frozen=True)
class StandingCondition:
    """A condition that the law sets on every award whatever the plan says; empty `subject`: on everyone."""

    rule: str
    params: Mapping[str, Any]
    subject: str
    text: str
    start: date
    end: date | None
    reference: str
    confirmed: bool
    checked_on: date
    note: str


def catalogue(on: date | None = None) -> tuple[CatalogueAward, ...]:
    """The awards that somebody may give on the day; without a day each award as it was last recorded."""
    if on is not None:
        return tuple(award for award in _awards() if holds_on(award, on))
    latest: dict[str, CatalogueAward] = {}
    for award in _awards():
        if award.code not in latest or latest[award.code].start < award.start:
            latest[award.code] = award
    return tuple(latest.values())


def catalogue_award(code: str, on: date | None = None) -> CatalogueAward:
    """One award of the catalogue, as of the day if given; DomainError if there is none of that code.

    NoLaw, with the reason, when nobody may give it on that day (the huyện ended on 01/7/2025).
    """
    award = next((award for award in catalogue() if award.code == code), None)
    if award is None:
        known = ", ".join(award.code for award in catalogue())
        raise DomainError(f"Danh mục không có hình thức khen thưởng «{code}». Xin chọn một trong: {known}.")
    if on is None:
        return award
    held = next((held for held in catalogue(on) if held.code == code), None)
    if held is None:
        raise NoLaw(no_issuer(award, on))
    return held


def award_rows(code: str) -> tuple[CatalogueAward, ...]:
    """The award as it was at each time, oldest first."""
    return tuple(award for award in _awards() if award.code == code)


def no_issuer(award: CatalogueAward, on: date) -> str:
    """The sentence for an award that nobody may give on the day."""
    if award.end is not None and on > award.end:
        return (
            f"{award.name}: sau ngày {date_short(award.end)} không còn người có thẩm quyền tặng "
            f"(ngày đang xét {date_short(on)}). {award.note} Xin chọn hình thức khác."
        ).replace("  ", " ")
    return (
        f"{award.name}: dữ liệu pháp luật chưa ghi thẩm quyền tặng tại ngày {date_short(on)}. "
        "Xin kiểm tra lại ngày quyết định."
    )


def ended_awards(on: date) -> tuple[CatalogueAward, ...]:
    """The awards of the catalogue that nobody may give any more on the day."""
    return tuple(award for award in catalogue() if award.end is not None and award.end < on)


def campaign_requirement(award_code: str, subject: str, on: date) -> CampaignRequirement | None:
    """What the law asks of the campaign for the award decided on the day; None when nothing is recorded.

    Luật 06/2022/QH15, Điều 44, 73, 74, from 01/01/2024; of the time before no text was read.
    """
    found = [row for row in campaign_requirements(on) if (row.award, row.subject) == (award_code, subject)]
    return found[0] if found else None


def campaign_requirements(on: date) -> tuple[CampaignRequirement, ...]:
    """Every requirement on campaigns that holds on the day."""
    rows = [_requirement(row) for row in law_rows("campaign_requirements", "requirement")]
    return tuple(row for row in rows if holds_on(row, on))


def standing_conditions(on: date) -> tuple[StandingCondition, ...]:
    """The conditions that the law sets on every award on the day; none before 2024, of which no text was read."""
    rows = [_condition(row) for row in law_rows("standing_conditions", "condition")]
    return tuple(row for row in rows if holds_on(row, on))


def _awards() -> tuple[CatalogueAward, ...]:
    blank = {"end": None, "money": "", "note": ""}
    return tuple(
        CatalogueAward(**{**blank, **row, "subjects": tuple(row["subjects"])})
        for row in law_rows("catalogue", "award")
    )


def _requirement(row: Mapping[str, Any]) -> CampaignRequirement:
    read = {
        "end": None,
        **row,
        "levels": MappingProxyType(row["levels"]),
        "unread_levels": tuple(row.get("unread_levels", ())),
    }
    return CampaignRequirement(**read)


def _condition(row: Mapping[str, Any]) -> StandingCondition:
    read = {"end": None, "note": "", **row, "params": MappingProxyType(row.get("params", {}))}
    return StandingCondition(**read)
