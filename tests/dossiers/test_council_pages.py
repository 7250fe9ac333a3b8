"""The pages of the proposed list and of the council: who sees what, and what a click does."""

import io
import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from awards.domain.close_meeting import close_meeting
from awards.enums import MeetingState
from awards.models import Ballot, Meeting, MeetingResult, VoterMark
from campaigns.models import Registration
from dossiers.demo.base import PASSWORD
from scoring.models import Attestation, TieChoice, Verdict
from tests.council_makers import MEETING_DAY, accepted, counted, deciding_council, opened, prepared, vote
from tests.proposal_makers import JUDGED, SCORES, attested, complete, ranked

FIRST, SECOND, TIE_A, TIE_B, FIFTH, SIXTH = SCORES
SLUG = "tan-chau-2023"
LIST = f"/phong-trao/{SLUG}/de-xuat/"


def text(response) -> str:
    return response.content.decode()


def form(**values) -> dict:
    return {"key": str(uuid.uuid4()), **values}


@pytest.fixture
def six(tan_chau):
    ranked(tan_chau)
    return {code: complete(tan_chau, code) for code in SCORES}


def test_the_list_shows_the_line_the_tie_and_the_next(tan_chau, six):
    page = text(tan_chau.browser(tan_chau.officer, JUDGED).get(LIST))
    assert "Vạch chỉ tiêu: 3 tập thể" in page
    assert page.count("Đồng hạng, chờ chọn") >= 2 and "Kế tiếp" in page
    assert "Ghi lựa chọn và căn cứ" in page and "chưa áp dụng cho ngày đang xét" in page
    assert "mục III.2.a" in page


def test_only_the_standing_body_and_the_council_see_the_list(tan_chau, six):
    unit = tan_chau.unit(FIRST)
    assert tan_chau.browser(tan_chau.person_of(unit), JUDGED).get(LIST).status_code == 404
    member = tan_chau.browser(tan_chau.member(1), JUDGED).get(LIST)
    assert member.status_code == 200
    assert "Ghi lựa chọn và căn cứ" not in text(member) and "Lưu kết luận" not in text(member)
    signed_out = Client().get(LIST)
    assert signed_out.status_code == 302 and "/dang-nhap/" in signed_out["Location"]


def test_a_unit_sees_why_only_for_itself_and_only_once_sent(tan_chau, six):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit(FIFTH)), JUDGED)
    address = reverse("dossiers:why", args=[SLUG, tan_chau.unit(FIFTH).pk])
    page = text(browser.get(address))
    assert "Vì sao UBND xã Tân An không được đề xuất?" in page and "ô F9" in page
    other = reverse("dossiers:why", args=[SLUG, tan_chau.unit(FIRST).pk])
    assert browser.get(other).status_code == 404
    silent = tan_chau.unit("30403")
    accepted(tan_chau, "30403", state="draft")
    browser = tan_chau.browser(tan_chau.person_of(silent), JUDGED)
    assert browser.get(reverse("dossiers:why", args=[SLUG, silent.pk])).status_code == 404
    assert browser.get(reverse("dossiers:why", args=[SLUG, 999_999])).status_code == 404


def test_why_comes_as_a_panel_for_htmx_and_names_the_failing_condition(tan_chau, six):
    Registration.objects.filter(unit__code=FIFTH).delete()
    address = reverse("dossiers:why", args=[SLUG, tan_chau.unit(FIFTH).pk])
    panel = text(tan_chau.browser(tan_chau.officer, JUDGED).get(address, headers={"HX-Request": "true"}))
    assert "<html" not in panel
    assert "Đơn vị không đăng ký thi đua." in panel and "mục IV.2" in panel


