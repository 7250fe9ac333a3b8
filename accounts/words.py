"""Numbers in Vietnamese words, as they close a table of money: «Chín triệu bảy trăm hai mươi nghìn đồng»."""

from decimal import Decimal

from accounts.numbers import NumberError

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_SCALES = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def number_in_words(n: int | Decimal) -> str:
    """A whole number in words, lower case: 1015 -> "một nghìn không trăm mười lăm"; NumberError if not whole."""
    value = Decimal(n)
    if not value.is_finite() or value != value.to_integral_value():
        raise NumberError("Chỉ đọc được số nguyên thành chữ. Xin làm tròn số trước.")
    whole = int(value)
    if whole == 0:
        return _DIGITS[0]
    words = " ".join(_read(abs(whole), leading=True))
    return f"âm {words}" if whole < 0 else words


def money_in_words(amount: int | Decimal) -> str:
    """An amount in whole đồng as a sentence opens: 9720000 -> "Chín triệu bảy trăm hai mươi nghìn đồng"."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _read(n: int, *, leading: bool) -> list[str]:
    """The words of n > 0; behind a higher part (not leading) the hundreds are always read."""
    words: list[str] = []
    if n >= _BILLION:
        words += [*_read(n // _BILLION, leading=leading), "tỷ"]
        n %= _BILLION
        leading = False
    for size, name in _SCALES:
        group = n // size % 1000
        if group:
            words += _read_group(group, leading=leading)
            words += [name] if name else []
            leading = False
    return words


def _read_group(group: int, *, leading: bool) -> list[str]:
    """1 to 999; `leading` leaves out an empty hundred."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        linh = ["linh"] if words and units else []
        return words + linh + ([_DIGITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        words.append(_unit_after_tens(units, tens))
    return words


def _unit_after_tens(units: int, tens: int) -> str:
    if units == 5:
        return "lăm"
    if tens > 1 and units == 1:
        return "mốt"
    if tens > 1 and units == 4:
        return "tư"
    return _DIGITS[units]
