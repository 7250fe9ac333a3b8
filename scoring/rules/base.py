"""What rules speak in: facts come in, a finding with its reason goes out; no rule reads the database or a clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from accounts.errors import DomainError
from scoring.enums import Outcome

Params = Mapping[str, Any]
Numbers = Mapping[str, str | int | bool | list[str]]


@dataclass(frozen=True)
class Attested:
    """What a named person confirmed about one criterion, and on which document."""

    holds: bool
    by: str
    on: date
    document: str = ""


@dataclass(frozen=True)
class Facts:
    """All that rules may know about one nomination; None means that nobody has recorded it.

    `registered` False means that it is known not to have registered. Deadlines are last valid days. Rank and
    ties are those of the nominee's unit in its group; `shut_out_ahead` counts better placed ones that keep
    their rank but may not be awarded; `tie_size` counts the unit itself; `tie_chosen` is a person's choice.
    """

    judged_on: date | None = None
    registered: bool | None = None
    registered_on: date | None = None
    registration_last_day: date | None = None
    dossier_sent_at: datetime | None = None
    dossier_last_day: date | None = None
    papers_required: tuple[str, ...] | None = None
    papers_present: tuple[str, ...] | None = None
    council_met_on: date | None = None
    council_total: int | None = None
    council_present: int | None = None
    council_agree: int | None = None
    unit_name: str = ""
    group_name: str = ""
    rank: int | None = None
    tie_size: int = 1
    tie_chosen: bool | None = None
    shut_out_ahead: int = 0
    excluded: bool = False
    excluded_reason: str = ""
    attestations: Mapping[str, Attested] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a rule says: the outcome, a full Vietnamese sentence, and the numbers in it."""

    outcome: Outcome
    reason: str
    numbers: Numbers = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """An answer at its clause of the plan; `text` is the condition in the plan's words."""

    rule: str
    outcome: Outcome
    reason: str
    clause: str
    numbers: Numbers = field(default_factory=dict)
    params: Params = field(default_factory=dict)
    text: str = ""


Check = Callable[[Facts, Params], Answer]


@dataclass(frozen=True)
class Rule:
    """A rule with the parameters it knows; `by_rank` if it only asks for the place in the ranking."""

    code: str
    check: Check
    needs: frozenset[str]
    allows: frozenset[str]
    by_rank: bool


RULES: dict[str, Rule] = {}


def rule(
    code: str, *, needs: tuple[str, ...] = (), allows: tuple[str, ...] = (), by_rank: bool = False
) -> Callable[[Check], Check]:
    """Puts a function into the registry under its code; ValueError if the code is taken."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"Two rules are called {code}.")
        RULES[code] = Rule(code, check, frozenset(needs), frozenset(needs) | frozenset(allows), by_rank)
        return check

    return register


def find_rule(code: str, params: Params) -> Rule:
    """The rule for a condition; DomainError if there is no such rule, or a parameter is unknown or missing."""
    found = RULES.get(code)
    if found is None:
        raise DomainError(f"Không có quy tắc xét «{code}». Các quy tắc đang có: {', '.join(sorted(RULES))}.")
    unknown = sorted(set(params) - found.allows)
    if unknown:
        known = ", ".join(sorted(found.allows)) or "không có tham số nào"
        raise DomainError(f"Quy tắc «{code}» không có tham số «{unknown[0]}» (tham số được dùng: {known}).")
    missing = sorted(found.needs - set(params))
    if missing:
        raise DomainError(f"Quy tắc «{code}» thiếu tham số «{missing[0]}». Xin bổ sung vào điều kiện.")
    return found


def whole_number(params: Params, name: str, *, rule: str) -> int:
    """A parameter that must be a whole number from 1 up; DomainError otherwise."""
    value = params[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DomainError(f"Quy tắc «{rule}»: tham số «{name}» phải là số nguyên từ 1 trở lên.")
    return value
