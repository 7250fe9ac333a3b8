"""What rules speak in: facts come in, a finding with its reason goes out; no rule reads the database or a clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from accounts.errors import DomainError
from scoring.enums import Outcome
from scoring.rules.facts import Attested, Facts
from scoring.rules.params import Parameter, Params, read_params

__all__ = [
    "RULES",
    "Answer",
    "Attested",
    "Facts",
    "Finding",
    "Numbers",
    "Parameter",
    "Params",
    "Rule",
    "describe_params",
    "find_rule",
    "rule",
    "worst",
]

Numbers = Mapping[str, str | int | bool | list[str]]

# The worst one decides: a condition that is not met outweighs data that are missing.
_WORST_FIRST = (Outcome.NOT_MET, Outcome.NO_DATA, Outcome.NEEDS_PERSON)


@dataclass(frozen=True)
class Answer:
    """What a rule says: the outcome, full Vietnamese sentences, and the numbers in them."""

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
    """A rule as an editor shows it; its check takes parameters that were read by kind.

    `subjects` are those that it makes sense for (empty = all); exactly one of the parameters in `one_of` must
    be given; `by_rank` if it only asks for the place in the ranking.
    """

    code: str
    name: str
    help: str
    check: Check
    parameters: tuple[Parameter, ...] = ()
    one_of: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    by_rank: bool = False

    def read(self, params: Params) -> dict[str, object]:
        """The parameters read by kind; DomainError if one is unknown, missing or wrong, or too many are given."""
        found = read_params(self.parameters, params, rule=self.code)
        given = [name for name in self.one_of if name in found]
        if self.one_of and not given:
            names = " hoặc ".join(f"«{name}»" for name in self.one_of)
            raise DomainError(f"Quy tắc «{self.code}» thiếu tham số {names}. Xin bổ sung vào điều kiện.")
        if len(given) > 1:
            names = ", ".join(f"«{name}»" for name in given)
            raise DomainError(f"Quy tắc «{self.code}» chỉ nhận một trong các tham số {names}.")
        return found


RULES: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    name: str,
    help: str,
    parameters: tuple[Parameter, ...] = (),
    one_of: tuple[str, ...] = (),
    subjects: tuple[str, ...] = (),
    by_rank: bool = False,
) -> Callable[[Check], Check]:
    """Puts a function into the registry under its code; ValueError if the code is taken."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"Two rules are called {code}.")
        RULES[code] = Rule(code, name, help, check, parameters, one_of, subjects, by_rank)
        return check

    return register


def find_rule(code: str, params: Params) -> Rule:
    """The rule for a condition; DomainError if there is none, or a parameter is unknown, missing or wrong."""
    found = RULES.get(code)
    if found is None:
        raise DomainError(f"Không có quy tắc xét «{code}». Các quy tắc đang có: {', '.join(sorted(RULES))}.")
    found.read(params)
    return found


def describe_params(code: str, params: Params) -> str:
    """ "từ 90% trở lên, ít nhất 02 năm"; nothing for a rule without parameters. DomainError like find_rule."""
    found = find_rule(code, params)
    values = found.read(params)
    said = [one.say(values[one.name]) for one in found.parameters if one.name in values]
    return ", ".join(words for words in said if words)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Not met outweighs no data, which outweighs needs a person; met if there is none of them."""
    found = set(outcomes)
    return next((outcome for outcome in _WORST_FIRST if outcome in found), Outcome.MET)
