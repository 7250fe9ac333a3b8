"""Totals against their parts: told to the person where they differ by more than rounding, never corrected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.numbers import format_decimal
from accounts.text import fold
from scoring.importers.plan import ImportLine
from scoring.importers.scales import Scale

# Of the rows that can be checked, so many must agree before the others are said to differ.
LEAST_SHARE = 0.5
_NOISE = 1e-9
_LEAD = re.compile(r"^(\d+|[ivx]+|[a-z])( |$)")


@dataclass(frozen=True)
class Weight:
    """A top-level criterion of the campaign's set, or a maximum printed in the file: of which part, how much."""

    name: str
    maximum: Decimal


@dataclass(frozen=True)
class _Way:
    """One way in which a total may come from its parts, in words and as weights of the headers."""

    words: str
    weights: Mapping[str, float]


def total_warnings(
    lines: Sequence[ImportLine], *, scale: Scale, criteria: Sequence[Weight], printed: Mapping[str, Decimal]
) -> list[str]:
    """A sentence about the rows whose total is not what their parts give, [] where nothing can be said.

    `criteria` are the set's top-level criteria, `printed` the maxima or weights in the file by header.
    """
    headers = list(dict.fromkeys(header for line in lines for header in line.parts))
    ways = [way for way in _ways(headers, scale=scale, criteria=criteria, printed=printed) if way.weights]
    best: tuple[_Way, list[ImportLine]] | None = None
    for way in ways:
        checked = [line for line in lines if all(header in line.parts for header in way.weights)]
        slack = _slack(checked, way)
        wrong = [line for line in checked if abs(_given(line, way) - float(line.value)) > slack]
        is_likely = checked and len(wrong) <= (1 - LEAST_SHARE) * len(checked)
        if is_likely and (best is None or len(wrong) < len(best[1])):
            best = (way, wrong)
    return _told(*best) if best else []


def _ways(
    headers: list[str], *, scale: Scale, criteria: Sequence[Weight], printed: Mapping[str, Decimal]
) -> list[_Way]:
    """The plain sum of the set's groups or of all parts; the mean weighted with the set's or the file's maxima."""
    named = _matched(headers, criteria)
    groups = list(named) if len(named) == len(criteria) and len(criteria) > 1 else headers
    ways = [_Way("cộng các điểm thành phần", dict.fromkeys(groups, 1.0))] if len(groups) > 1 else []
    sources = (("trọng số của bộ tiêu chí", named), ("trọng số in trong tệp", printed))
    for words, source in sources:
        whole = float(sum(source.values()))
        if len(source) > 1 and whole and (source is printed or len(source) == len(criteria)):
            ways.append(_Way(f"tính theo {words}", {key: float(one) / whole for key, one in source.items()}))
    return ways


def _matched(headers: list[str], criteria: Sequence[Weight]) -> dict[str, Decimal]:
    """Header -> maximum of the criterion that it names; numbering and what stands in brackets count for nothing."""
    names = {_bare(one.name): one.maximum for one in criteria}
    return {header: names[key] for header in headers if (key := _bare(header)) in names}


def _bare(text: str) -> str:
    key = _LEAD.sub("", fold(re.sub(r"\(.*?\)", "", text.rsplit(" / ", 1)[-1])))
    return re.sub(r"^(chi so|nhom tieu chi|nhom|tieu chi)( ve)? ", "", key)


def _given(line: ImportLine, way: _Way) -> float:
    return sum(float(line.parts[header]) * weight for header, weight in way.weights.items())


def _slack(lines: Sequence[ImportLine], way: _Way) -> float:
    """Half of the last printed place of the total, and of each part by its weight."""
    total = _half(f"{line.value:f}" for line in lines)
    parts = (weight * _half(line.parts[header] for line in lines) for header, weight in way.weights.items())
    return total + sum(parts) + _NOISE


def _half(texts: Iterable[str]) -> float:
    """Half of the last place that the column shows; whole numbers are counted, not rounded."""
    places = max((len(text.partition(".")[2].rstrip("0")) for text in texts), default=0)
    return 0.5 * 10.0**-places if places else 0.0


def _told(way: _Way, wrong: Sequence[ImportLine]) -> list[str]:
    if not wrong:
        return []
    first = wrong[0]
    given = format_decimal(Decimal(f"{_given(first, way):.6f}"))
    more = f" và {len(wrong) - 1} hàng nữa" if len(wrong) > 1 else ""
    return [
        f"Tổng điểm không khớp với thành phần ở hàng {first.row} «{first.raw_name}»{more}: ô {first.cell} ghi "
        f"{format_decimal(first.value)}, {way.words} được {given}. Số được giữ như trong tệp; "
        "hãy kiểm tra lại với nơi công bố."
    ]
