"""The law of a day as one page: what acts, what ended, what comes, what was not read, what was checked long ago."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from awards.catalogue import (
    StandingCondition,
    award_rows,
    campaign_requirements,
    catalogue,
    ended_awards,
    no_issuer,
    standing_conditions,
)
from awards.law_data import NoLaw, holds_on, time_of
from awards.law_lines import (
    AwardMoney,
    Ending,
    Named,
    OldCheck,
    Requirement,
    SalaryLine,
    TransitionLine,
    award_money,
    endings,
    factors,
    in_words,
    old_checks,
)
from awards.law_regimes import (
    Caution,
    FormNumber,
    FormRegime,
    Law,
    cautions,
    form_regime,
    form_regimes,
    law_of,
    law_texts,
    money_day,
    transitions,
)
from awards.lawbook import SUBJECT_NAMES, LawValue, base_salary, coefficients, salaries, subject_factors

Found = TypeVar("Found")
FORM_NAMES = {
    "to_trinh": "Tờ trình",
    "bao_cao_tap_the": "Báo cáo thành tích của tập thể",
    "bao_cao_ca_nhan": "Báo cáo thành tích của cá nhân",
    "bao_cao_cong_hien": "Báo cáo thành tích cống hiến",
    "bao_cao_dot_xuat": "Báo cáo thành tích đột xuất",
    "bao_cao_chuyen_de": "Báo cáo thành tích theo đợt, chuyên đề",
    "xac_nhan_sang_kien": "Văn bản xác nhận sáng kiến, hiệu quả áp dụng",
}


@dataclass(frozen=True)
class LawPage:
    """Everything that the page shows; a part that is not recorded for the day is None with its reason."""

    on: date
    today: date
    received_on: date | None
    salary: LawValue | None
    law: Law | None
    decree: FormRegime | None
    money_day: date | None
    problems: tuple[str, ...]
    history: tuple[SalaryLine, ...]
    awards: tuple[AwardMoney, ...]
    gone: tuple[str, ...]
    transitions: tuple[TransitionLine, ...]
    factors: tuple[tuple[str, LawValue], ...]
    requirements: tuple[Requirement, ...]
    conditions: tuple[StandingCondition, ...]
    cautions: tuple[Caution, ...]
    ending: tuple[Ending, ...]
    old: tuple[OldCheck, ...]
    unconfirmed: int

    @property
    def subject_names(self) -> tuple[str, ...]:
        """The columns of the table of money."""
        return tuple(SUBJECT_NAMES.values())

    @property
    def old_rows(self) -> tuple[Any, ...]:
        """The rows of the old checks, to mark them where they stand."""
        return tuple(check.row for check in self.old)

    @property
    def form_lines(self) -> tuple[tuple[str, FormNumber], ...]:
        """The name of each paper with the number of its form."""
        forms = self.decree.forms if self.decree else {}
        return tuple((FORM_NAMES.get(kind, kind), number) for kind, number in forms.items())


def law_page(*, on: date, today: date, received_on: date | None = None) -> LawPage:
    """Reads the law for a decision on the day; DomainError when the dossier came after the decision.

    `today` is the day from which a check counts as old.
    """
    problems: list[str] = []
    salary = _found(problems, lambda: base_salary(on))
    law = _found(problems, lambda: law_of(on, received_on))
    decree = _found(problems, lambda: form_regime(on, received_on))
    awards = tuple(award_money(award, on, received_on) for award in catalogue(on))
    values = [
        Named("mức lương cơ sở", salary, salaries()),
        Named("luật", law, law_texts()),
        Named("bộ mẫu hồ sơ", decree, form_regimes()),
        *named_values(on, awards),
    ]
    values = [one for one in values if one.row is not None]
    return LawPage(
        on=on,
        today=today,
        received_on=received_on,
        salary=salary,
        law=law,
        decree=decree,
        money_day=money_day(on, received_on) if decree else None,
        problems=tuple(problems),
        history=tuple(SalaryLine(value, time_of(value, on)) for value in salaries()),
        awards=awards,
        gone=tuple(no_issuer(award, on) for award in ended_awards(on)),
        transitions=tuple(
            TransitionLine(rule, rule.acts_on(on, received_on), time_of(rule, on)) for rule in transitions()
        ),
        factors=factors(money_day(on, received_on) if decree else on),
        requirements=tuple(in_words(row) for row in campaign_requirements(on)),
        conditions=standing_conditions(on),
        cautions=cautions(on),
        ending=endings(values, on),
        old=old_checks(values, today),
        unconfirmed=sum(not one.row.confirmed for one in values),
    )


def named_values(on: date, awards: Iterable[AwardMoney]) -> list[Named]:
    """Everything else that acts on the day and was looked up on some day, with a name for it."""
    named = []
    for one in awards:
        award = one.award
        named.append(Named(f"hệ số của {award.name}", one.coefficient, coefficients(award.law_key)))
        named.append(Named(f"thẩm quyền tặng {award.name}", award, award_rows(award.code)))
    for subject, name in SUBJECT_NAMES.items():
        times = subject_factors(subject)
        named += [Named(f"số lần nhân cho {name}", row, times) for row in times if holds_on(row, on)]
    named += [Named("yêu cầu đối với phong trào", row) for row in campaign_requirements(on)]
    named += [Named("điều kiện chung", row) for row in standing_conditions(on)]
    return named


def _found(problems: list[str], ask: Callable[[], Found]) -> Found | None:
    try:
        return ask()
    except NoLaw as error:
        problems.append(error.message)
        return None
