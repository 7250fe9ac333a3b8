"""Cách tính điểm as documents write it -> a rule with its parameters, and bands. Only what is plain is taken. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.errors import DomainError
from accounts.numbers import parse_decimal
from accounts.text import fold, tidy
from campaigns.enums import PointRule
from campaigns.point_params import read_params

_AB = re.compile(r"\ba = (?P<a>[^;]+);\s*b = (?P<b>.+?)(?:;|$)", re.I)
_NUMBER_STEP = re.compile(r"^(?P<from>\d+(?:[.,]\d+)?)\D*$")
_YES_NO = re.compile(r"^Có(?: thì)?: ?đủ điểm; ?không(?: có)?: ?0(?: điểm)?\.?$", re.I)
_BAND = re.compile(
    r"(?P<name>(?:mức|loại) [\wÀ-ỹ]+)\s*:?\s*"
    r"(?:(?P<mark><=|>=|≤|≥|<|>)\s*(?P<edge>\d+(?:[.,]\d+)?)"
    r"|(?P<low>\d+(?:[.,]\d+)?)\s*[-–]\s*(?P<high>\d+(?:[.,]\d+)?))",
    re.I,
)


@dataclass(frozen=True)
class BandWords:
    """A band read from a sentence such as «Mức 1 < 50; mức 2: 50-75; mức 3: > 75»; a range holds both its edges."""

    name: str
    lower: Decimal | None
    lower_belongs: bool
    upper: Decimal | None
    upper_belongs: bool


def rule_from_words(how: str, maximum: Decimal | None) -> tuple[str, dict[str, Any]] | None:
    """The rule that the words plainly say and its parameters; None where a person has to read them."""
    text = tidy(how)
    if not text or not maximum:
        return None
    found = _ratio(text) or _yes_no(text) or _listed(text, maximum)
    if found is None:
        return None
    rule, typed = found
    try:
        return rule, read_params(rule, typed, maximum)
    except DomainError:  # the words look like a rule and are none: the text stays, a person scores
        return None


def _ratio(text: str) -> tuple[str, dict[str, Any]] | None:
    found = _AB.search(text)
    if found is None or not re.search(r"a/b\s*[x×]\s*điểm tối đa", text):
        return None
    return PointRule.RATIO, {"a": found["a"].strip(), "b": found["b"].strip()}


def _yes_no(text: str) -> tuple[str, dict[str, Any]] | None:
    return (PointRule.YES_NO, {}) if _YES_NO.match(text) else None


def _listed(text: str, maximum: Decimal) -> tuple[str, dict[str, Any]] | None:
    """«Bậc …: 4 lần = 20; 3 lần = 15; còn lại = 0» or «Cộng hai phần: … = 1/2 điểm tối đa; …»."""
    head, mark, tail = text.partition(":")
    kind = fold(head)
    if not mark or not kind.startswith(("bac", "cong")):
        return None
    pairs = [_pair(part, maximum) for part in tail.rstrip(". ").split(";")]
    if None in pairs or len(pairs) < 2:
        return None
    known = [pair for pair in pairs if pair]
    if kind.startswith("cong"):
        parts = [(name, points) for name, points in known if points]
        return PointRule.PARTS, {"rows": _typed(parts)}
    return _steps(head, known) or (PointRule.OPTIONS, {"rows": _typed(known)})


def _steps(head: str, pairs: list[tuple[str, Decimal]]) -> tuple[str, dict[str, Any]] | None:
    measure = re.sub(r"^Bậc(?: theo)?\s*", "", head, flags=re.I).strip()
    rest = [(name, points) for name, points in pairs if not fold(name).startswith("con lai")]
    numbers = [(_NUMBER_STEP.match(name), points) for name, points in rest]
    others = [points for name, points in pairs if fold(name).startswith("con lai")]
    if not measure or not numbers or any(found is None for found, _ in numbers) or any(others):
        return None
    rows = [(found["from"], points) for found, points in numbers if found]
    return PointRule.STEPS, {"a": measure, "rows": _typed(rows)}


def _pair(part: str, maximum: Decimal) -> tuple[str, Decimal] | None:
    name, mark, points = part.rpartition("=")
    if not mark or not name.strip():
        return None
    said = fold(points)
    if said == "diem toi da":
        return name.strip(), maximum
    if said == "1 2 diem toi da":
        return name.strip(), maximum / 2
    try:
        return name.strip(), parse_decimal(re.sub(r"\s*điểm$", "", points.strip()), maximum=maximum)
    except DomainError:
        return None


def _typed(pairs: list[tuple[str, Decimal]]) -> str:
    return "\n".join(f"{name.replace('=', ':')} = {points:f}".replace(".", ",") for name, points in pairs)


def bands_from_words(how: str) -> list[BandWords]:
    """The bands that the words list, in their order; empty where they list none."""
    found = []
    for one in _BAND.finditer(tidy(how)):
        name = tidy(one["name"])
        name = name[:1].upper() + name[1:]
        if one["mark"]:
            edge, below = Decimal(one["edge"].replace(",", ".")), one["mark"] in ("<", "<=", "≤")
            belongs = one["mark"] in ("<=", ">=", "≤", "≥")
            found.append(
                BandWords(name, None, True, edge, belongs)
                if below
                else BandWords(name, edge, belongs, None, True)
            )
        else:
            low, high = (Decimal(one[side].replace(",", ".")) for side in ("low", "high"))
            found.append(BandWords(name, low, True, high, True))
    return found if len(found) > 1 else []
