"""Old decisions and awards of the program as one list: who sees which from when, and the same award once."""

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.award_own import record_own_award
from awards.domain.tie_given import tie_given, untie_given
from awards.models import AwardRecord, PastAward
from campaigns.enums import ChangeKind, RoundState
from campaigns.models import UnitChange, UnitSuccession
from tests.award_makers import own_power_award
from tests.excel_reading import rows_of
from tests.history_makers import AT, given, listed, past, person_row, words

ROOM = "/khen-thuong-da-nhan/"
LISTS = f"{ROOM}nhap/"
THEN = {"first_year": 2023, "last_year": 2023, "signed_on": None}


@pytest.fixture
def desk(tan_chau):
    tan_chau.desk = tan_chau.browser(tan_chau.officer, AT)
    tan_chau.ward = tan_chau.unit("30376")
    tan_chau.own = tan_chau.browser(tan_chau.person_of(tan_chau.ward), AT)
    tan_chau.other = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), AT)
    return tan_chau


def test_a_place_is_nobodys_past_until_its_round_is_closed(desk):
    record = given(desk, "30376", "Trần Thị Lan", closed=False)
    for browser in (desk.desk, desk.own):
        assert "Trần Thị Lan" not in words(browser.get(ROOM))
        assert browser.get(f"{ROOM}trong-phan-mem/{record.pk}/").status_code == 404
        assert "Lan" not in str(rows_of(browser.get(f"{ROOM}?xuat=excel")))
    record.round.state, record.round.closed_at = RoundState.CLOSED, AT
    record.round.save()
    for browser in (desk.desk, desk.own):
        text = words(browser.get(ROOM))
        assert "Trần Thị Lan" in text and "chưa ghi số quyết định" in text
        assert f"Trong phần mềm: {desk.campaign.short_title} ({record.round})" in text
        page = words(browser.get(f"{ROOM}trong-phan-mem/{record.pk}/"))
        assert "chưa ghi số quyết định" in page and desk.campaign.title in page
    assert "Trần Thị Lan" not in words(desk.other.get(ROOM))
    assert desk.other.get(f"{ROOM}trong-phan-mem/{record.pk}/").status_code == 404
    assert desk.browser(desk.member(1), AT).get(f"{ROOM}trong-phan-mem/{record.pk}/").status_code == 404


def own_award(desk, number="12/QĐ-UBND", name="Võ Hoàng Ân"):
    """What the ward's head gave by own power, in an open round."""
    award = own_power_award(desk)
    return record_own_award(
        round=desk.campaign.rounds.get(), award=award, unit=desk.ward, subject="ca_nhan", name=name,
        honorific="ong", position_title="Công chức", decision_number=number, decided_on=AT.date(),
        by=desk.person_of(desk.ward), at=AT,
    )  # fmt: skip


def test_what_a_head_gave_by_own_power_is_known_at_once_with_its_number(desk):
    own_award(desk)
    text = words(desk.own.get(ROOM))
    assert "Võ Hoàng Ân" in text and "12/QĐ-UBND" in text and "ngày 03/08/2023" in text
    assert "Võ Hoàng Ân" not in words(desk.other.get(ROOM))


def test_successors_read_the_past_of_their_line(desk):
    given(desk, "30376", "Trần Thị Lan")
    change = UnitChange.objects.create(
        kind=ChangeKind.MERGE, day=date(2023, 7, 1), number="1/NQ", issued_on=date(2023, 6, 1), issuer_name="HĐND",
        sentence="Nhập.", at=AT, by=desk.officer,
    )  # fmt: skip
    UnitSuccession.objects.create(change=change, predecessor=desk.ward, successor=desk.unit("30397"))
    assert "Trần Thị Lan" in words(desk.other.get(ROOM))


@pytest.mark.parametrize(
    "query, found",
    [("", {"Lan", "Ân"}), ("nguon=trong-phan-mem", {"Ân"}), ("nguon=quyet-dinh-cu", {"Lan"}), ("nam=2022", {"Lan"}),
     ("nam=2023", {"Ân"}), ("q=vo hoang an", {"Ân"}), ("doi-tuong=tap_the", set()), ("q=long thanh", {"Lan", "Ân"})],
)  # fmt: skip
def test_filters_look_through_both(desk, query, found):
    past(desk, unit=desk.ward)
    given(desk, "30376", "Võ Hoàng Ân")
    text = words(desk.desk.get(f"{ROOM}?{query}"))
    assert {name for name in ("Lan", "Ân") if f"{name} Công chức" in text} == found
    sheet = str(rows_of(desk.desk.get(f"{ROOM}?xuat=excel&{query}")))
    assert {name for name in ("Lan", "Ân") if name in sheet} == found
    assert desk.desk.get(f"{ROOM}?nguon=x").status_code == 404


def test_pages_hold_both_and_what_is_unknown_comes_last(desk):
    for number in range(40):
        past(desk, unit=desk.ward, name=f"Người cũ {number}")
        given(desk, "30376", f"Người mới {number}")
    assert "Dòng 51 đến 80 trong 80" in words(desk.desk.get(f"{ROOM}?trang=2"))
    assert words(desk.desk.get(ROOM)).index("Người mới 39") < words(desk.desk.get(ROOM)).index("Người cũ 0")


