"""A task is there when its cause is there, and gone when the cause is gone."""

from datetime import timedelta

import pytest

from awards.domain.launch_campaign import launch_campaign
from awards.models import AwardRecord, Meeting
from campaigns.access import access_of
from campaigns.domain.register_unit import register_unit
from campaigns.models import Membership
from dossiers.demo.base import moment
from dossiers.domain.propose import propose
from dossiers.models import Dossier
from dossiers.progress import progress_of
from dossiers.todo import next_for, running_campaigns, tasks_for
from scoring.models import IndexImport, ScoreSheet, SheetItem, TieChoice
from tests.council_makers import accepted, deciding_council
from tests.council_makers import opened as opened_meeting
from tests.dossier_makers import IN_TIME, LAST_MOMENT, OPENED, TOO_LATE, opened, register, send_sheet
from tests.proposal_makers import SCORES, complete, ranked

BEFORE_COUNCIL = moment(2023, 12, 12, 9)


def titles(user, at):
    """The titles of the person's tasks at a moment."""
    return [task.title for task in tasks_for(access_of(user, at), at, propose=propose)]


def task(user, at, words):
    """The one task whose title holds the words; None when there is none."""
    found = [one for one in tasks_for(access_of(user, at), at, propose=propose) if words in one.title]
    assert len(found) < 2
    return found[0] if found else None


def sent_dossier(world, code, **values):
    """A dossier that has come."""
    unit = world.unit(code)
    row = {
        "campaign": world.campaign, "round": world.campaign.rounds.get(), "award": world.campaign.awards.get(),
        "unit": unit, "state": "sent", "sent_at": IN_TIME, "first_sent_at": IN_TIME,
        "sent_by": world.person_of(unit), "created_at": OPENED, "updated_at": IN_TIME,
    }  # fmt: skip
    return Dossier.objects.create(**{**row, **values})


def preview(world, **values):
    """An uploaded file that nobody has confirmed."""
    row = {
        "campaign": world.campaign, "year": 2023, "file": "a.xlsx", "filename": "ket-qua.xlsx", "sha256": "0" * 64,
        "size": 1, "uploaded_at": OPENED, "uploaded_by": world.officer,
    }  # fmt: skip
    return IndexImport.objects.create(**{**row, **values})


def test_a_draft_is_to_be_launched_until_it_is(tan_chau_draft):
    at = moment(2023, 7, 28)
    assert titles(tan_chau_draft.officer, at) == [
        "Phát động phong trào Chuyển đổi số thị xã Tân Châu năm 2023"
    ]
    assert titles(tan_chau_draft.person_of(tan_chau_draft.unit("30397")), at) == []
    launch_campaign(campaign=tan_chau_draft.campaign, by=tan_chau_draft.officer, at=at)
    assert not [title for title in titles(tan_chau_draft.officer, at) if title.startswith("Phát động")]


def test_units_that_have_not_registered_are_counted_and_named(tan_chau):
    at = moment(2023, 8, 2)
    found = task(tan_chau.officer, at, "chưa đăng ký")
    assert found.title == "27 đơn vị chưa đăng ký thi đua" and "và 22 đơn vị khác" in found.text
    assert found.clause == "mục IV.2" and found.due.until == "hết thứ Bảy 09/12"
    for member in tan_chau.campaign.members.select_related("unit"):
        last = member.unit
        if last.code != "30397":
            register_unit(campaign=tan_chau.campaign, unit=last, by=tan_chau.person_of(last), at=at)
    assert task(tan_chau.officer, at, "chưa đăng ký").text.startswith("UBND xã Châu Phong.")
    register(tan_chau, "30397")
    assert task(tan_chau.officer, at, "chưa đăng ký") is None


def test_after_the_last_day_nobody_is_reminded(tan_chau):
    register(tan_chau, "30397")
    assert {"26 đơn vị chưa đăng ký thi đua", "1 đơn vị chưa gửi bảng điểm tự chấm"} < set(
        titles(tan_chau.officer, LAST_MOMENT)
    )
    assert not [title for title in titles(tan_chau.officer, TOO_LATE) if "đơn vị chưa" in title]


def test_sheets_of_registered_units_are_awaited(tan_chau):
    at = moment(2023, 11, 1)
    assert task(tan_chau.officer, at, "bảng điểm") is None
    unit, person = register(tan_chau, "30397")
    assert task(tan_chau.officer, at, "bảng điểm").text.startswith("UBND xã Châu Phong.")
    send_sheet(tan_chau, unit, person)
    assert task(tan_chau.officer, at, "bảng điểm") is None


def test_results_are_to_be_imported_confirmed_and_then_no_more(tan_chau):
    register(tan_chau, "30397")
    assert task(tan_chau.officer, OPENED, "Nhập kết quả").clause == "mục IV.3"
    waiting = preview(tan_chau)
    assert task(tan_chau.officer, OPENED, "Nhập kết quả") is None
    found = task(tan_chau.officer, OPENED, "Xác nhận tệp kết quả")
    assert "ket-qua.xlsx" in found.text and found.url.endswith(f"/nhap/{waiting.pk}/")
    waiting.delete()
    ranked(tan_chau)
    assert not [title for title in titles(tan_chau.officer, OPENED) if "kết quả" in title]


