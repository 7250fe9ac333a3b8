"""What a plan pack may hold. Errors name the file, the key, what was found and what was expected."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from accounts.errors import DomainError
from awards.enums import AwardKind, PaperKind, QuotaMode
from awards.models import DocumentRequirement
from campaigns.enums import DeadlineCode, DeadlineMeaning, SubjectKind, UnitKind

PACKS_DIR = Path(__file__).parent / "packs"


class PackError(DomainError):
    """The pack can't be read; nothing was loaded."""


class OneOf:
    """A text out of a fixed list."""

    def __init__(self, choices: Any):
        self.values = list(choices.values)


CLAUSED = {"clause": str}
SUBJECT = OneOf(SubjectKind)
SCHEMA: dict[str, Any] = {
    "schema": int,
    "slug": str,
    "title": str,
    "short_title": str,
    "year": int,
    "plan": {"number": str, "date": date, **CLAUSED},
    "issuer": {"code": str, **CLAUSED},
    "standing_unit": {"code": str, **CLAUSED},
    "authority": {"title": str, "note?": str, **CLAUSED},
    "period": {"start": date, "end": date, **CLAUSED},
    "theme": {"text": str, **CLAUSED},
    "scope": {"text": str, **CLAUSED},
    "ranking": {"basis": str, **CLAUSED},
    "basis": [{"text": str, **CLAUSED}],
    "subjects": [{"subject": SUBJECT, "text": str, **CLAUSED}],
    "criteria": [{"code": str, "subject": SUBJECT, "text": str, **CLAUSED}],
    "groups": [{"code": str, "name": str, "kinds": [OneOf(UnitKind)], **CLAUSED}],
    "awards": [
        {
            "code": str,
            "kind": OneOf(AwardKind),
            "name": str,
            "decided_by": str,
            "law_key": str,
            "note?": str,
            **CLAUSED,
            "quotas": [
                {"group?": str, "subject": SUBJECT, "mode": OneOf(QuotaMode), "maximum": int, **CLAUSED}
            ],
            "conditions": [{"rule": str, "subject?": SUBJECT, "params?": dict, "text": str, **CLAUSED}],
            "papers": [
                {"kind": OneOf(PaperKind), "name": str, "per": OneOf(DocumentRequirement.Per), **CLAUSED}
            ],
        }
    ],
    "deadlines": [
        {
            "code": OneOf(DeadlineCode),
            "stated": str,
            "day": date,
            "meaning": OneOf(DeadlineMeaning),
            **CLAUSED,
        }
    ],
    "route": [{"text": str, **CLAUSED}],
    "duties": [{"text": str, **CLAUSED}],
    "budget": {"planned_on": date, **CLAUSED},
}
WORDS = {str: "chữ", int: "số nguyên", date: "ngày (ví dụ 2023-12-10)", dict: "bảng"}


def read_pack(name: str) -> dict[str, Any]:
    """The checked pack, by pack name or file path; raises PackError naming file and key."""
    path = Path(name) if name.endswith(".toml") else PACKS_DIR / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(item.stem for item in PACKS_DIR.glob("*.toml")))
        raise PackError(f"Không có gói kế hoạch «{name}». Các gói đang có: {known}.")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.name}: không đọc được TOML ({error}).") from None
    check_table(data, SCHEMA, path.name, "")
    check_sense(data, path.name)
    return data


def check_table(found: dict, expected: dict, file: str, place: str) -> None:
    """Every expected key is there, nothing else is, and each value has its type."""
    allowed = {key.rstrip("?"): (kind, key.endswith("?")) for key, kind in expected.items()}
    for key in found:
        if key not in allowed:
            raise PackError(
                f"{file}: khóa lạ «{place}{key}». Ở đây chỉ có thể có: {', '.join(sorted(allowed))}."
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
            raise PackError(f"{file}: «{place}» phải là bảng, đang là «{value}».")
        check_table(value, kind, file, f"{place}.")
    elif isinstance(kind, list):
        if not isinstance(value, list) or not value:
            raise PackError(f"{file}: «{place}» phải là danh sách có ít nhất một mục.")
        for number, item in enumerate(value, start=1):
            check_value(item, kind[0], file, f"{place}[{number}]")
    elif isinstance(kind, OneOf):
        if value not in kind.values:
            raise PackError(f"{file}: «{place}» là «{value}», phải là một trong: {', '.join(kind.values)}.")
    elif type(value) is not kind:
        raise PackError(f"{file}: «{place}» là «{value}», phải là {WORDS[kind]}.")
    elif kind is str and not value.strip():
        raise PackError(f"{file}: «{place}» đang để trống.")


def check_sense(data: dict[str, Any], file: str) -> None:
    """What types can't say: dates in order, quotas of groups that exist, numbers that can be."""
    if data["period"]["end"] < data["period"]["start"]:
        raise PackError(f"{file}: «period.end» ({data['period']['end']}) trước «period.start».")
    for number, deadline in enumerate(data["deadlines"], start=1):
        if deadline["day"] < data["period"]["start"]:
            raise PackError(
                f"{file}: «deadlines[{number}].day» ({deadline['day']}) trước ngày bắt đầu phong trào."
            )
    groups = [group["code"] for group in data["groups"]]
    if len(set(groups)) != len(groups):
        raise PackError(f"{file}: «groups» có mã nhóm lặp lại.")
    for index, award in enumerate(data["awards"], start=1):
        for number, quota in enumerate(award["quotas"], start=1):
            place = f"awards[{index}].quotas[{number}]"
            if "group" in quota and quota["group"] not in groups:
                raise PackError(
                    f"{file}: «{place}.group» là «{quota['group']}», không có nhóm này trong «groups»."
                )
            if quota["maximum"] < 1:
                raise PackError(f"{file}: «{place}.maximum» là {quota['maximum']}, phải từ 1 trở lên.")
