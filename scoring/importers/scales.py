"""The scale of an official index: 0 to 1, percent, or points out of a maximum. Chosen by a person, never guessed."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.errors import DomainError
from accounts.numbers import NumberError, format_decimal, parse_decimal


@dataclass(frozen=True)
class Scale:
    """A chosen scale: its code ("one", "percent" or "points:MAX"), its maximum and its name for people."""

    code: str
    maximum: Decimal

    @property
    def label(self) -> str:
        """The scale in words."""
        return {"one": "từ 0 đến 1", "percent": "phần trăm, từ 0 đến 100"}.get(
            self.code, f"điểm, tối đa {format_decimal(self.maximum)}"
        )


def parse_scale(code: str) -> Scale:
    """The scale of a code; raises DomainError naming the three forms."""
    if code == "one":
        return Scale(code, Decimal(1))
    if code == "percent":
        return Scale(code, Decimal(100))
    kind, _, maximum = code.partition(":")
    try:
        value = parse_decimal(maximum, label="Điểm tối đa") if kind == "points" else Decimal(0)
    except NumberError:
        value = Decimal(0)
    if value <= 0:
        raise DomainError(
            f"Thang điểm «{code}» không đúng. Hãy chọn one (0 đến 1), percent (0 đến 100) "
            "hoặc points:MAX với MAX là điểm tối đa, ví dụ points:1000."
        )
    return Scale(f"points:{value}", value)
