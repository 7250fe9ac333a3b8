"""A criterion of a set that sheets have been scored by."""

import uuid
from decimal import Decimal as D

import pytest

from campaigns.models import Criterion
from scoring.domain.sheets import open_sheet
from scoring.models import SheetItem
from scoring.views.criteria import scores_of
from tests.dossier_makers import IN_TIME, OPENED, register
from tests.yearly_makers import IN_2024, words

SET = "/bo-tieu-chi/minh-hoa-cds-2023/"


@pytest.fixture
def scored(tan_chau) -> Criterion:
    """The first criterion, scored with 3,5 by one unit."""
    register(tan_chau, "30397")
    unit = tan_chau.unit("30397")
    person = tan_chau.person_of(unit)
    sheet = open_sheet(campaign=tan_chau.campaign, unit=unit, by=person, at=OPENED)
    row = tan_chau.campaign.criteria_set.criteria.exclude(parent=None).first()
    SheetItem.objects.create(
        sheet=sheet, criterion=row, answered=True, self_points=D("3.5"), updated_at=IN_TIME, updated_by=person
    )
    return row


def answers(row: Criterion, **changes) -> dict:
    """The form of the criterion as it stands."""
    form = {"code": row.code, "name": row.name, "maximum": "5", "how": row.how, "evidence_hint": ""}
    return {**form, "key": str(uuid.uuid4()), **changes}


def test_scores_are_counted_for_the_criterion_and_for_its_group(scored):
    other = scored.criteria_set.criteria.filter(parent=scored.parent).exclude(pk=scored.pk).first()
    found = [scores_of(row) for row in (scored, scored.parent, other)]
    assert [(one.count, one.highest) for one in found] == [(1, D("3.5")), (1, D("3.5")), (0, None)]


def test_lowering_is_refused_with_the_numbers_and_the_rest_may_change(tan_chau, scored):
    browser = tan_chau.browser(tan_chau.officer, at=IN_2024)
    address = f"{SET}{scored.pk}/sua/"
    assert "Đã có 1 điểm tự chấm, cao nhất 3,5" in words(browser.get(address))
    answer = browser.post(address, answers(scored, maximum="4,9"))
    assert answer.status_code == 422 and "đã có 1 điểm tự chấm (cao nhất 3,5 điểm)" in words(answer)
    answer = browser.post(address, answers(scored, name="Tên rõ hơn"))
    assert answer["Location"] == f"{SET}#tc-{scored.pk}"
    scored.refresh_from_db()
    assert (scored.name, scored.maximum) == ("Tên rõ hơn", 5)


def test_removing_is_refused_with_the_number(tan_chau, scored):
    browser = tan_chau.browser(tan_chau.officer, at=IN_2024)
    for row in (scored, scored.parent):
        answer = browser.post(f"{SET}{row.pk}/xoa/", HTTP_REFERER=f"http://testserver{SET}", follow=True)
        assert "đã có 1 điểm tự chấm nên không xóa được" in words(answer)
    assert Criterion.objects.filter(pk=scored.pk).exists()


def test_an_unscored_criterion_of_a_draft_goes(tan_chau_draft):
    row = tan_chau_draft.campaign.criteria_set.criteria.exclude(parent=None).first()
    browser = tan_chau_draft.browser(tan_chau_draft.officer, at=IN_2024)
    assert browser.post(f"{SET}{row.pk}/xoa/")["Location"] == SET
    assert not Criterion.objects.filter(pk=row.pk).exists()


def test_a_unit_does_not_find_the_pages(tan_chau, scored):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), at=IN_2024)
    for address in (f"{SET}{scored.pk}/sua/", f"{SET}{scored.pk}/xoa/"):
        assert browser.post(address, answers(scored, name="Của xã")).status_code == 404
    scored.refresh_from_db()
    assert scored.name != "Của xã"