def test_the_tie_is_chosen_on_the_page(tan_chau, six):
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    quota = six[FIRST].award.quotas.get(group=six[FIRST].group, subject="tap_the")
    address = reverse("dossiers:choose_tie", args=[SLUG, quota.pk])
    unit = tan_chau.unit(TIE_A)
    refused = browser.post(address, form(unit=unit.pk, ground=""), HTTP_REFERER=f"http://testserver{LIST}")
    assert refused.status_code == 302 and not TieChoice.objects.exists()
    data = form(unit=unit.pk, ground="<b>Mô hình</b>")
    for _ in range(2):
        assert browser.post(address, data).status_code == 302
    assert TieChoice.objects.get().unit == unit
    page = text(browser.get(LIST))
    assert "&lt;b&gt;Mô hình&lt;/b&gt;" in page and "<b>Mô hình</b>" not in page
    other = tan_chau.browser(tan_chau.person_of(unit), JUDGED)
    assert other.post(address, form(unit=unit.pk, ground="x")).status_code == 404
    drop = reverse("dossiers:drop_tie", args=[SLUG, TieChoice.objects.get().pk])
    tan_chau.browser(tan_chau.officer, JUDGED).post(drop, form(reason="Chọn nhầm"))
    assert not TieChoice.objects.exists()


def test_the_verdicts_are_kept_on_the_page(tan_chau, six):
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    browser.post(reverse("dossiers:judge", args=[SLUG]), form())
    assert Verdict.objects.count() == 6
    again = browser.post(reverse("dossiers:judge", args=[SLUG]), form(), follow=True)
    assert "Không có gì thay đổi" in text(again) and Verdict.objects.count() == 6


def test_attesting_on_the_page(tan_chau, six):
    person = complete(tan_chau, FIRST, "ca_nhan", "Trần <i>Lan</i>")
    address = reverse("dossiers:attest", args=[SLUG, person.pk])
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    page = text(browser.get(address))
    assert page.count('value="dat"') == 3 and "Trần &lt;i&gt;" in page
    ids = [row.pk for row in person.award.conditions.filter(rule="attested")]
    wrong = browser.post(address, form(document="Báo cáo", **{f"c{ids[0]}": "dat"}))
    assert wrong.status_code == 422 and "cả 3 tiêu chuẩn" in text(wrong)
    assert 'value="Báo cáo"' in text(wrong)
    done = browser.post(address, form(document="Báo cáo", **{f"c{pk}": "dat" for pk in ids}))
    assert done.status_code == 302 and Attestation.objects.filter(holds=True).count() == 3
    for user in (tan_chau.member(1), tan_chau.person_of(person.unit)):
        assert tan_chau.browser(user, JUDGED).get(address).status_code == 404


def test_the_list_goes_out_to_excel_as_it_is(tan_chau, six):
    data = tan_chau.browser(tan_chau.officer, JUDGED).get(f"{LIST}?xuat=excel").content
    rows = list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    first = next(row for row in rows if row[3] == "UBND phường Long Thạnh")
    assert first[2] == 1 and float(first[5]) == 96.4 and first[6] == "Đủ điều kiện"


def test_without_a_ranking_the_page_says_what_to_do(tan_chau):
    assert "Chưa có bảng xếp hạng" in text(tan_chau.browser(tan_chau.officer, JUDGED).get(LIST))


def test_the_list_costs_the_same_for_one_and_for_more(tan_chau, django_assert_num_queries):
    ranked(tan_chau)
    complete(tan_chau, FIRST)
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    with django_assert_num_queries(43):
        browser.get(LIST)
    for code in (SECOND, FIFTH, SIXTH):
        complete(tan_chau, code)
        attested(tan_chau, complete(tan_chau, code, "ca_nhan", f"Người {code}"))
    with django_assert_num_queries(43):
        browser.get(LIST)


def meeting_form(world, absent=(), **values) -> dict:
    members = deciding_council(world).members.all()
    seats = {f"m{one.pk}": "1" for one in members if one.position not in absent}
    reasons = {f"r{one.pk}": "Ốm" for one in members if one.position in absent}
    return form(held_on="14/12/2023", starts_at="08:00", place="Phòng họp 1", **seats, **reasons, **values)