def test_a_paper_tied_to_an_award_of_the_program_is_one_line_with_its_number(desk):
    record = given(desk, "30376", "Trần Thị Lan")
    row = past(desk, unit=desk.ward, number="77/QĐ-UBND", **THEN)
    page = words(desk.desk.get(f"{ROOM}{row.pk}/"))
    assert "Có phải lần khen trong phần mềm?" in page
    assert "Có phải lần khen" not in words(desk.own.get(f"{ROOM}{row.pk}/"))
    desk.desk.post(f"{ROOM}{row.pk}/mot-lan-khen/", {"given": record.pk})
    for browser in (desk.desk, desk.own):
        text = words(browser.get(ROOM))
        assert text.count("Trần Thị Lan") == 1 and "77/QĐ-UBND" in text and "Trong phần mềm" in text
        assert words(browser.get(f"{ROOM}?nguon=trong-phan-mem")).count("Trần Thị Lan") == 1
    assert AuditEvent.objects.filter(kind="history.tied").count() == 1
    desk.desk.post(f"{ROOM}{row.pk}/mot-lan-khen/", {})
    assert words(desk.own.get(ROOM)).count("Bà Trần Thị Lan") == 2
    assert desk.own.post(f"{ROOM}{row.pk}/mot-lan-khen/", {"given": record.pk}).status_code == 404


def test_only_the_keeper_ties_and_only_what_fits(desk):
    record, other = given(desk, "30376", "Trần Thị Lan"), given(desk, "30376", "Võ Hoàng Ân")
    row = past(desk, unit=desk.ward, **THEN)
    with pytest.raises(NotAllowed):
        tie_given(row=row, given=record, by=desk.person_of(desk.ward), at=AT)
    with pytest.raises(DomainError, match="không cùng tên"):
        tie_given(row=row, given=other, by=desk.officer, at=AT)
    tie_given(row=row, given=record, by=desk.officer, at=AT)
    second = past(desk, unit=desk.ward, number="78/QĐ-UBND", **THEN)
    with pytest.raises(DomainError, match="đã có quyết định khác"):
        tie_given(row=second, given=record, by=desk.officer, at=AT)
    assert untie_given(row=row, by=desk.officer, at=AT).given is None


def test_a_paper_on_record_is_tied_when_the_head_records_the_same_decision(desk):
    row = past(
        desk,
        unit=desk.ward,
        name="Võ Hoàng Ân",
        number="QĐ số 012/qđ-ubnd",
        **THEN | {"signed_on": AT.date()},
    )
    own_award(desk)
    row.refresh_from_db()
    assert row.given == AwardRecord.objects.get() and words(desk.own.get(ROOM)).count("Võ Hoàng Ân") == 1


def upload(desk, *rows):
    form = {"file": SimpleUploadedFile("khen.xlsx", listed(*rows)), "key": str(uuid.uuid4())}
    page = desk.desk.post(LISTS, form, follow=True)
    return page, re.search(rf"{LISTS}(\d+)/", page.request["PATH_INFO"])[0]


def test_the_preview_shows_what_was_given_here_and_a_person_says_that_it_is_one(desk):
    record = given(desk, "30376", "Trần Thị Lan")
    line = person_row(1, "TRẦN THỊ LAN", desk.ward.name, year=2023, paper=["77/QĐ-UBND", "", "UBND thị xã"])
    line[7:9] = [record.nomination.award.name, desk.campaign.title]
    page, path = upload(desk, line)
    text = words(page)
    assert "1 hàng có thể trùng" in text and "đã được khen trong phần mềm" in text
    assert desk.campaign.short_title in text and "chưa ghi số quyết định" in text
    answer = {"key-of-row": "Danh sách!4", "row-0": "gan"}
    ready = desk.desk.post(f"{path}chon/", answer, follow=True)
    assert "1 hàng mới" in words(ready) and "là một lần khen" in words(ready)
    desk.desk.post(f"{path}ghi/", {"key": str(uuid.uuid4())})
    row = PastAward.objects.get()
    assert row.given == record and words(desk.own.get(ROOM)).upper().count("TRẦN THỊ LAN") == 1
    # Undone, the award of the program stands alone again.
    desk.desk.post(f"{path}huy/", {"reason": "Nhầm tệp"})
    assert "chưa ghi số quyết định" in words(desk.own.get(ROOM))


def test_two_rows_are_not_the_paper_of_one_award(desk):
    record = given(desk, "30376", "Trần Thị Lan")
    rows = []
    for place, number in enumerate(("77/QĐ-UBND", "78/QĐ-UBND"), start=1):
        line = person_row(place, "Trần Thị Lan", desk.ward.name, year=2023, paper=[number, "", "UBND thị xã"])
        line[7:9] = [record.nomination.award.name, desk.campaign.title]
        rows.append(line)
    _, path = upload(desk, *rows)
    answers = {"key-of-row": ["Danh sách!4", "Danh sách!5"], "row-0": "gan", "row-1": "gan"}
    page = words(desk.desk.post(f"{path}chon/", answers, follow=True))
    assert "1 hàng mới" in page and "1 hàng có thể trùng" in page and "đã có ở hàng 4" in page


def test_a_heads_own_decision_in_a_list_is_a_duplicate(desk):
    own_award(desk)
    line = person_row(
        1, "Võ Hoàng Ân", desk.ward.name, year=2023, paper=["12/QĐ-UBND", "03/08/2023", "UBND phường"]
    )
    line[3] = "Ông"
    page, _ = upload(desk, line)
    assert "1 hàng trùng, không ghi lại" in words(page) and "đã được khen trong phần mềm" in words(page)


def test_typed_singly_it_is_asked_too(desk):
    given(desk, "30376", "Trần Thị Lan")
    form = {
        "subject": "ca_nhan", "name": "Trần Thị Lan", "honorific": "ba", "unit_name": desk.ward.name, "years": "2023",
        "award_name": AwardRecord.objects.get().nomination.award.name, "number": "77/QĐ", "key": str(uuid.uuid4()),
    }  # fmt: skip
    page = desk.desk.post(f"{ROOM}them/", form)
    assert page.status_code == 422 and "đã được khen trong phần mềm" in words(page)
