"""The law as dated data: what base salary, coefficient, factor and form hold on a day, read from awards/law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from types import MappingProxyType

from awards.law_data import (
    LAW_FOLDER,
    LawValue,
    NoLaw,
    ends_soon,
    holds_on,
    in_force,
    law_rows,
    law_values,
    stale,
)
from awards.law_regimes import (
    Caution,
    FormNumber,
    FormRegime,
    Law,
    Transition,
    acting_transitions,
    cautions,
    form_regime,
    law_of,
    money_day,
    transitions,
)

__all__ = [
    "LAW_FOLDER",
    "FormNumber",
    "FormRegime",
    "LawValue",
    "NoLaw",
    "Prize",
    "Regime",
    "Rounding",
    "base_salary",
    "coefficient",
    "coefficients",
    "ends_soon",
    "form_regime",
    "prize",
    "regime_for",
    "rounding_modes",
    "rounding_rule",
    "salaries",
    "stale",
    "subject_factor",
    "subject_factors",
]

SUBJECT_NAMES = MappingProxyType({"tap_the": "tập thể", "ca_nhan": "cá nhân", "ho_gia_dinh": "hộ gia đình"})
UP, NEAREST = "up_10000", "nearest_10000"
_DIRECTIONS = {"up": ROUND_CEILING, "nearest": ROUND_HALF_UP}


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
class Rounding:
    """A way to round prize money that an office may choose: to whole steps of `step` đồng."""

    mode: str
    name: str
    step: Decimal
    direction: str
    reference: str
    confirmed: bool
    checked_on: date

    def of(self, raw: Decimal) -> Decimal:
        """The amount that is paid."""
        return (raw / self.step).to_integral_value(rounding=_DIRECTIONS[self.direction]) * self.step


@dataclass(frozen=True)
class Regime:
    """Everything that holds for one case, in one record: for a page and for what the papers cite.

    `money_day` is the day whose coefficients count, `acting` the transition rules that moved the case to an
    older text, `to_judge` those that a person has to look at, `cautions` what is open about the texts.
    """

    decided_on: date
    received_on: date | None
    law: Law
    decree: FormRegime
    base_salary: LawValue
    money_day: date
    rounding: Rounding
    acting: tuple[Transition, ...]
    to_judge: tuple[Transition, ...]
    cautions: tuple[Caution, ...]

    @property
    def forms(self) -> Mapping[str, FormNumber]:
        """The form numbers by kind of paper."""
        return self.decree.forms

    @property
    def parts(self) -> tuple[Law | FormRegime | LawValue | Rounding | Transition, ...]:
        """Everything in the record that has a reference and was looked up on a day."""
        return (self.law, self.decree, self.base_salary, self.rounding, *self.acting)

    @property
    def references(self) -> tuple[str, ...]:
        """Every text that the record rests on."""
        return tuple(dict.fromkeys(part.reference for part in self.parts))

    @property
    def confirmed(self) -> bool:
        """Whether the source of every part was read."""
        return all(part.confirmed for part in self.parts)


def base_salary(on: date) -> LawValue:
    """The base salary (đồng a month) in force on the day; NoLaw before the first one recorded."""
    return in_force(salaries(), on, "Mức lương cơ sở")


def salaries() -> tuple[LawValue, ...]:
    """Every recorded base salary, oldest first."""
    return tuple(law_values("base_salary", "base_salary"))


def coefficient(award_key: str, on: date) -> LawValue:
    """How many base salaries an individual gets with the award decided that day; NoLaw if there is none."""
    return in_force(coefficients(award_key), on, f"Hệ số tiền thưởng của hình thức «{award_key}»")


def coefficients(award_key: str) -> tuple[LawValue, ...]:
    """Every recorded coefficient of the award, oldest first; empty if the decrees set none."""
    return tuple(law_values("coefficients", "coefficient", "award", award_key))


def subject_factor(subject: str, on: date) -> LawValue:
    """How many times an individual's money the subject gets: "tap_the", "ca_nhan", "ho_gia_dinh"."""
    what = f"Hệ số của đối tượng «{SUBJECT_NAMES.get(subject, subject)}»"
    return in_force(subject_factors(subject), on, what)


def subject_factors(subject: str) -> tuple[LawValue, ...]:
    """Every recorded factor of the subject, oldest first."""
    return tuple(law_values("subject_factors", "subject_factor", "subject", subject))


def rounding_modes() -> Mapping[str, str]:
    """The ways to round prize money that an office may choose from, with their names."""
    return MappingProxyType({row["mode"]: row["name"] for row in law_rows("rounding", "rounding")})


def rounding_rule(mode: str = UP) -> Rounding:
    """The way to round with its reference; NoLaw with the allowed ones if there is no such way."""
    for row in law_rows("rounding", "rounding"):
        if row["mode"] == mode:
            return Rounding(
                mode=mode,
                name=row["name"],
                step=Decimal(row["step"]),
                direction=row["direction"],
                reference=row["reference"],
                confirmed=row["confirmed"],
                checked_on=row["checked_on"],
            )
    raise NoLaw(f"Không có cách làm tròn «{mode}». Xin chọn: {', '.join(rounding_modes())}.")


def prize(
    award_key: str, subject: str, on: date, rounding: str = UP, received_on: date | None = None
) -> Prize:
    """The money for one recipient of an award decided on the day; NoLaw if a part is missing.

    The salary is that of the day of the decision, not of the plan (Nghị định 152/2025, Điều 49). Coefficient and
    factor are those of the older decree when the dossier was received in time to stay with it (Điều 60.3).
    """
    day = money_day(on, received_on)
    salary, times, factor = base_salary(on), coefficient(award_key, day), subject_factor(subject, day)
    raw = salary.value * times.value * factor.value
    return Prize(
        base_salary=salary.value,
        coefficient=times.value,
        factor=factor.value,
        raw=raw,
        paid=rounding_rule(rounding).of(raw),
        rounding=rounding,
        references=tuple(dict.fromkeys(part.reference for part in (salary, times, factor))),
        confirmed=salary.confirmed and times.confirmed and factor.confirmed,
    )


def regime_for(decided_on: date, received_on: date | None = None, rounding: str = UP) -> Regime:
    """The law, decree, forms, salary and rounding of a case; NoLaw when one of them is not recorded.

    DomainError when the dossier was received after it was decided.
    """
    open_rules = [rule for rule in transitions() if rule.received_before is None]
    return Regime(
        decided_on=decided_on,
        received_on=received_on,
        law=law_of(decided_on, received_on),
        decree=form_regime(decided_on, received_on),
        base_salary=base_salary(decided_on),
        money_day=money_day(decided_on, received_on),
        rounding=rounding_rule(rounding),
        acting=acting_transitions(decided_on, received_on),
        to_judge=tuple(rule for rule in open_rules if holds_on(rule, decided_on)),
        cautions=cautions(decided_on),
    )
