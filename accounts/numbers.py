"""One parser for every number that a person or a workbook gives, and the way numbers are shown."""

import re
from decimal import ROUND_HALF_UP, Decimal

from accounts.errors import DomainError
from accounts.text import tidy

Number = int | float | Decimal

_LARGEST = Decimal(10) ** 18
_LONGEST = 40
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,][0-9]{3})+")
_FLOAT_DIGITS = 15  # a workbook stores no more; what stands behind is noise of the binary form


class NumberError(DomainError):
    """The text is not a number that may stand here."""


class AmbiguousNumber(NumberError):
    """1.234 may be one thousand two hundred and thirty-four or a little more than one: nobody guesses."""


def parse_decimal(
    raw: object,
    *,
    label: str = "Số",
    maximum: Number | None = None,
    allow_negative: bool = False,
    places: int | None = None,
) -> Decimal:
    """Reads "8,5", "8.5", "9.720.000", "1.234,5", int, float or Decimal; `label` names the field in the sentence.

    Raises NumberError, or AmbiguousNumber when "1.234" has two readings that `maximum` and places=0 both allow.
    """
    limit = None if maximum is None else _exact(maximum)
    if isinstance(raw, str):
        readings = _readings(raw, label)
    elif isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        readings = [_finite(raw, label)]
    elif raw is None:
        raise NumberError(f"{label}: chưa nhập số.")
    else:
        raise NumberError(f"{label}: «{_shown(raw)}» không phải là số.")
    if len(readings) == 2:
        readings = _possible(str(raw), readings, label=label, maximum=limit, places=places)
    return _within(
        readings[0],
        label=label,
        maximum=limit,
        allow_negative=allow_negative,
        places=places,
    )


def whole_number(raw: object) -> int | None:
    """The number of a hidden field or an address, 1 to 18 digits 0-9; None for anything else, never an error."""
    text = str(raw)
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else None


def parse_percent(
    raw: object,
    *,
    label: str = "Tỷ lệ",
    maximum: Number | None = 100,
    places: int | None = None,
) -> Decimal:
    """Reads "79,55 %" or "79,55" as 79.55 (hundredths, not 0.7955); raises NumberError like parse_decimal."""
    if isinstance(raw, str):
        raw = re.sub(r"\s*%$", "", tidy(raw))
    return parse_decimal(raw, label=label, maximum=maximum, places=places)


def format_decimal(d: Number, places: int | None = None) -> str:
    """1234.50 -> "1.234,5"; with `places` exactly that many decimals, halves rounded up."""
    value = _exact(d)
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(value):,f}".partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    shown = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    return f"-{shown}" if value < 0 else shown


def format_money(d: Number) -> str:
    """9720000 -> "9.720.000 đồng"."""
    return f"{format_decimal(d)} đồng"


def format_percent(d: Number, places: int | None = None) -> str:
    """79.55 (hundredths) -> "79,55%"."""
    return f"{format_decimal(d, places)}%"


def _exact(number: Number) -> Decimal:
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def _finite(raw: Number, label: str) -> Decimal:
    value = _exact(raw)
    if not value.is_finite():
        raise NumberError(f"{label}: giá trị không phải là một số hữu hạn. Xin nhập lại.")
    if isinstance(raw, float) and len(value.as_tuple().digits) > _FLOAT_DIGITS:
        value = Decimal(f"{raw:.{_FLOAT_DIGITS}g}")
    return value


def _readings(raw: str, label: str) -> list[Decimal]:
    """Every way to read the text: one as a rule, the decimal one and the thousands one where both are possible."""
    text = tidy(raw)
    if not text:
        raise NumberError(f"{label}: chưa nhập số.")
    negative = text[0] in "-−"
    body = text[1:] if negative else text
    if any(char.isnumeric() and char not in "0123456789" for char in body):
        raise NumberError(f"{label}: «{_shown(text)}» có chữ số lạ. Xin gõ lại bằng các chữ số 0 đến 9.")
    if len(text) > _LONGEST or not re.fullmatch(r"[0-9]+([.,][0-9]+)*", body):
        raise NumberError(f"{label}: «{_shown(text)}» không phải là số. Xin nhập số, ví dụ 8,5.")
    marks = [char for char in body if char in ".,"]
    values = _split_reading(body, marks)
    if not values:
        hint = "nhóm hàng nghìn phải đủ ba chữ số và chỉ có một dấu thập phân, ví dụ 1.234,5"
        raise NumberError(f"{label}: «{_shown(text)}» viết chưa đúng: {hint}.")
    return [-value if negative else value for value in values]


def _split_reading(body: str, marks: list[str]) -> list[Decimal]:
    """The values of digits with marks: [] if the marks make no sense, [decimal, thousands] if both are possible."""
    if not marks:
        return [Decimal(body)]
    plain = re.sub("[.,]", "", body)
    if len(marks) == 1:
        decimal = Decimal(body.replace(",", "."))
        return [decimal, Decimal(plain)] if _GROUPED.fullmatch(body) else [decimal]
    if len(set(marks)) == 1:
        return [Decimal(plain)] if _GROUPED.fullmatch(body) else []
    whole, fraction = body.rsplit(marks[-1], 1)
    if set(marks[:-1]) != {marks[0]} or marks[0] == marks[-1] or not _GROUPED.fullmatch(whole):
        return []
    return [Decimal(f"{re.sub('[.,]', '', whole)}.{fraction}")]


def _possible(
    raw: str,
    readings: list[Decimal],
    *,
    label: str,
    maximum: Decimal | None,
    places: int | None,
) -> list[Decimal]:
    decimal, thousands = readings
    if places == 0:
        return [thousands]
    if maximum is not None and abs(thousands) > maximum:
        return [decimal]
    raise AmbiguousNumber(
        f"{label}: «{_shown(tidy(raw))}» có thể là {format_decimal(thousands)} (hàng nghìn) "
        f"hoặc {format_decimal(decimal, 3)} (thập phân). "
        f"Xin viết rõ, ví dụ {abs(thousands):f} hoặc {_spelled(decimal)}."
    )


def _spelled(decimal: Decimal) -> str:
    """A way to write the decimal that has one reading only: a fourth decimal."""
    return f"{abs(decimal):f}0".replace(".", ",")


def _within(
    value: Decimal,
    *,
    label: str,
    maximum: Decimal | None,
    allow_negative: bool,
    places: int | None,
) -> Decimal:
    if value < 0 and not allow_negative:
        raise NumberError(f"{label}: {_brief(value)} là số âm. Xin nhập số từ 0 trở lên.")
    if maximum is not None and value > maximum:
        raise NumberError(f"{label}: {_brief(value)} lớn hơn mức tối đa {format_decimal(maximum)}.")
    if abs(value) >= _LARGEST or value.adjusted() < -_LONGEST:
        raise NumberError(f"{label}: số có quá nhiều chữ số. Xin kiểm tra lại.")
    if places is not None and value != value.quantize(Decimal(1).scaleb(-places)):
        allowed = f"nhiều nhất {places} chữ số sau dấu phẩy" if places else "không có phần thập phân"
        raise NumberError(f"{label}: {_brief(value)} phải là số {allowed}.")
    return value or Decimal(0)


def _brief(value: Decimal) -> str:
    return format_decimal(value) if abs(value.adjusted()) <= _LONGEST else "giá trị"


def _shown(raw: object) -> str:
    text = tidy(str(raw))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
