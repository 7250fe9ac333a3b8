"""What types can't say of a plan: dates in order, references that lead somewhere, numbers that can be."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from awards.packs_limits import limits
from awards.packs_schema import PackError

Row = dict[str, Any]


def check_sense(data: Row, file: str) -> None:
    """Raises PackError at the first thing that can't be; `file` is named in front, "" in the browser."""
    for sentence in faults(data):
        raise PackError(f"{file}: {sentence}" if file else sentence)


def faults(data: Row) -> Iterator[str]:
    """Every fault of the plan as a sentence that names its key."""
    yield from limits(data)
    yield from _codes_once(data)
    yield from _dates(data)
    yield from _rounds(data)
    yield from _references(data)
    for index, award in enumerate(data.get("awards", []), start=1):
        yield from _quotas(award, f"awards[{index}]")
        yield from _percents(award, f"awards[{index}]")
    yield from _targets(data)


def _rows(data: Row, key: str) -> list[tuple[str, Row]]:
    return [(f"{key}[{number}]", row) for number, row in enumerate(data.get(key, []), start=1)]


def _codes_once(data: Row) -> Iterator[str]:
    words = {
        "groups": "mã nhóm",
        "rounds": "mã đợt",
        "phases": "mã giai đoạn",
        "awards": "mã hình thức",
        "targets": "mã chỉ tiêu",
    }
    for key, word in words.items():
        seen: set[str] = set()
        for place, row in _rows(data, key):
            if row["code"] in seen:
                yield f"«{key}» có {word} lặp lại: «{row['code']}» ở «{place}»."
            seen.add(row["code"])


def _dates(data: Row) -> Iterator[str]:
    start, end = data["period"]["start"], data["period"]["end"]
    if end < start:
        yield f"«period.end» ({end}) trước «period.start»."
    for place, row in _rows(data, "phases"):
        if row["end"] < row["start"]:
            yield f"«{place}.end» ({row['end']}) trước «{place}.start»."
        if row["start"] < start or row["end"] > end:
            yield f"«{place}» ({row['start']} - {row['end']}) nằm ngoài thời gian phong trào."
    for place, row in _rows(data, "deadlines"):
        if row["day"] < start:
            yield f"«{place}.day» ({row['day']}) trước ngày bắt đầu phong trào."
        last = row.get("last_valid_day")
        if last and row["meaning"] == "before_day" and last >= row["day"]:
            yield f"«{place}.last_valid_day» ({last}) phải trước ngày {row['day']} (hạn ghi «trước ngày»)."
        if last and row["meaning"] == "on_day" and last != row["day"]:
            yield f"«{place}.last_valid_day» ({last}) phải là ngày {row['day']} (hạn ghi «hết ngày»)."
    for place, row in _rows(data, "report_duties"):
        try:
            date(2023, row["month"], row["day"])
        except ValueError:
            yield f"«{place}»: không có ngày {row['day']}/{row['month']}."


def _rounds(data: Row) -> Iterator[str]:
    first, last = data["period"]["start"].year, data["period"]["end"].year
    for place, row in _rows(data, "rounds"):
        if row["last_year"] < row["first_year"]:
            yield f"«{place}.last_year» ({row['last_year']}) trước «{place}.first_year» ({row['first_year']})."
        if row["first_year"] < first - 1 or row["last_year"] > last:
            yield (
                f"«{place}» xét kết quả các năm {row['first_year']}-{row['last_year']}, "
                f"ngoài thời gian phong trào ({first}-{last})."
            )


def _references(data: Row) -> Iterator[str]:
    known = {key: {row["code"] for row in data.get(key, [])} for key in ("groups", "rounds", "phases")}
    kinds = {row["kind"] for row in data.get("rounds", [])}
    for place, row in _rows(data, "deadlines"):
        if row.get("round", "") and row["round"] not in known["rounds"]:
            yield f"«{place}.round» là «{row['round']}», không có đợt này trong «rounds»."
    for place, row in _rows(data, "targets"):
        if row.get("phase", "") and row["phase"] not in known["phases"]:
            yield f"«{place}.phase» là «{row['phase']}», không có giai đoạn này trong «phases»."
    for place, row in _rows(data, "groups"):
        if row.get("head") and row.get("head") == row.get("deputy"):
            yield f"«{place}.deputy» trùng «{place}.head»: trưởng và phó phải là hai đơn vị."
    for at, award in _rows(data, "awards"):
        for key in ("quotas", "conditions"):
            for place, row in _rows(award, key):
                place = f"{at}.{place}"
                if row.get("group", "") and row["group"] not in known["groups"]:
                    yield f"«{place}.group» là «{row['group']}», không có nhóm này trong «groups»."
                if row.get("round_kind", "") and row["round_kind"] not in kinds:
                    yield f"«{place}.round_kind» là «{row['round_kind']}», không có đợt loại này trong «rounds»."


def _quotas(award: Row, at: str) -> Iterator[str]:
    seen: set[tuple] = set()
    for place, row in _rows(award, "quotas"):
        number, place = row.get("maximum"), f"{at}.{place}"
        if row["mode"] == "none" and number is not None:
            yield f"«{place}.maximum» là {number}, nhưng «mode» là «none» (không giới hạn): hãy bỏ một trong hai."
        if row["mode"] != "none" and number is None:
            yield f"thiếu khóa «{place}.maximum»."
        if number is not None and number < 1:
            yield f"«{place}.maximum» là {number}, phải từ 1 trở lên."
        key = tuple(row.get(name) for name in ("round_kind", "group", "subject", "outside"))
        if key in seen:
            yield f"«{place}» trùng nhóm, đối tượng và loại đợt với một chỉ tiêu khác."
        seen.add(key)
        if row.get("with_households") and row.get("subject") != "ca_nhan":
            yield f"«{place}.with_households»: hộ gia đình chỉ tính chung vào chỉ tiêu của cá nhân (subject = ca_nhan)."


def _percents(award: Row, at: str) -> Iterator[str]:
    for place, row in _rows(award, "conditions"):
        for name, value in row.get("params", {}).items():
            if "percent" not in name and "share" not in name:
                continue
            try:
                number = Decimal(str(value))
            except ArithmeticError:
                yield f"«{at}.{place}.params.{name}» là «{value}», phải là số phần trăm."
                continue
            if not number.is_finite() or not 0 <= number <= 100:
                yield f"«{at}.{place}.params.{name}» là {value}, phải từ 0 đến 100 (phần trăm)."


def _targets(data: Row) -> Iterator[str]:
    for place, row in _rows(data, "targets"):
        if row["measure"] == "%" and "tăng" not in row["text"].lower() and Decimal(row["value"]) > 100:
            yield f"«{place}.value» là {row['value']}, phần trăm không thể quá 100."
