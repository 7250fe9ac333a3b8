"""A scale is chosen by its code and knows its maximum."""

from decimal import Decimal

import pytest

from accounts.errors import DomainError
from scoring.importers.scales import Scale, parse_scale


@pytest.mark.parametrize(
    ("code", "maximum", "label"),
    [
        ("one", 1, "từ 0 đến 1"),
        ("percent", 100, "phần trăm, từ 0 đến 100"),
        ("points:1000", 1000, "điểm, tối đa 1.000"),
        ("points:7,5", Decimal("7.5"), "điểm, tối đa 7,5"),
    ],
)
def test_the_three_kinds_of_scale(code, maximum, label):
    scale = parse_scale(code)
    assert (scale.maximum, scale.label) == (maximum, label)


def test_a_points_scale_has_one_spelling():
    assert parse_scale("points:7,5") == Scale("points:7.5", Decimal("7.5"))


@pytest.mark.parametrize(
    "code", ["", "two", "points", "points:", "points:0", "points:-5", "points:1.000", "one:1"]
)
def test_any_other_code_is_refused(code):
    with pytest.raises(DomainError) as refused:
        parse_scale(code)
    assert str(refused.value) == (
        f"Thang điểm «{code}» không đúng. Hãy chọn one (0 đến 1), percent (0 đến 100) "
        "hoặc points:MAX với MAX là điểm tối đa, ví dụ points:1000."
    )
