"""Last year's answers are offered where the criterion stayed the same, and fill open lines only."""

from decimal import Decimal as D

import pytest

from accounts.errors import DomainError
from accounts.models import AuditEvent
from campaigns.domain.copy_criteria import copy_criteria_set
from campaigns.models import Criterion
from scoring.domain.last_year import offers_for, take_from_last_year
from scoring.domain.sheets import save_item
from scoring.models import ScoreSheet, SheetItem
from scoring.sheets import Typed
from scoring.views.pages import new_key
from tests.scoring.conftest import SCORING


@pytest.fixture
def before(own_sheet) -> ScoreSheet:
    """The sheet of 2022 by a set of its own: 1.1, 1.2 and 2.1 were scored with 3, 4 and 5 points."""
    old = own_sheet.world.campaign.criteria_set
    values = {"code": "bo-cu", "title": "Bộ cũ", "year": None, "basis": ""}
    criteria = copy_criteria_set(criteria_set=old, by=own_sheet.world.officer, at=SCORING, **values)
    sheet = ScoreSheet.objects.create(
        campaign=own_sheet.world.campaign,
        unit=own_sheet.unit,
        year=2022,
        criteria_set=criteria,
        state="sent",
        sent_at=SCORING,
        sent_by=own_sheet.by,
        self_total=12,
        updated_at=SCORING,
    )
    for code, points in (("1.1", 3), ("1.2", 4), ("2.1", 5)):
        SheetItem.objects.create(
            sheet=sheet,
            criterion=criteria.criteria.get(code=code),
            self_points=points,
            answered=True,
            note=f"Năm 2022: {code}",
            updated_at=SCORING,
            updated_by=own_sheet.by,
        )
    return sheet


def take(own) -> int:
    """The unit takes what fits."""
    return take_from_last_year(sheet=own.sheet, by=own.by, at=SCORING)


def lines(own) -> dict[str, tuple]:
    """Code -> points and note of the sheet."""
    return {
        one.criterion.code: (one.self_points, one.note) for one in own.sheet.items.select_related("criterion")
    }


def test_open_lines_are_filled_and_typing_stays(own_sheet, before):
    save_item(sheet=own_sheet.sheet, criterion=own_sheet.criterion("1.1"), typed=Typed("1"), version=0,
              by=own_sheet.by, at=SCORING)  # fmt: skip
    offers = offers_for(own_sheet.sheet)
    assert ([line.criterion.code for line in offers.fitting], offers.filled) == (["1.2", "2.1"], 1)
    assert take(own_sheet) == 2
    assert lines(own_sheet) == {
        "1.1": (D(1), ""), "1.2": (D(4), "Năm 2022: 1.2"), "2.1": (D(5), "Năm 2022: 2.1"),
    }  # fmt: skip
    assert AuditEvent.objects.filter(kind="sheet.taken").count() == 1
    with pytest.raises(DomainError, match="Không có dòng nào lấy được"):
        take(own_sheet)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "Tên khác"}, "Năm trước mã này là «Người đứng đầu"),
        ({"rule": "yes_no"}, "Cách chấm đã đổi"),
        ({"maximum": D(2)}, "lớn hơn mức tối đa 2"),
    ],
)
def test_what_changed_is_not_taken_and_says_why(own_sheet, before, changes, says):
    Criterion.objects.filter(pk=own_sheet.criterion("1.2").pk).update(**changes)
    (line,) = [one for one in offers_for(own_sheet.sheet).lines if one.criterion.code == "1.2"]
    assert line.answer is None and says in line.refused
    take(own_sheet)
    assert "1.2" not in lines(own_sheet)


def test_inputs_are_computed_by_this_years_maximum(own_sheet, before):
    rule = {"rule": "ratio", "rule_params": {"a": "số a", "b": "số b"}}
    both = Criterion.objects.filter(code="1.2")
    both.update(**rule)
    SheetItem.objects.filter(sheet=before, criterion__code="1.2").update(
        inputs={"a": "3", "b": "4"}, self_points="3.75"
    )
    both.filter(criteria_set=own_sheet.sheet.criteria_set).update(maximum=8)
    take(own_sheet)
    assert lines(own_sheet)["1.2"][0] == D(6)


@pytest.mark.parametrize(
    "changes", [{"state": "draft", "sent_at": None, "sent_by": None, "self_total": None}, {"year": 2023}]
)
def test_only_a_sent_sheet_of_an_earlier_year_is_offered(own_sheet, before, changes):
    if "year" in changes:
        before.delete()
    else:
        ScoreSheet.objects.filter(pk=before.pk).update(**changes)
    assert offers_for(own_sheet.sheet) is None
    with pytest.raises(DomainError):
        take(own_sheet)


def test_the_page_shows_before_it_fills(own_sheet, before, django_assert_max_num_queries):
    browser, address = own_sheet.browser(), own_sheet.url("nam-truoc/")
    browser.get(address)
    with django_assert_max_num_queries(15):
        page = " ".join(browser.get(address).content.decode().split())
    assert "Lấy 3 dòng" in page and "3 điểm, diễn giải «Năm 2022: 1.1»" in page and not lines(own_sheet)
    form = {"key": new_key()}
    for _ in range(2):
        assert browser.post(address, form)["Location"] == own_sheet.url()
    assert len(lines(own_sheet)) == 3
    assert "Không có gì để lấy" in browser.get(address).content.decode()