def test_from_preparing_to_counting_in_the_browser(tan_chau, six):
    officer = tan_chau.browser(tan_chau.officer, MEETING_DAY)
    new = reverse("dossiers:meeting_new", args=[deciding_council(tan_chau).pk])
    bad = officer.post(new, {**meeting_form(tan_chau), "held_on": "31/02/2023"})
    assert bad.status_code == 422 and not Meeting.objects.filter(council__level="deciding").exists()
    assert officer.post(new, meeting_form(tan_chau, absent=(4,))).status_code == 302
    meeting = Meeting.objects.get(council__level="deciding")
    address = reverse("dossiers:meeting", args=[meeting.pk])
    page = text(officer.get(address))
    assert "Mở bỏ phiếu" in page and "4/5 có mặt" in page and "Vắng: Ốm" in page
    officer.post(reverse("dossiers:meeting_open", args=[meeting.pk]), form())
    # Two proposed, two tied at the line (one of whom is first in reserve), one more in reserve.
    assert meeting.agenda.count() == 5
    member = tan_chau.browser(tan_chau.member(1), MEETING_DAY)
    page = text(member.get(address))
    assert "96,40" in page and "7/7" in page and "Bỏ phiếu (5 trường hợp)" in page and ".pdf" in page
    choices = {f"n{item.nomination_id}": "dong-y" for item in meeting.agenda.all()}
    cast = reverse("dossiers:meeting_vote", args=[meeting.pk])
    wrong = member.post(cast, form(password="sai", **choices))
    assert wrong.status_code == 422 and "Mật khẩu không đúng" in text(wrong)
    assert text(wrong).count("checked") == 5 and not VoterMark.objects.exists()
    ballot = form(password=PASSWORD, **choices)
    for _ in range(2):
        assert member.post(cast, ballot).status_code == 302
    assert VoterMark.objects.count() == 1 and Ballot.objects.count() == 5
    assert "đã bỏ phiếu lúc" in text(member.get(address))
    officer.post(reverse("dossiers:meeting_close", args=[meeting.pk]), form())
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.CLOSED
    for browser in (officer, member):
        assert "Kết quả biểu quyết" in text(browser.get(address))
    rows = load_workbook(io.BytesIO(officer.get(f"{address}?xuat=excel").content)).active
    assert rows["D4"].value == 1


def test_no_page_tells_a_choice_before_closing(tan_chau, six):
    meeting = opened(tan_chau)
    officer = tan_chau.browser(tan_chau.officer, MEETING_DAY + timedelta(minutes=9))
    pages = [reverse("dossiers:meeting", args=[meeting.pk]), reverse("dossiers:council"), LIST]
    vote(meeting, tan_chau.member(1))
    VoterMark.objects.update(voted_at=MEETING_DAY)

    def seen() -> list[str]:
        texts = [text(officer.get(page)) for page in pages]
        return [strip_keys(one) for one in texts]

    agreed = seen()
    Ballot.objects.all().delete()
    VoterMark.objects.all().delete()
    vote(meeting, tan_chau.member(1), against=tuple(one.pk for one in six.values()))
    VoterMark.objects.update(voted_at=MEETING_DAY)
    assert seen() == agreed
    assert "Kết quả biểu quyết" not in agreed[0] and "Đã bỏ phiếu" in agreed[0]
    data = officer.get(f"{pages[0]}?xuat=excel")
    assert data["Content-Type"].startswith("text/html")


def strip_keys(page: str) -> str:
    """Without what differs on every load: keys, tokens, nonces."""
    page = re.sub(r'name="(key|csrfmiddlewaretoken)" value="[^"]+"', "", page)
    return re.sub(r'nonce="[^"]+"|X-CSRFToken": "[^"]+"', "", page)


def test_a_recused_member_is_told_why(tan_chau, six):
    complete(tan_chau, "tan-chau-nv")
    meeting = opened(tan_chau)
    page = text(
        tan_chau.browser(tan_chau.member(2), MEETING_DAY).get(reverse("dossiers:meeting", args=[meeting.pk]))
    )
    assert "không biểu quyết trường hợp này vì thuộc đơn vị của mình" in page
    assert "Bỏ phiếu (6 trường hợp)" in page


