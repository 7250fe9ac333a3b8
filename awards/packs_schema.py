"""What a plan pack may hold. Errors name the file, the key, what was found and what was expected."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from accounts.errors import DomainError
from awards.enums import AwardKind, PaperKind, QuotaMode, QuotaOrder
from awards.models import DocumentRequirement
from campaigns.enums import (
    Comparison,
    CountedAttempt,
    DeadlineCode,
    DeadlineMeaning,
    LaunchLevel,
    MeasuredBy,
    NominatedBy,
    Origin,
    Reporter,
    RoundKind,
    RouteActor,
    SubjectKind,
    TieRule,
    UnitKind,
)

PACKS_DIR = Path(__file__).parent / "packs"
LARGEST_PACK = 512 * 1024
LONGEST_SHOWN = 120


class PackError(DomainError):
    """The pack can't be read; nothing was loaded."""


class OneOf:
    """A text out of a fixed list."""

    def __init__(self, choices: Any):
        self.values = list(choices.values)


class Number:
    """A number as text, so that it stays exact: "62.5"."""


CLAUSED = {"clause": str}
SUBJECT = OneOf(SubjectKind)
ROUND_KIND = OneOf(RoundKind)
QUOTA = {
    "round_kind?": ROUND_KIND,
    "group?": str,
    "subject?": SUBJECT,
    "outside?": bool,
    "with_households?": bool,
    "mode": OneOf(QuotaMode),
    "maximum?": int,
    "order?": OneOf(QuotaOrder),
    **CLAUSED,
}
CONDITION = {
    "rule": str,
    "params?": dict,
    "subject?": SUBJECT,
    "round_kind?": ROUND_KIND,
    "group?": str,
    "origin?": OneOf(Origin),
    "text": str,
    **CLAUSED,
}
AWARD = {
    "code": str,
    "kind": OneOf(AwardKind),
    "name": str,
    "decided_by": str,
    "catalogue?": str,
    "law_key?": str,
    "own_power?": bool,
    "substitute?": str,
    "note?": str,
    **CLAUSED,
    "quotas?": [QUOTA],
    "conditions?": [CONDITION],
    "papers?": [
        {"kind": OneOf(PaperKind), "name": str, "per": OneOf(DocumentRequirement.Per), **CLAUSED},
    ],
}
DEADLINE = {
    "code": OneOf(DeadlineCode),
    "round?": str,
    "stated": str,
    "day": date,
    "meaning": OneOf(DeadlineMeaning),
    "last_valid_day?": date,
    **CLAUSED,
}
SCHEMA: dict[str, Any] = {
    "schema": int,
    "slug": str,
    "title": str,
    "short_title": str,
    "year": int,
    "unconfirmed?": [str],
    "criteria_set?": str,
    "plan": {"number?": str, "date?": date, "stated?": str, "note?": str, **CLAUSED},
    "issuer": {"code": str, "note?": str, **CLAUSED},
    "standing_unit": {"code": str, "note?": str, **CLAUSED},
    "appraising_unit?": {"code": str, "note?": str, **CLAUSED},
    "authority": {"title": str, "note?": str, **CLAUSED},
    "launch": {"level": OneOf(LaunchLevel), "note?": str, **CLAUSED},
    "period": {"start": date, "end": date, "stated?": str, "note?": str, **CLAUSED},
    "theme?": {"text": str, "note?": str, **CLAUSED},
    "scope?": {"text": str, "note?": str, **CLAUSED},
    "measure": {
        "measured_by": OneOf(MeasuredBy),
        "nominated_by": OneOf(NominatedBy),
        "self_score?": bool,
        "counted_attempt?": OneOf(CountedAttempt),
        "tie_rule?": OneOf(TieRule),
        "basis?": str,
        "note?": str,
        **CLAUSED,
    },
    "budget?": {"planned_on?": date, "rounding?": str, "note?": str, **CLAUSED},
    "basis?": [{"text": str, **CLAUSED}],
    "upper_plans?": [
        {
            "level": OneOf(LaunchLevel), "issuer_name": str, "number?": str, "day?": date, "title?": str,
            "parent?": str, **CLAUSED,
        }
    ],
    "subjects?": [
        {"code?": str, "subject?": SUBJECT, "origin?": OneOf(Origin), "text": str, **CLAUSED},
    ],
    "criteria?": [{"code?": str, "subject?": SUBJECT, "text": str, **CLAUSED}],
    "phases?": [{"code": str, "name": str, "start": date, "end": date, **CLAUSED}],
    "rounds?": [
        {"code": str, "kind": ROUND_KIND, "name": str, "first_year": int, "last_year": int, **CLAUSED},
    ],
    "groups?": [
        {
            "code": str, "name": str, "kinds?": [OneOf(UnitKind)], "unit_codes?": [str], "ranked?": bool,
            "head?": str, "deputy?": str, **CLAUSED,
        }
    ],
    "deadlines?": [DEADLINE],
    "route?": [
        {
            "actor": OneOf(RouteActor), "actor_name?": str, "text": str, "round_kind?": ROUND_KIND,
            "stated?": str, "last_day?": date, **CLAUSED,
        }
    ],
    "report_duties?": [
        {
            "reporter": OneOf(Reporter), "recipient": str, "text": str, "stated": str, "month": int, "day": int,
            "meaning": OneOf(DeadlineMeaning), **CLAUSED,
        }
    ],
    "targets?": [
        {
            "code": str, "area?": str, "text": str, "phase?": str, "comparison": OneOf(Comparison),
            "value": Number, "measure": str, "year": int, **CLAUSED,
        }
    ],
    "duties?": [{"text": str, **CLAUSED}],
    "recipients?": [{"text": str, **CLAUSED}],
    "awards?": [AWARD],
}  # fmt: skip
WORDS = {
    str: "chữ",
    int: "số nguyên",
    bool: "true hoặc false",
    date: "ngày (ví dụ 2023-12-10)",
    dict: "bảng",
}