def test_a_tie_at_the_line_waits_for_a_person(tan_chau):
    ranking = ranked(tan_chau)
    for code in SCORES:
        complete(tan_chau, code)
    found = task(tan_chau.officer, BEFORE_COUNCIL, "đồng hạng")
    assert found.title == "2 trường hợp đồng hạng 3 của nhóm «UBND các phường, xã»"
    assert "91,25" in found.text and "chỉ còn 1 chỉ tiêu" in found.text and found.clause == "mục III.2.a"
    TieChoice.objects.create(
        round=tan_chau.campaign.rounds.get(),
        quota=tan_chau.campaign.awards.get().quotas.get(group__code="phuong-xa", subject="tap_the"),
        ranking=ranking,
        unit=tan_chau.unit("30412"),
        ground="Tăng điểm nhiều hơn năm trước",
        at=BEFORE_COUNCIL,
        by=tan_chau.officer,
    )
    assert task(tan_chau.officer, BEFORE_COUNCIL, "đồng hạng") is None


def test_dossiers_wait_for_the_check(tan_chau):
    register(tan_chau, "30397")
    assert task(tan_chau.officer, IN_TIME, "Kiểm tra hồ sơ") is None
    row = sent_dossier(tan_chau, "30397")
    found = task(tan_chau.officer, IN_TIME, "Kiểm tra hồ sơ")
    assert found.title == "Kiểm tra hồ sơ của UBND xã Châu Phong" and found.url == f"/ho-so/{row.pk}/"
    register(tan_chau, "30388")
    sent_dossier(tan_chau, "30388")
    assert task(tan_chau.officer, IN_TIME, "Kiểm tra hồ sơ").url.startswith("/ho-so/?")
    Dossier.objects.update(state="accepted", accepted_at=IN_TIME, accepted_by=tan_chau.officer)
    assert task(tan_chau.officer, IN_TIME, "Kiểm tra hồ sơ") is None


def test_missing_dossiers_are_a_task_in_the_last_weeks(tan_chau):
    register(tan_chau, "30397")
    register(tan_chau, "tan-chau-nv")
    assert task(tan_chau.officer, moment(2023, 8, 3), "hồ sơ đề nghị") is None
    found = task(tan_chau.officer, IN_TIME, "hồ sơ đề nghị")
    assert found.title == "2 đơn vị chưa gửi hồ sơ đề nghị khen thưởng"
    assert "1 thuộc nhóm «Các phòng, ban chuyên môn»; 1 thuộc nhóm «UBND các phường, xã»" in found.text
    assert (found.due.big, found.due.near, found.clause) == ("5", True, "mục IV.4")
    sent_dossier(tan_chau, "30397")
    sent_dossier(tan_chau, "tan-chau-nv", receipt_number="TC2023-2")
    assert task(tan_chau.officer, IN_TIME, "hồ sơ đề nghị") is None


def test_the_meeting_is_prepared_closed_and_followed_by_the_awards(tan_chau):
    officer = tan_chau.officer
    assert task(officer, BEFORE_COUNCIL, "phiên họp") is None
    one = accepted(tan_chau, "30397")
    assert task(officer, BEFORE_COUNCIL, "Chuẩn bị phiên họp").text.startswith("1 đề nghị")
    meeting = opened_meeting(tan_chau)
    assert task(officer, BEFORE_COUNCIL, "Chuẩn bị phiên họp") is None
    assert task(officer, BEFORE_COUNCIL, "Kết thúc phiên họp")
    assert task(officer, BEFORE_COUNCIL, "Đánh dấu") is None
    Meeting.objects.filter(pk=meeting.pk).update(state="closed", closed_at=BEFORE_COUNCIL)
    found = task(officer, BEFORE_COUNCIL, "Đánh dấu")
    assert found.due.big == "12" and "đã chọn 0 trên 12" in found.text
    late = accepted(tan_chau, "30388")
    assert task(officer, BEFORE_COUNCIL, "phiên họp") is None and late.state == "accepted"
    one.state = "awarded"
    one.save()
    assert task(officer, BEFORE_COUNCIL, "Đánh dấu") is None
    assert not AwardRecord.objects.exists()


def test_a_member_votes_once_and_only_while_the_meeting_is_open(tan_chau):
    accepted(tan_chau, "30397")
    member = tan_chau.member(1)
    assert titles(member, BEFORE_COUNCIL) == []
    meeting = opened_meeting(tan_chau)
    found = task(member, BEFORE_COUNCIL, "Bỏ phiếu")
    assert found.url == f"/hoi-dong/{meeting.pk}/" and "1 đề nghị" in found.text
    seat = deciding_council(tan_chau).members.get(user=member)
    meeting.voter_marks.create(member=seat, voted_at=BEFORE_COUNCIL)
    assert titles(member, BEFORE_COUNCIL) == []
    other = tan_chau.member(4)
    assert task(other, BEFORE_COUNCIL, "Bỏ phiếu")
    Meeting.objects.update(state="closed", closed_at=BEFORE_COUNCIL)
    assert titles(other, BEFORE_COUNCIL) == []


