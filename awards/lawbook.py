"""The law as dated data: what base salary, coefficient, factor and form hold on a day, read from awards/law."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from accounts.dates import date_short
from accounts.errors import DomainError

LAW_FOLDER = Path(__file__).resolve().parent / "law"
SUBJECT_NAMES = MappingProxyType({"tap_the": "tập thể", "ca_nhan": "cá nhân", "ho_gia_dinh": "hộ gia đình"})
_DIRECTIONS = {"up": ROUND_CEILING, "nearest": ROUND_HALF_UP}


class NoLaw(DomainError):
    """No value of the law is recorded for this thing on this day."""


@dataclass(frozen=True)
class LawValue:
    """A number of the law, from `start` to `end` (none: still running); `confirmed` if its source was read."""

    value: Decimal
    start: date
    reference: str
    confirmed: bool
    checked_on: date
    end: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Prize:
    """Money for one recipient in đồng: `raw` as multiplied, `paid` as rounded, and where each number stands."""

    base_salary: Decimal
    coefficient: Decimal
    factor: Decimal
    raw: Decimal
    paid: Decimal
    rounding: str
    references: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True)
class FormNumber:
    """The number of a form in its regime, "08" for Mẫu số 08."""

    number: str
    confirmed: bool


@dataclass(frozen=True)
class FormRegime:
    """The decree whose forms hold from `start`; `forms` leads from the kind of paper to its number."""

    code: str
    name: str
    start: date
    end: date | None
    reference: str
    confirmed: bool
    checked_on: date
    forms: Mapping[str, FormNumber]
    note: str = ""


Dated = TypeVar("Dated", LawValue, FormRegime)


def base_salary(on: date) -> LawValue:
    """The base salary (đồng a month) in force on the day; NoLaw before the first one recorded."""
    return _in_force(_values("base_salary"), on, "Mức lương cơ sở")


def coefficient(award_key: str, on: date) -> LawValue:
    """How many base salaries an individual gets with the award decided that day; NoLaw if there is none."""
    values = _values("coefficients", "coefficient", "award", award_key)
    return _in_force(values, on, f"Hệ số tiền thưởng của hình thức «{award_key}»")


def subject_factor(subject: str, on: date) -> LawValue:
    """How many times an individual's money the subject gets: "tap_the", "ca_nhan", "ho_gia_dinh"."""
    values = _values("subject_factors", "subject_factor", "subject", subject)
    return _in_force(values, on, f"Hệ số của đối tượng «{SUBJECT_NAMES.get(subject, subject)}»")


def rounding_modes() -> Mapping[str, str]:
    """The ways to round prize money that an office may choose from, with their names."""
    return MappingProxyType({row["mode"]: row["name"] for row in _rows("rounding")["rounding"]})


def prize(award_key: str, subject: str, on: date, rounding: str = "up_10000") -> Prize:
    """The money for one recipient of an award decided on the day; NoLaw if a part is missing.

    The day that counts is the day of the decision, not of the plan (Nghị định 152/2025, Điều 49).
    """
    salary, times, factor = base_salary(on), coefficient(award_key, on), subject_factor(subject, on)
    raw = salary.value * times.value * factor.value
    return Prize(
        base_salary=salary.value,
        coefficient=times.value,
        factor=factor.value,
        raw=raw,
        paid=_rounded(raw, rounding),
        rounding=rounding,
        references=tuple(dict.fromkeys(part.reference for part in (salary, times, factor))),
        confirmed=salary.confirmed and times.confirmed and factor.confirmed,
    )


def form_regime(on: date) -> FormRegime:
    """The decree whose forms a dossier begun on the day follows; NoLaw outside the recorded years."""
    regimes = [_regime(row) for row in _rows("forms")["regime"]]
    return _in_force(regimes, on, "Bộ mẫu hồ sơ khen thưởng")


def _in_force(values: Sequence[Dated], on: date, what: str) -> Dated:
    begun = [value for value in values if value.start <= on]
    last = max(begun, key=lambda value: value.start, default=None)
    if last is None or (last.end is not None and on > last.end):
        raise NoLaw(
            f"{what}: chưa có quy định cho ngày {date_short(on)} trong dữ liệu pháp luật. "
            "Xin kiểm tra ngày và hình thức, hoặc bổ sung văn bản đang có hiệu lực."
        )
    return last


def _rounded(raw: Decimal, rounding: str) -> Decimal:
    for row in _rows("rounding")["rounding"]:
        if row["mode"] == rounding:
            step = Decimal(row["step"])
            return (raw / step).to_integral_value(rounding=_DIRECTIONS[row["direction"]]) * step
    raise NoLaw(f"Không có cách làm tròn «{rounding}». Xin chọn: {', '.join(rounding_modes())}.")


def _values(file: str, table: str = "", key: str = "", wanted: str = "") -> list[LawValue]:
    """The values of a table, of those rows whose `key` is the wanted one."""
    rows = _rows(file)[table or file]
    return [_value(row) for row in rows if not key or row[key] == wanted]


def _value(row: Mapping[str, Any]) -> LawValue:
    return LawValue(
        value=Decimal(row["value"]),
        start=row["start"],
        reference=row["reference"],
        confirmed=row["confirmed"],
        checked_on=row["checked_on"],
        end=row.get("end"),
        note=row.get("note", ""),
    )


def _regime(row: Mapping[str, Any]) -> FormRegime:
    forms = {form["kind"]: FormNumber(form["number"], form["confirmed"]) for form in row["form"]}
    return FormRegime(
        code=row["code"],
        name=row["name"],
        start=row["start"],
        end=row.get("end"),
        reference=row["reference"],
        confirmed=row["confirmed"],
        checked_on=row["checked_on"],
        forms=MappingProxyType(forms),
        note=row.get("note", ""),
    )


@cache
def _rows(file: str) -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads((LAW_FOLDER / f"{file}.toml").read_text(encoding="utf-8")))
