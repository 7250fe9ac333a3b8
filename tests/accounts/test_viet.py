from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine

ENGINE = Engine(builtins=["accounts.templatetags.viet"])


def shown(source, x):
    return ENGINE.from_string(source).render(Context({"x": x}))


@pytest.mark.parametrize(
    ("source", "x", "expected"),
    [
        ("{{ x|so }}", Decimal("0.7955"), "0,7955"),
        ("{{ x|so:2 }}", Decimal("8.5"), "8,50"),
        ("{{ x|so }}", 0, "0"),
        ("{{ x|tien }}", 9720000, "9.720.000 đồng"),
        ("{{ x|phan_tram }}", Decimal("79.55"), "79,55%"),
        ("{{ x|ngay }}", date(2023, 12, 9), "09/12/2023"),
        ("{{ x|ngay }}", datetime(2023, 12, 9, 18, tzinfo=UTC), "10/12/2023"),
        ("{{ x|ngay_gio }}", datetime(2023, 12, 9, 9, 30, tzinfo=UTC), "09/12/2023, 16:30"),
        ("{{ x|thu_ngay }}", date(2023, 12, 4), "Thứ Hai, 04/12/2023"),
        ("{{ x|bang_chu }}", 9720000, "Chín triệu bảy trăm hai mươi nghìn đồng"),
        ("{{ x|dem2 }}", 6, "06"),
        ("{{ x|dem2 }}", 112, "112"),
    ],
)
def test_filters(source, x, expected):
    assert shown(source, x) == expected


@pytest.mark.parametrize(
    "name", ["so", "tien", "phan_tram", "ngay", "ngay_gio", "thu_ngay", "bang_chu", "dem2"]
)
def test_an_empty_value_shows_as_nothing(name):
    assert shown("{{ x|" + name + " }}", None) == ""
    assert shown("{{ x|" + name + " }}", "") == ""