def test_an_absent_member_sees_why_and_no_form(tan_chau, six):
    meeting = opened(tan_chau, absent=(4,))
    page = text(
        tan_chau.browser(tan_chau.member(4), MEETING_DAY).get(reverse("dossiers:meeting", args=[meeting.pk]))
    )
    assert "ghi ông (bà) vắng mặt" in page and 'name="password"' not in page


def test_units_and_strangers_find_no_meeting(tan_chau, six):
    meeting = prepared(tan_chau)
    unit = tan_chau.browser(tan_chau.person_of(tan_chau.unit(FIRST)), MEETING_DAY)
    for name in ("meeting", "meeting_edit"):
        assert unit.get(reverse(f"dossiers:{name}", args=[meeting.pk])).status_code == 404
    for name in ("meeting_open", "meeting_vote", "meeting_close"):
        assert unit.post(reverse(f"dossiers:{name}", args=[meeting.pk]), form()).status_code == 404
    own = Meeting.objects.exclude(pk=meeting.pk).first()
    officer = tan_chau.browser(tan_chau.officer, MEETING_DAY)
    assert officer.get(reverse("dossiers:meeting", args=[own.pk])).status_code == 404
    member = tan_chau.browser(tan_chau.member(1), MEETING_DAY)
    assert member.get(reverse("dossiers:meeting_edit", args=[meeting.pk])).status_code == 404
    member.post(reverse("dossiers:meeting_open", args=[meeting.pk]), form())
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.PREPARED
    assert Client().get(reverse("dossiers:council")).status_code == 302


def test_a_wrong_password_of_another_kind_writes_nothing(tan_chau, six):
    meeting = opened(tan_chau)
    browser = tan_chau.browser(tan_chau.member(1), MEETING_DAY)
    short = form(password=PASSWORD, **{f"n{six[FIRST].pk}": "dong-y"})
    answer = browser.post(reverse("dossiers:meeting_vote", args=[meeting.pk]), short)
    assert answer.status_code == 422 and "Còn 5 trường hợp" in text(answer)
    assert not Ballot.objects.exists()


def test_the_list_of_meetings(tan_chau, six, django_assert_num_queries):
    officer = tan_chau.browser(tan_chau.officer, MEETING_DAY)
    assert "Chưa có phiên họp nào" in text(officer.get(reverse("dossiers:council")))
    counted(tan_chau)
    with django_assert_num_queries(11):
        assert "Đã kết thúc" in text(officer.get(reverse("dossiers:council")))
    for _ in range(2):
        again = opened(tan_chau)
        vote(again, tan_chau.member(1))
        close_meeting(meeting=again, by=tan_chau.officer, at=MEETING_DAY + timedelta(hours=3))
    with django_assert_num_queries(11):
        page = text(officer.get(reverse("dossiers:council")))
    assert page.count("Đã kết thúc") == 3
    sheet = load_workbook(io.BytesIO(officer.get("/hoi-dong/?xuat=excel").content)).active
    assert [sheet.cell(row, 8).value for row in (4, 5, 6)] == ["Đã kết thúc"] * 3
    assert MeetingResult.objects.exists()


def test_the_ballot_costs_the_same_for_one_case_and_for_three(tan_chau, django_assert_num_queries):
    ranked(tan_chau)
    counts = []
    for codes in ((FIRST,), (SECOND, FIFTH)):
        for code in codes:
            complete(tan_chau, code)
        meeting = opened(tan_chau)
        page = reverse("dossiers:meeting", args=[meeting.pk])
        browser = tan_chau.browser(tan_chau.member(1), MEETING_DAY)
        with django_assert_num_queries(51):
            counts.append(text(browser.get(page)).count('value="dong-y"'))
        vote(meeting, tan_chau.member(1))
        close_meeting(meeting=meeting, by=tan_chau.officer, at=MEETING_DAY + timedelta(hours=1))
    assert counts == [1, 3]


def test_the_list_of_meetings_leads_the_standing_body_to_the_council(tan_chau):
    address = reverse("dossiers:council_setup", args=[SLUG])
    page = reverse("dossiers:council")
    assert address in text(tan_chau.browser(tan_chau.officer, JUDGED).get(page))
    assert address not in text(tan_chau.browser(tan_chau.member(1), JUDGED).get(page))
