import pytest

from awards.models import Condition
from campaigns.access import access_of
from dossiers.progress import progress_of
from dossiers.reminders import reminder_for
from tests.dossier_makers import IN_TIME, TOO_LATE, register

ADDRESS = "/phong-trao/tan-chau-2023/nhac-viec/"


def reminder(world, kind, at=IN_TIME):
    """The reminder that the officer would get."""
    return reminder_for(progress_of(world.campaign, access_of(world.officer, at), at), kind)


def test_it_names_units_day_and_clause(tan_chau):
    register(tan_chau, "30397")
    register(tan_chau, "tan-chau-nv")
    found = reminder(tan_chau, "ho-so")
    assert [str(row.unit) for row in found.units] == ["Phòng Nội vụ", "UBND xã Châu Phong"]
    assert "- Phòng Nội vụ;\n- UBND xã Châu Phong.\n" in found.text
    for said in (
        "Kế hoạch số 1326/KH-UBND ngày 28/07/2023",
        "thứ Bảy, ngày 09/12/2023 (mục IV.4)",
        "không tiếp nhận",
    ):
        assert said in found.text
    assert found.is_open and not reminder(tan_chau, "ho-so", TOO_LATE).is_open


def test_each_kind_is_for_those_who_are_missing(tan_chau):
    register(tan_chau, "30397")
    assert len(reminder(tan_chau, "dang-ky").units) == 26
    assert len(reminder(tan_chau, "tu-cham").units) == 1
    assert "bảng điểm tự chấm" in reminder(tan_chau, "tu-cham").text
    assert "tự nguyện" in reminder(tan_chau, "dang-ky").text


def test_the_page_shows_it_and_says_when_nobody_is_left(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, at=IN_TIME)
    assert "Không còn đơn vị nào phải nhắc" in browser.get(f"{ADDRESS}ho-so/").content.decode()
    register(tan_chau, "30397")
    assert "- UBND xã Châu Phong." in browser.get(f"{ADDRESS}ho-so/").content.decode()
    assert browser.get(f"{ADDRESS}khac/").status_code == 404


@pytest.mark.parametrize("kind", ["dang-ky", "tu-cham", "ho-so"])
def test_units_and_members_do_not_read_who_is_missing(tan_chau, kind):
    unit = tan_chau.unit("30397")
    for user in (tan_chau.person_of(unit), tan_chau.member(1)):
        answer = tan_chau.browser(user, at=IN_TIME).get(f"{ADDRESS}{kind}/")
        assert answer.status_code == 409 and "Tân An" not in answer.content.decode()


def test_no_day_is_made_up_and_nobody_is_asked_for_what_the_plan_does_not_ask(tan_chau):
    register(tan_chau, "30397")
    tan_chau.campaign.deadlines.all().delete()
    found = reminder(tan_chau, "ho-so")
    assert "gửi hồ sơ đề nghị xét khen thưởng trên hệ thống Thi đua số." in found.text
    assert "chậm nhất" not in found.text and "thời hạn" not in found.text
    assert "chậm nhất hết Chủ nhật" in reminder(tan_chau, "dang-ky").text.replace("chủ nhật", "Chủ nhật")
    Condition.objects.filter(rule="registered").delete()
    assert reminder(tan_chau, "dang-ky").units == ()