def test_a_unit_registers_scores_and_sends(tan_chau):
    unit = tan_chau.unit("30397")
    person = tan_chau.person_of(unit)
    assert titles(person, moment(2023, 8, 1)) == ["Đăng ký thi đua"]
    register(tan_chau, "30397")
    assert titles(person, OPENED) == ["Tự chấm điểm", "Gửi hồ sơ đề nghị khen thưởng"]
    sheet = send_sheet(tan_chau, unit, person)
    assert titles(person, OPENED) == ["Gửi hồ sơ đề nghị khen thưởng"]
    ScoreSheet.objects.filter(pk=sheet.pk).update(state="draft", sent_at=None, sent_by=None, self_total=None)
    SheetItem.objects.filter(sheet=sheet, criterion__code="1.1").update(self_points=None, answered=False)
    assert "Đã chấm 19 trên 20 tiêu chí" in task(person, OPENED, "bảng điểm").text


def test_the_dossier_says_what_is_missing_and_how_long_is_left(tan_chau):
    desk = opened(tan_chau)
    found = task(desk.person, IN_TIME, "Gửi hồ sơ")
    assert found.text.startswith("Chưa ghi cuộc họp Hội đồng") and "Còn 5 ngày" in found.text
    last = task(desk.person, LAST_MOMENT - timedelta(hours=3, minutes=30), "Gửi hồ sơ")
    assert "Còn 3 giờ" in last.text and last.due.big == "3" and last.due.small == "giờ nữa" and last.urgent
    assert titles(desk.person, TOO_LATE) == []


def test_a_returned_dossier_shows_its_reason_first(tan_chau):
    desk = opened(tan_chau)
    Dossier.objects.update(
        state="returned", sent_at=IN_TIME, sent_by=desk.person, returned_reason="Biên bản thiếu chữ ký <b>."
    )
    first = tasks_for(access_of(desk.person, IN_TIME), IN_TIME, propose=propose)[0]
    assert first.title.startswith("Hồ sơ bị trả lại") and "Biên bản thiếu chữ ký" in first.text
    assert "Hạn gửi đã hết ngày 09/12/2023" in task(desk.person, TOO_LATE, "trả lại").text
    page = tan_chau.browser(desk.person, at=IN_TIME).get("/").content.decode()
    assert "thiếu chữ ký &lt;b&gt;" in page and "thiếu chữ ký <b>" not in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "sent"}, "Hồ sơ đã gửi lúc 04/12/2023, 10:00"),
        ({"state": "accepted", "accepted_at": IN_TIME}, "được tiếp nhận, chờ Hội đồng xét"),
    ],
)
def test_with_nothing_left_the_unit_reads_what_comes_next(tan_chau, values, said):
    unit, person = register(tan_chau, "30397")
    send_sheet(tan_chau, unit, person)
    if values["state"] == "accepted":
        values = {**values, "accepted_by": tan_chau.officer}
    sent_dossier(tan_chau, "30397", **values)
    assert titles(person, IN_TIME) == []
    access = access_of(person, IN_TIME)
    found = [progress_of(one, access, IN_TIME) for one in running_campaigns(access)]
    assert said in next_for(access, found)[0]
    assert said in tan_chau.browser(person, at=IN_TIME).get("/").content.decode()


def test_a_unit_that_stayed_away_is_told_so_after_the_end(tan_chau):
    person = tan_chau.person_of(tan_chau.unit("30397"))
    page = tan_chau.browser(person, at=moment(2024, 1, 2)).get("/").content.decode()
    assert "đã hết hạn đăng ký" in page


def test_somebody_elses_tasks_are_not_mine(tan_chau):
    desk = opened(tan_chau)
    Dossier.objects.update(
        state="returned", sent_at=IN_TIME, sent_by=desk.person, returned_reason="Bí mật của xã"
    )
    other = tan_chau.person_of(tan_chau.unit("30388"))
    assert titles(other, IN_TIME) == ["Đăng ký thi đua"]
    assert "Bí mật" not in tan_chau.browser(other, at=IN_TIME).get("/").content.decode()


def test_without_a_role_there_is_nothing_and_the_page_says_why(tan_chau):
    Membership.objects.all().delete()
    page = tan_chau.browser(tan_chau.officer).get("/").content.decode()
    assert "Tài khoản chưa được giao vai trò" in page


def test_the_first_page_costs_the_same_for_one_and_three(tan_chau, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 8, 2))
    register(tan_chau, "30397")
    with django_assert_num_queries(23):
        browser.get("/")
    register(tan_chau, "30388")
    register(tan_chau, "30376")
    with django_assert_num_queries(23):
        browser.get("/")
