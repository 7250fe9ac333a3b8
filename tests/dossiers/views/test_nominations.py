import pytest

from awards.enums import NominationState
from awards.models import Meeting, Nomination
from dossiers.models import AchievementReport
from tests.dossier_makers import IN_TIME, filled, opened

PERSON = {
    "honorific": "ba",
    "name": "Lê Thị Ngọc Ánh",
    "position_title": "Công chức",
    "summary": "Tốt.",
    "priority": "2",
}


@pytest.fixture
def desk(tan_chau):
    return opened(tan_chau)


def at(desk, path):
    return f"/ho-so/{desk.dossier.pk}/{path}"


def browser_of(desk):
    return desk.world.browser(desk.person, IN_TIME)


def test_a_person_is_added_edited_and_withdrawn(desk):
    browser = browser_of(desk)
    assert browser.get(at(desk, "de-nghi/")).status_code == 200
    assert browser.post(at(desk, "de-nghi/"), PERSON).status_code == 302
    row = Nomination.objects.get(subject="ca_nhan")
    assert (row.name, row.priority) == ("Lê Thị Ngọc Ánh", 2)
    browser.post(at(desk, f"de-nghi/{row.pk}/"), {**PERSON, "summary": "Rất tốt."})
    row.refresh_from_db()
    assert row.summary == "Rất tốt."
    browser.post(at(desk, f"de-nghi/{row.pk}/rut/"))
    row.refresh_from_db()
    assert row.state == NominationState.WITHDRAWN


def test_errors_stand_on_top_and_at_the_field(desk):
    answer = browser_of(desk).post(at(desk, "de-nghi/"), {**PERSON, "honorific": ""})
    text = answer.content.decode()
    assert answer.status_code == 422 and text.count("Hãy chọn Ông hoặc Bà.") == 2
    assert "Lê Thị Ngọc Ánh" in text and "is-invalid" in text


MEMBERS = [("Hòa", "chair"), ("Hương", "member"), ("Duyên", "secretary")]


def meeting_form(desk, **changes):
    form = {
        "council_name": "Hội đồng Thi đua - Khen thưởng xã",
        "held_on": "28/11/2023",
        "starts_at": "14:00",
        "ends_at": "15:00",
        "place": "Phòng họp",
        "method": "Bỏ phiếu kín",
        "note": "",
        "member_name": [name for name, _ in MEMBERS],
        "member_office": ["Chủ tịch", "Phó Chủ tịch", "Công chức"],
        "member_role": [role for _, role in MEMBERS],
        "member_present": ["1", "1", "1"],
        "member_reason": ["", "", ""],
    }
    for row in desk.nominations:
        form |= {f"agree-{row.pk}": "3", f"disagree-{row.pk}": "0"}
    return {**form, **changes}


def test_the_minutes_are_recorded(desk):
    assert browser_of(desk).post(at(desk, "hop/"), meeting_form(desk)).status_code == 302
    desk.dossier.refresh_from_db()
    assert desk.dossier.meeting.results.get().agree == 3
    text = browser_of(desk).get(at(desk, "hop/")).content.decode()
    assert 'value="28/11/2023"' in text and 'value="14:00"' in text and 'value="Hương"' in text


def test_wrong_votes_and_a_wrong_date_come_back_with_everything_typed(desk):
    row = desk.nominations[0]
    wrong = meeting_form(desk, **{"held_on": "31/11/2023", f"agree-{row.pk}": "ba"})
    answer = browser_of(desk).post(at(desk, "hop/"), wrong)
    text = answer.content.decode()
    assert answer.status_code == 422 and "còn 2 chỗ cần sửa" in text
    assert "không có ngày «31/11/2023»" in text and 'value="ba"' in text and 'value="Hương"' in text
    assert not Meeting.objects.filter(council__unit=desk.unit).exists()