def pack_names() -> list[str]:
    """The packs that come with the program."""
    return sorted(item.stem for item in PACKS_DIR.glob("*.toml"))


def read_pack(name: str) -> dict[str, Any]:
    """The checked pack, by pack name or file path; raises PackError naming file and key."""
    path = Path(name) if name.endswith(".toml") else PACKS_DIR / f"{name}.toml"
    if not path.is_file():
        raise PackError(f"Không có gói kế hoạch «{name}». Các gói đang có: {', '.join(pack_names())}.")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.name}: không đọc được TOML ({error}).") from None
    check_pack(data, path.name)
    return data


def parse_pack(raw: bytes, file: str) -> dict[str, Any]:
    """The checked pack of a file that somebody sent; raises PackError naming file and key."""
    if len(raw) > LARGEST_PACK:
        raise PackError(f"{file}: tệp lớn hơn {LARGEST_PACK // 1024} KB nên không nhận.")
    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        # Not only TOMLDecodeError: a number of thousands of digits is refused by Python itself.
        raise PackError(f"{file}: không đọc được TOML ({short(error)}).") from None
    check_pack(data, file)
    return data


def short(value: Any) -> str:
    """What was found, in at most a line: a sentence never becomes as long as the value."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def check_pack(data: dict[str, Any], file: str) -> None:
    """Every key and type of the plan; PackError at the first fault, `file` in front unless it is ""."""
    try:
        check_table(data, SCHEMA, file, "")
    except PackError as error:
        raise PackError(error.message.removeprefix(": ")) from None


def check_table(found: dict, expected: dict, file: str, place: str) -> None:
    """Every expected key is there, nothing else is, and each value has its type."""
    allowed = {key.rstrip("?"): (kind, key.endswith("?")) for key, kind in expected.items()}
    for key in found:
        if key not in allowed:
            raise PackError(
                f"{file}: khóa lạ «{place}{short(key)}». Ở đây chỉ có thể có: {', '.join(sorted(allowed))}."
            )
    for key, (kind, optional) in allowed.items():
        if key in found:
            check_value(found[key], kind, file, f"{place}{key}")
        elif not optional:
            raise PackError(f"{file}: thiếu khóa «{place}{key}».")


def check_value(value: Any, kind: Any, file: str, place: str) -> None:
    """One value against its expected kind; lists and tables are checked inside."""
    if isinstance(kind, dict):
        if not isinstance(value, dict):
            raise PackError(f"{file}: «{place}» phải là bảng, đang là «{short(value)}».")
        check_table(value, kind, file, f"{place}.")
    elif isinstance(kind, list):
        if not isinstance(value, list) or not value:
            raise PackError(f"{file}: «{place}» phải là danh sách có ít nhất một mục.")
        for number, item in enumerate(value, start=1):
            check_value(item, kind[0], file, f"{place}[{number}]")
    elif isinstance(kind, OneOf):
        if value not in kind.values:
            raise PackError(
                f"{file}: «{place}» là «{short(value)}», phải là một trong: {', '.join(kind.values)}."
            )
    elif kind is Number:
        check_number(value, file, place)
    elif type(value) is not kind:
        raise PackError(f"{file}: «{place}» là «{short(value)}», phải là {WORDS[kind]}.")
    elif kind is str and not value.strip():
        raise PackError(f"{file}: «{place}» đang để trống.")


def check_number(value: Any, file: str, place: str) -> None:
    """Numbers are written as text with a dot, so that none is rounded on the way."""
    whole, _, part = str(value).partition(".")
    plain = isinstance(value, str) and whole.isdigit() and (part.isdigit() or "." not in value)
    if not plain:
        raise PackError(
            f'{file}: «{place}» là «{short(value)}», phải là số viết trong dấu nháy, ví dụ "62.5".'
        )


def with_days(data: Any, kind: Any = None) -> Any:
    """A version's content as a pack again: the days that JSON keeps as text are days."""
    kind = SCHEMA if kind is None else kind
    if kind is date and isinstance(data, str):
        return date.fromisoformat(data)
    if isinstance(kind, list) and isinstance(data, list):
        return [with_days(one, kind[0]) for one in data]
    if isinstance(kind, dict) and isinstance(data, dict):
        kinds = {key.rstrip("?"): one for key, one in kind.items()}
        return {key: with_days(value, kinds.get(key, str)) for key, value in data.items()}
    return data
