"""The lines of the page of the law: money of an award, what a campaign must be, what ends, what is old."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from awards.catalogue import CampaignRequirement, CatalogueAward, catalogue_award
from awards.law_data import NoLaw, ends_soon, stale
from awards.law_regimes import Transition, money_day
from awards.lawbook import (
    NEAREST,
    SUBJECT_NAMES,
    UP,
    LawValue,
    coefficient,
    coefficients,
    prize,
    rounding_rule,
    subject_factor,
)

LEVEL_NAMES = {
    "don_vi": "cơ quan, đơn vị",
    "xa": "cấp xã",
    "huyen": "cấp huyện",
    "tinh": "cấp tỉnh",
    "bo": "bộ, ban, ngành",
    "thu_tuong": "Thủ tướng, Chủ tịch nước",
}


@dataclass(frozen=True)
class SalaryLine:
    """A base salary of the history; `time` is "past", "now" or "future" as seen from the chosen day."""

    value: LawValue
    time: str


@dataclass(frozen=True)
class Amount:
    """The money for one recipient: as multiplied, rounded up, and rounded to the nearest ten thousand."""

    subject: str
    label: str
    factor: Decimal
    raw: Decimal
    up: Decimal
    near: Decimal
    confirmed: bool


@dataclass(frozen=True)
class AwardMoney:
    """An award of the catalogue with its coefficient, amounts, and the coefficient that comes next, if any."""

    award: CatalogueAward
    coefficient: LawValue | None
    amounts: tuple[Amount, ...]
    problem: str
    coming: LawValue | None

    @property
    def columns(self) -> tuple[tuple[str, Amount | None], ...]:
        """The amount under each subject's column, None where the subject may not get it."""
        found = {one.subject: one for one in self.amounts}
        return tuple((name, found.get(subject)) for subject, name in SUBJECT_NAMES.items())


@dataclass(frozen=True)
class Requirement:
    """What a campaign must be for one award and subject, in words."""

    row: CampaignRequirement
    award: str
    subject: str
    levels: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True)
class TransitionLine:
    """A transition rule; `acts`: it moves the case with the chosen reception; `time` as seen from the day."""

    rule: Transition
    acts: bool
    time: str


@dataclass(frozen=True)
class Named:
    """A row that acts on the day, with a name for it and all rows of its kind in time."""

    what: str
    row: Any
    times: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Ending:
    """A text whose values end within half a year, with what ends; `followed` if a later value is recorded."""

    reference: str
    end: date
    days_left: int
    what: tuple[str, ...]
    followed: bool


@dataclass(frozen=True)
class OldCheck:
    """A value that acts on the day and was last checked more than a year ago."""

    what: str
    row: Any


def award_money(award: CatalogueAward, on: date, received_on: date | None = None) -> AwardMoney:
    """The award's coefficient and the money for each subject that may get it; or why there is none."""
    coming = next((value for value in coefficients(award.law_key) if value.start > on), None)
    if not award.law_key:
        return AwardMoney(award, None, (), award.money, None)
    try:
        times = coefficient(award.law_key, money_day(on, received_on))
        subjects = [key for key in SUBJECT_NAMES if award.may_go_to(key)]
        amounts = tuple(amount(award.law_key, subject, on, received_on) for subject in subjects)
    except NoLaw as error:
        return AwardMoney(award, None, (), error.message, coming)
    return AwardMoney(award, times, amounts, "", coming)


def amount(award_key: str, subject: str, on: date, received_on: date | None = None) -> Amount:
    """The money for one recipient in both ways of rounding; NoLaw if a part is missing."""
    one = prize(award_key, subject, on, UP, received_on)
    near = rounding_rule(NEAREST).of(one.raw)
    name = SUBJECT_NAMES[subject]
    return Amount(subject, name, one.factor, one.raw, one.paid, near, one.confirmed)


def factors(on: date) -> tuple[tuple[str, LawValue], ...]:
    """How many times an individual's money each subject gets on the day, where it is recorded."""
    rows: list[tuple[str, LawValue]] = []
    for subject, name in SUBJECT_NAMES.items():
        with suppress(NoLaw):
            rows.append((name, subject_factor(subject, on)))
    return tuple(rows)


def in_words(row: CampaignRequirement) -> Requirement:
    """The requirement with the award's name and each level with its years."""
    if set(row.levels) == set(LEVEL_NAMES) and not any(row.levels.values()):
        levels: tuple[str, ...] = ("cấp nào cũng được, bao lâu cũng được",)
    else:
        levels = tuple(
            f"{LEVEL_NAMES[level]} {f'từ {years:02d} năm trở lên' if years else 'bao lâu cũng được'}"
            for level, years in row.levels.items()
        )
    unread = tuple(LEVEL_NAMES[level] for level in row.unread_levels)
    return Requirement(row, catalogue_award(row.award).name, SUBJECT_NAMES[row.subject], levels, unread)


def endings(values: Iterable[Named], on: date) -> tuple[Ending, ...]:
    """The values that end within half a year of the day, by text, day and whether another follows."""
    found: dict[tuple[str, date, bool], list[str]] = {}
    for one in values:
        if ends_soon(one.row, on):
            text = one.row.reference.split(",")[0].split(";")[0]
            followed = any(other.start > one.row.start for other in one.times)
            found.setdefault((text, one.row.end, followed), []).append(one.what)
    return tuple(
        Ending(text, end, (end - on).days, tuple(dict.fromkeys(what)), followed)
        for (text, end, followed), what in found.items()
    )


def old_checks(values: Iterable[Named], today: date) -> tuple[OldCheck, ...]:
    """The values that were last checked more than a year before today."""
    return tuple(OldCheck(one.what, one.row) for one in values if stale(one.row, today))