def test_rows_come_and_go_without_script(desk):
    browser = browser_of(desk)
    text = browser.post(at(desk, "hop/"), meeting_form(desk, add="1")).content.decode()
    assert text.count('name="member_name"') == 4 and 'value="28/11/2023"' in text
    text = browser.post(at(desk, "hop/"), meeting_form(desk, remove="1")).content.decode()
    assert text.count('name="member_name"') == 2 and 'value="Hương"' not in text
    assert not Meeting.objects.filter(council__unit=desk.unit).exists()


def report_form(**changes):
    return {
        "version": "0",
        "results": "Hoàn thành 38/38 nhiệm vụ.",
        "staff_count": "21",
        "past_year": ["2021", ""],
        "past_name": ["Giấy khen", ""],
        "past_decision": ["3102/QĐ-UBND", ""],
        **changes,
    }


def test_a_report_is_saved_by_button_and_by_itself(desk):
    row = desk.nominations[0]
    browser, address = browser_of(desk), at(desk, f"bao-cao/{row.pk}/")
    assert "Thành tích đạt được trong phong trào" in browser.get(address).content.decode()
    assert browser.post(address, report_form()).status_code == 302
    saved = browser.post(
        address, report_form(version="1", lessons="Sâu sát."), headers={"HX-Request": "true"}
    )
    text = saved.content.decode()
    assert "Đã lưu" in text and 'name="version" value="2"' in text and "Đã viết 2 trên 6 phần" in text
    report = AchievementReport.objects.get()
    assert (report.lessons, report.staff_count, report.past_awards.get().year) == ("Sâu sát.", 21, 2021)


def test_two_writers_both_see_both_texts(desk):
    row = desk.nominations[0]
    browser, address = browser_of(desk), at(desk, f"bao-cao/{row.pk}/")
    browser.post(address, report_form(results="Bản thứ nhất."))
    for headers in ({}, {"HX-Request": "true"}):
        answer = browser.post(
            address,
            report_form(results="Bản thứ hai.", force_version="1" if headers else ""),
            headers=headers,
        )
        text = answer.content.decode()
        assert answer.status_code == 422 and "Bản thứ nhất." in text
        assert 'name="version" value="0"' in text and 'name="force_version" value="1"' in text
    assert AchievementReport.objects.get().results == "Bản thứ nhất."
    assert browser.post(address, report_form(results="Bản thứ hai.", force_version="1")).status_code == 302
    assert AchievementReport.objects.get().results == "Bản thứ hai."


def test_a_wrong_year_and_a_wrong_date_are_said(desk):
    desk.add_person()
    row = desk.nominations[1]
    answer = browser_of(desk).post(
        at(desk, f"bao-cao/{row.pk}/"), report_form(birth_date="5/2/88", past_year=["hai", ""])
    )
    assert answer.status_code == 422 and "không phải là ngày" in answer.content.decode()
    assert not AchievementReport.objects.exists()


def test_a_row_more_without_script_saves_nothing(desk):
    row = desk.nominations[0]
    answer = browser_of(desk).post(at(desk, f"bao-cao/{row.pk}/"), report_form(more="1"))
    assert answer.status_code == 200 and answer.content.decode().count('name="past_year"') == 3
    assert not AchievementReport.objects.exists()


def test_a_sent_dossier_answers_with_the_sentence(tan_chau):
    desk = filled(tan_chau)
    values = {"state": "sent", "sent_at": IN_TIME, "sent_by": desk.person}
    type(desk.dossier).objects.filter(pk=desk.dossier.pk).update(**values)
    answer = browser_of(desk).get(at(desk, "hop/"))
    assert answer.status_code == 409 and "Hồ sơ đã gửi nên không sửa được" in answer.content.decode()


@pytest.mark.parametrize("remove", ["²", "٣", "-1", "9" * 5000])
def test_an_odd_row_number_removes_nothing(desk, remove):
    typed = {"member_name": "A", "member_office": "", "member_role": "chair", "member_present": "1"}
    answer = browser_of(desk).post(at(desk, "hop/"), {**typed, "member_reason": "", "remove": remove})
    assert answer.status_code == 200 and answer.content.decode().count('name="member_name"') == 1
