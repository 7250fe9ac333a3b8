"""How a plan is called when its text leaves number or day blank; rows without a database."""

from datetime import date

import pytest

from campaigns.models import Campaign
from campaigns.plan_name import plan_named, plan_words

DAY = date(2023, 7, 28)


@pytest.mark.parametrize(
    ("number", "day", "stated", "named", "in_a_sentence"),
    [
        ("13/KH", DAY, "", "Kế hoạch 13/KH ngày 28/07/2023", "Kế hoạch số 13/KH ngày 28/07/2023"),
        ("", DAY, "", "Kế hoạch chưa ghi số, ngày 28/07/2023", "Kế hoạch ngày 28/07/2023"),
        ("13/KH", None, "", "Kế hoạch 13/KH, chưa ghi ngày ký", "Kế hoạch số 13/KH"),
        ("", None, "", "Kế hoạch chưa ghi số, ngày ký", "Kế hoạch"),
        (
            "",
            None,
            "Ta Ma, ngày      tháng 6",
            "Kế hoạch chưa ghi số, ngày ký (văn bản ghi «Ta Ma, ngày tháng 6»)",
            "Kế hoạch",
        ),
    ],
)
def test_the_name_has_no_gap(number, day, stated, named, in_a_sentence):
    plan = Campaign(plan_number=number, plan_date=day, plan_stated=stated)
    assert (plan_named(plan), plan_words(plan)) == (named, in_a_sentence)


def test_no_page_leaves_a_gap(tan_chau):
    Campaign.objects.update(plan_number="", plan_date=None, plan_stated="")
    browser = tan_chau.browser(tan_chau.officer)
    home = "/phong-trao/tan-chau-2023/"
    for path in (home, f"{home}ke-hoach/", f"{home}du-toan/", f"{home}de-xuat/", "/phong-trao/"):
        page = " ".join(browser.get(path).content.decode().split())
        assert (
            "Đính kèm Kế hoạch số" not in page and "Kế hoạch ·" not in page and "Kế hoạch </h1>" not in page
        ), path
        assert "chưa ghi số" in page or "Đính kèm Kế hoạch của Ủy ban" in page, path
