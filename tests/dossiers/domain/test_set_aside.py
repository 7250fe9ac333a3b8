"""A successor may use its predecessor's work instead of its own: its own is kept aside, counted nowhere, given back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.domain.audit import broken_links
from accounts.errors import DomainError
from accounts.models import AuditEvent, User
from campaigns.domain.record_own_plan import record_own_plan
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.enums import ChangeKind, Inherited
from campaigns.models import OwnPlan, Registration, Takeover
from dossiers.demo.base import moment
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from dossiers.domain.undo_takeover import undo_takeover
from dossiers.takeover_aside import aside_of
from dossiers.takeovers import questions_of
from scoring.domain.evidence import add_evidence
from scoring.domain.sheets import open_sheet, save_item, send_sheet
from scoring.models import Evidence, ScoreSheet, SheetItem
from scoring.queries import SheetFilter, sheet_overview
from scoring.sheets import Typed
from tests.succession_makers import basis, province_above

EARLY, AT, LATER = moment(2023, 8, 2), moment(2023, 10, 5), moment(2023, 10, 6)
DAY = date(2023, 10, 1)
P, R, S, B = (Inherited(one) for one in ("place", "registration", "sheet", "reports"))


@pytest.fixture
def land(tan_chau):
    """Three communes with registrations, plans and sheets; two of them come to the third, which goes on."""
    province_above(tan_chau.campaign.issuer)
    units = [tan_chau.unit(code) for code in ("30391", "30376", "30394")]
    tan_chau.an, tan_chau.long, tan_chau.phu = units
    for number, unit in enumerate(units, start=1):
        by = {"by": tan_chau.person_of(unit), "at": EARLY}
        register_unit(campaign=tan_chau.campaign, unit=unit, commitment=f"Cam kết {number}", **by)
        record_own_plan(
            campaign=tan_chau.campaign, unit=unit, year=2023, number=f"0{number}/KH", issued_on=date(2023, 8, 1),
            **by,
        )  # fmt: skip
        sheet = open_sheet(campaign=tan_chau.campaign, unit=unit, **by)
        criterion = sheet.criteria_set.criteria.filter(parent__isnull=False).first()
        save_item(sheet=sheet, criterion=criterion, typed=Typed(str(number)), version=0, **by)
        for paper in range(number):
            add_evidence(sheet=sheet, criterion=criterion, subject=f"Báo cáo {paper}", **by)
    return tan_chau


def merge(land):
    succeed_units(
        kind=ChangeKind.MERGE, predecessors=[land.an, land.long], successors=[land.phu],
        basis=basis(DAY, issued_on=date(2023, 9, 20)), by=User.objects.get(username="quan-tri-tinh"), at=AT,
    )  # fmt: skip


def answer(land, *rows, at=AT, **values):
    return decide_takeovers(
        campaign=land.campaign,
        answers=[Answer(old.pk, what, new and new.pk, instead) for old, what, new, instead in rows],
        document="Thông báo số 10/TB-UBND ngày 02/10/2023",
        by=land.officer,
        at=at,
        **values,
    )


def everything():
    """All rows, counted or not: nothing may be lost or doubled."""
    rows = (Registration.every, ScoreSheet.every, OwnPlan.every, SheetItem.objects, Evidence.objects)
    return [one.count() for one in rows]


def rival(land, what):
    asked = {row.unit.pk: row for row in questions_of(land.campaign, AT)}
    return asked[land.an.pk].rivals[land.phu.pk, what]


def test_what_the_successor_holds_is_named_with_its_numbers(land):
    merge(land)
    said = rival(land, S)
    # How far its draft is, never its points: those are its own until they are sent.
    assert said.said == "năm 2023: đang chấm, 1 tiêu chí đã chấm, 3 tài liệu" and said.blocked == ""
    assert rival(land, R).said == "đăng ký ngày 02/08/2023"
    assert rival(land, B).said == "1 kế hoạch của đơn vị" and rival(land, B).whole


def test_its_own_work_is_kept_and_counted_nowhere(land):
    before = everything()
    merge(land)
    answer(land, (land.an, P, land.phu, False), *((land.an, one, land.phu, True) for one in (R, S, B)))
    assert everything() == before and broken_links() == []
    sheet = ScoreSheet.objects.get(unit=land.phu)
    assert sheet.items.get().self_points == 1
    kept = ScoreSheet.every.get(set_aside__what=S)
    assert (kept.unit, kept.items.get().self_points, kept.year) == (land.phu, 3, 2023)
    assert Registration.objects.get(unit=land.phu).commitment == "Cam kết 1"
    assert OwnPlan.objects.get(unit=land.phu).number == "01/KH"
    event = AuditEvent.objects.filter(kind="takeover.decided", sentence__contains="được cất, không tính")
    assert event.count() == 3


def test_lists_count_the_sheet_in_use_only(land):
    merge(land)
    answer(land, (land.an, P, land.phu, False), (land.an, S, land.phu, True))
    row = sheet_overview(land.campaign, SheetFilter()).get(unit=land.phu)
    assert (row.scored, row.documents) == (1, 1)


def test_a_preview_says_the_same_and_writes_nothing(land):
    merge(land)
    rows = answer(land, (land.an, S, land.phu, True), dry_run=True)
    assert len(rows[0].moved["aside"]["sheet"]) == 1
    assert not Takeover.objects.exists() and ScoreSheet.objects.count() == 3


def test_it_is_given_back_when_the_answer_is_undone(land):
    merge(land)
    rows = answer(land, (land.an, P, land.phu, False), *((land.an, one, land.phu, True) for one in (R, S, B)))
    for row in reversed(rows[1:]):
        undo_takeover(takeover=row, reason="Chọn nhầm", by=land.officer, at=LATER)
    assert ScoreSheet.objects.get(unit=land.phu).items.get().self_points == 3
    assert ScoreSheet.objects.get(unit=land.an).items.get().self_points == 1
    assert Registration.objects.get(unit=land.phu).commitment == "Cam kết 3"
    assert not ScoreSheet.every.filter(set_aside__isnull=False).exists()
    answer(land, (land.an, S, None, False))


def test_a_sheet_that_was_sent_is_not_set_aside(land):
    sheet = ScoreSheet.objects.get(unit=land.phu)
    send_sheet(sheet=sheet, by=land.person_of(land.phu), at=EARLY)
    merge(land)
    assert "bảng điểm năm 2023 của UBND phường Long Phú đã gửi" in rival(land, S).blocked
    with pytest.raises(DomainError, match="đã gửi; UBND phường Long Phú rút lại thì mới thay được"):
        answer(land, (land.an, S, land.phu, True))
    assert not Takeover.objects.exists()


def test_of_two_predecessors_one_is_chosen_and_the_other_is_not_added(land):
    merge(land)
    with pytest.raises(DomainError, match="Không cộng, không chia trung bình"):
        answer(land, (land.an, S, land.phu, True), (land.long, S, land.phu, True))
    answer(land, (land.long, S, land.phu, True), (land.an, S, None, False))
    assert ScoreSheet.objects.get(unit=land.phu).items.get().self_points == 2


def test_what_came_from_one_predecessor_is_not_set_aside_for_another(land):
    merge(land)
    answer(land, (land.an, S, land.phu, True))
    with pytest.raises(DomainError, match="nhận từ UBND xã Long An; muốn đổi, hãy hủy quyết định đó trước"):
        answer(land, (land.long, S, land.phu, True))


def test_there_must_be_something_to_set_aside(land):
    ScoreSheet.objects.filter(unit=land.phu).delete()
    merge(land)
    with pytest.raises(DomainError, match="không có phần nào để thay"):
        answer(land, (land.an, S, land.phu, True))


def test_whoever_still_has_the_old_page_open_is_told(land):
    merge(land)
    own = ScoreSheet.objects.get(unit=land.phu)
    answer(land, (land.an, S, land.phu, True))
    with pytest.raises(DomainError, match="vừa được chuyển hoặc cất theo quyết định kế thừa"):
        send_sheet(sheet=own, by=land.person_of(land.phu), at=LATER)


def test_the_database_keeps_a_sent_sheet_in_use_and_one_for_a_year(land):
    merge(land)
    taken = answer(land, (land.an, P, land.phu, False))[0]
    sheet = ScoreSheet.objects.get(unit=land.phu)
    send_sheet(sheet=sheet, by=land.person_of(land.phu), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreSheet.objects.filter(pk=sheet.pk).update(set_aside=taken)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreSheet.objects.filter(unit=land.an).update(unit=land.phu)


def test_everything_set_aside_is_read_in_five_queries(land, django_assert_num_queries):
    merge(land)
    row = answer(land, (land.an, S, land.phu, True))[0]
    with django_assert_num_queries(5):
        found = aside_of(row)
    assert (found.sheets[0].scored, found.sheets[0].documents) == (1, 3) and found.registrations == []


def test_the_page_shows_what_is_set_aside_before_it_is(land):
    merge(land)
    client, page = land.browser(land.officer, AT), f"/phong-trao/{land.campaign.slug}/ke-thua/"
    seen = client.get(page).content.decode()
    assert "UBND phường Long Phú, dùng của UBND xã Long An thay cho của mình" in seen
    data = {"document": "TB 10", f"chon-{land.an.pk}-sheet": f"{land.phu.pk}-thay", "key": key_of(seen)}
    asked = client.post(page, data).content.decode()
    assert "Sẽ cất 1 nội dung" in asked and "1 tiêu chí đã chấm, 3 tài liệu" in asked
    assert not Takeover.objects.exists()
    assert client.post(page, {**data, "confirm": confirm_of(asked)}).status_code == 302
    taken = Takeover.objects.get()
    aside = f"{page}{taken.pk}/da-cat/"
    assert "1 tiêu chí đã chấm, 3 tài liệu" in client.get(aside).content.decode()
    # The points of the draft are for its own people.
    kept = ScoreSheet.every.get(set_aside=taken)
    own = f"/phong-trao/{land.campaign.slug}/tu-cham/da-cat/{kept.pk}/"
    assert client.get(own).status_code == 404
    mine = land.browser(land.person_of(land.phu), AT)
    assert "Xem bảng điểm" in mine.get(aside).content.decode() and "Đã cất" in mine.get(own).content.decode()
    assert "Xem phần đã cất" in mine.get(f"/phong-trao/{land.campaign.slug}/").content.decode()
    other = land.browser(land.person_of(land.unit("30385")), AT)
    assert other.get(aside).status_code == other.get(own).status_code == 404


def key_of(text):
    return text.split('name="key" value="')[1].split('"')[0]


def confirm_of(text):
    return text.split('name="confirm" value="')[1].split('"')[0]
