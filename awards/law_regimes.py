"""Which law, decree and set of forms hold for a case: by the day that counts, and by the day of reception."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from accounts.dates import date_short
from accounts.errors import DomainError
from awards.law_data import holds_on, in_force, law_rows


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


@dataclass(frozen=True)
class Law:
    """The law on emulation and commendation of a time."""

    code: str
    name: str
    start: date
    end: date | None
    reference: str
    confirmed: bool
    checked_on: date
    note: str = ""


@dataclass(frozen=True)
class Transition:
    """A transition rule; with `received_before` it acts by itself, without one a person has to look.

    `of` is "law" or "decree"; `keeps` is the code of the older one that goes on (empty: none is named).
    """

    code: str
    of: str
    keeps: str
    received_before: date | None
    text: str
    start: date
    end: date | None
    reference: str
    confirmed: bool
    checked_on: date

    def acts_on(self, on: date, received_on: date | None) -> bool:
        """Whether it moves a case received on the one day and decided on the other to the older text."""
        before = self.received_before
        return before is not None and holds_on(self, on) and received_on is not None and received_on < before


@dataclass(frozen=True)
class Caution:
    """An open question about the texts in force: shown beside the numbers, changes none of them."""

    code: str
    text: str
    start: date
    end: date | None
    reference: str
    confirmed: bool
    checked_on: date


def form_regime(on: date, received_on: date | None = None) -> FormRegime:
    """The decree whose forms a dossier begun on the day follows; NoLaw outside the recorded years.

    A dossier received under an older decree stays with it where a transition rule says so.
    """
    regimes = form_regimes()
    for rule in acting_transitions(on, received_on):
        if rule.of == "decree":
            return next(regime for regime in regimes if regime.code == rule.keeps)
    return in_force(regimes, on, "Bộ mẫu hồ sơ khen thưởng")


def law_of(on: date, received_on: date | None = None) -> Law:
    """The law of a case decided on the day; one received earlier stays with the older where a rule says so."""
    laws = law_texts()
    for rule in acting_transitions(on, received_on):
        if rule.of == "law":
            return next(law for law in laws if law.code == rule.keeps)
    return in_force(laws, on, "Luật Thi đua, khen thưởng")


def money_day(on: date, received_on: date | None = None) -> date:
    """The day whose coefficients count: the last day of the older decree if the case stays with it, else `on`."""
    kept = any(rule.of == "decree" for rule in acting_transitions(on, received_on))
    end = form_regime(on, received_on).end if kept else None
    return end if end is not None and end < on else on


def acting_transitions(on: date, received_on: date | None) -> tuple[Transition, ...]:
    """The rules that move this case to an older text; DomainError if it was received after it was decided."""
    if received_on is not None and received_on > on:
        raise DomainError(
            f"Ngày tiếp nhận hồ sơ {date_short(received_on)} sau ngày quyết định {date_short(on)}. "
            "Xin kiểm tra lại hai ngày.",
            field="nhan",
        )
    return tuple(rule for rule in transitions() if rule.acts_on(on, received_on))


def form_regimes() -> tuple[FormRegime, ...]:
    """Every recorded set of forms, oldest first."""
    return tuple(_regime(row) for row in law_rows("forms", "regime"))


def law_texts() -> tuple[Law, ...]:
    """Every recorded law, oldest first."""
    return tuple(Law(**_filled(row, note="")) for row in law_rows("laws", "law"))


def transitions() -> tuple[Transition, ...]:
    """Every recorded transition rule."""
    rows = law_rows("transitions", "transition")
    return tuple(Transition(**_filled(row, keeps="", received_before=None)) for row in rows)


def cautions(on: date) -> tuple[Caution, ...]:
    """The open questions about the texts that hold on the day."""
    rows = [Caution(**_filled(row)) for row in law_rows("cautions", "caution")]
    return tuple(row for row in rows if holds_on(row, on))


def _filled(row: Mapping[str, Any], **missing: Any) -> dict[str, Any]:
    return {"end": None, **missing, **row}


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
