"""The report's table of earlier awards, offered from what is on record."""

import pytest

from dossiers.models import Dossier
from dossiers.past_for_report import missing_rows, past_rows
from tests.history_makers import AT, past, words
from tests.proposal_makers import complete, ranked

OLD = {"first_year": 2021, "last_year": 2021}


@pytest.fixture
def world(tan_chau):
    ranked(tan_chau)
    tan_chau.ward = tan_chau.unit("30376")
    tan_chau.lan = complete(tan_chau, "30376", "ca_nhan", "Trần Thị Lan")
    past(tan_chau, unit=tan_chau.ward, number="9/QĐ-UBND", signed_on=AT.date().replace(year=2022), **OLD)
    past(tan_chau, unit=tan_chau.unit("30397"), number="8/QĐ-UBND", signed_on=None, **OLD)
    return tan_chau


def test_only_the_very_name_in_the_very_unit_whatever_the_achievement(world):
    assert past_rows(world.lan) == [
        {
            "year": "2021",
            "name": "Giấy khen của Chủ tịch UBND thị xã",
            "decision": "Quyết định số 9/QĐ-UBND ngày 03/08/2022 của Chủ tịch UBND thị xã Tân Châu",
        }
    ]


def test_the_unit_itself_has_its_own(world):
    whole = complete(world, "30376")
    values = {"subject": "tap_the", "name": world.ward.name, "whole_unit": True, "honorific": "", **OLD}
    past(world, unit=world.ward, number="5/QĐ-UBND", signed_on=None, **values)
    assert [row["decision"][:29] for row in past_rows(whole)] == ["Quyết định số 5/QĐ-UBND của C"]


def test_what_the_table_holds_is_not_offered_again(world):
    rows = past_rows(world.lan)
    assert missing_rows(rows, [{"year": 2021, "name": "GIẤY KHEN của Chủ tịch UBND thị xã"}]) == []
    assert missing_rows(rows, [{"year": 2020, "name": "Giấy khen"}]) == rows


def test_the_page_offers_them_and_the_unit_may_leave_them_out(world):
    Dossier.objects.update(state="draft", sent_at=None, sent_by=None, accepted_at=None, accepted_by=None)
    world.lan.state = "draft"
    world.lan.save()
    unit = world.browser(world.person_of(world.ward), AT)
    path = f"/ho-so/{Dossier.objects.get().pk}/bao-cao/{world.lan.pk}/"
    page = unit.get(path)
    if "lấy từ «Khen thưởng đã nhận»" not in words(page):
        assert "Lấy 1 lần khen đã ghi nhận" in words(page)
        page = unit.post(path, {"more": "da-nhan", "version": "0"})
    assert "Quyết định số 9/QĐ-UBND ngày 03/08/2022" in page.content.decode()
    assert "lấy từ «Khen thưởng đã nhận»" in words(page)
