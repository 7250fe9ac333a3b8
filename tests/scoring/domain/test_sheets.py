from decimal import Decimal

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed, Stale
from accounts.models import AuditEvent
from awards.enums import NominationState
from awards.models import Award, Condition, Nomination
from campaigns.models import Criterion, Deadline
from dossiers.demo.base import moment
from scoring.domain.sheets import (
    TypedLine,
    open_sheet,
    reopen_sheet,
    save_item,
    save_items,
    send_sheet,
)
from scoring.models import ScoreSheet, SheetItem
from scoring.sheets import Typed
from tests.scoring.conftest import SCORING


def save(own, code: str, points: str, *, note: str = "", version: int = 0, by=None, at=SCORING) -> SheetItem:
    return save_item(
        sheet=own.sheet,
        criterion=own.criterion(code),
        typed=Typed(points, note),
        version=version,
        by=by or own.by,
        at=at,
    )


def test_a_registered_unit_opens_its_sheet_once(own_sheet):
    again = open_sheet(campaign=own_sheet.world.campaign, unit=own_sheet.unit, by=own_sheet.by, at=SCORING)
    assert again == own_sheet.sheet
    assert ScoreSheet.objects.count() == 1


def test_a_unit_that_did_not_register_has_no_sheet(tan_chau):
    unit = tan_chau.unit("30388")
    with pytest.raises(DomainError, match="chưa đăng ký thi đua"):
        open_sheet(campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(unit), at=SCORING)
    assert not ScoreSheet.objects.exists()


def test_where_the_plan_asks_nobody_to_register_the_sheet_opens_without(tan_chau):
    Condition.objects.filter(rule="registered").delete()
    unit = tan_chau.unit("30388")
    browser = tan_chau.browser(tan_chau.person_of(unit), SCORING)
    page = browser.get("/phong-trao/tan-chau-2023/tu-cham/").content.decode()
    assert "Bắt đầu chấm điểm" in page and "chưa đăng ký" not in page
    listed = tan_chau.browser(tan_chau.officer, SCORING).get("/phong-trao/tan-chau-2023/tu-cham/")
    assert "Chưa đăng ký" not in listed.content.decode() and "Chưa mở</span>" in listed.content.decode()
    sheet = open_sheet(campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(unit), at=SCORING)
    assert sheet.unit == unit


def test_nobody_else_opens_a_sheet(own_sheet):
    world = own_sheet.world
    for stranger in (world.person_of(world.unit("30388")), world.officer, world.member(1)):
        with pytest.raises(NotAllowed):
            open_sheet(campaign=world.campaign, unit=own_sheet.unit, by=stranger, at=SCORING)


@pytest.mark.parametrize(("typed", "points"), [("3,75", "3.75"), ("3.75", "3.75"), (" 5 ", "5"), ("0", "0")])
def test_a_line_is_saved(own_sheet, typed, points):
    item = save(own_sheet, "1.1", typed, note="3 cuộc họp")
    item.refresh_from_db()
    assert (item.self_points, item.note, item.version) == (Decimal(points), "3 cuộc họp", 1)
    assert item.updated_by == own_sheet.by
    own_sheet.sheet.refresh_from_db()
    assert own_sheet.sheet.updated_at == SCORING


def test_an_emptied_field_is_unscored_again(own_sheet):
    save(own_sheet, "1.1", "3")
    assert save(own_sheet, "1.1", "", version=1).self_points is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("5,5", "Tiêu chí 1.1: 5,5 lớn hơn mức tối đa 5"),
        ("-1", "số âm"),
        ("năm", "«năm» không phải là số"),
        ("NaN", "không phải là số"),
        ("３", "chữ số lạ"),
        ("1,234", "nhiều nhất 2 chữ số"),
        ("1,2,3", "viết chưa đúng"),
    ],
)
def test_a_score_that_is_none_is_refused_at_its_field(own_sheet, typed, sentence):
    with pytest.raises(DomainError) as refused:
        save(own_sheet, "1.1", typed)
    assert sentence in refused.value.message
    assert refused.value.field == "points"
    assert not SheetItem.objects.exists()


def test_an_ambiguous_score_is_asked_back(own_sheet):
    Criterion.objects.filter(pk=own_sheet.criterion("1.1").pk).update(maximum=5000)
    with pytest.raises(DomainError, match="hàng nghìn.*thập phân"):
        save(own_sheet, "1.1", "1.234")


def test_two_people_see_both_texts(own_sheet):
    save(own_sheet, "1.1", "3", note="ba cuộc")
    with pytest.raises(Stale) as refused:
        save(own_sheet, "1.1", "4", note="bốn cuộc")
    assert "3 điểm, diễn giải «ba cuộc»" in refused.value.message
    assert "4 điểm, diễn giải «bốn cuộc»" in refused.value.message
    assert refused.value.version == 1
    assert SheetItem.objects.get().self_points == 3
    save(own_sheet, "1.1", "4", note="bốn cuộc", version=refused.value.version)
    assert SheetItem.objects.get().self_points == 4


def test_the_same_typing_twice_changes_nothing(own_sheet):
    save(own_sheet, "1.1", "3")
    assert save(own_sheet, "1.1", "3", version=0).version == 1


def test_other_people_write_nothing(own_sheet):
    world = own_sheet.world
    for stranger in (world.person_of(world.unit("30388")), world.officer, world.member(1)):
        with pytest.raises(NotAllowed):
            save(own_sheet, "1.1", "3", by=stranger)
    assert not SheetItem.objects.exists()


def test_a_closed_campaign_is_only_looked_at(own_sheet):
    own_sheet.sheet.campaign.state = "closed"
    own_sheet.sheet.campaign.save(update_fields=["state"])
    with pytest.raises(DomainError, match="đã kết thúc"):
        save(own_sheet, "1.1", "3")
    assert not SheetItem.objects.exists()


def test_a_group_is_no_line(own_sheet):
    with pytest.raises(DomainError, match="không thuộc bảng điểm"):
        save(own_sheet, "1", "3")


def test_a_whole_form_saves_what_can_be_saved(own_sheet):
    typed = [
        TypedLine(own_sheet.criterion(code), Typed(points), 0)
        for code, points in (("1.1", "3"), ("1.2", "9"))
    ]
    report = save_items(sheet=own_sheet.sheet, typed=typed, by=own_sheet.by, at=SCORING)
    assert report.saved == 1
    assert [(line.typed.points, "lớn hơn mức tối đa" in error.message) for line, error in report.refused] == [
        ("9", True)
    ]


def test_a_row_save_costs_the_same_on_a_large_sheet(own_sheet, django_assert_max_num_queries):
    with django_assert_max_num_queries(6 + 2):  # and the two of the savepoint
        save(own_sheet, "1.1", "3")
    for criterion in Criterion.objects.filter(parent__isnull=False).exclude(code="1.1"):
        save(own_sheet, criterion.code, "1")
    with django_assert_max_num_queries(6 + 2):
        save(own_sheet, "1.1", "4", version=1)


def test_sending_freezes_and_records_the_scores(own_sheet):
    save(own_sheet, "1.1", "3,5")
    sent = send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)
    assert (sent.state, sent.sent_at, sent.sent_by) == ("sent", SCORING, own_sheet.by)
    event = AuditEvent.objects.first()
    assert event.kind == "sheet.sent"
    assert event.changes == {"scores": {"1.1": "3.50"}}
    assert "3,5 điểm, 1 tiêu chí, 0 tài liệu" in event.sentence
    assert broken_links() == []
    with pytest.raises(DomainError, match="đã gửi nên không sửa được"):
        save(own_sheet, "1.1", "4", version=1)
    with pytest.raises(DomainError, match="Bảng điểm đã gửi lúc"):
        send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)


def test_an_empty_sheet_is_not_sent(own_sheet):
    with pytest.raises(DomainError, match="chưa chấm tiêu chí nào"):
        send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)


def test_a_sheet_is_judged_on_the_plans_own_day_only(own_sheet):
    save(own_sheet, "1.1", "3")
    late = moment(2023, 12, 20)
    Deadline.objects.create(
        campaign=own_sheet.world.campaign,
        code="self_score",
        stated="trước ngày 15/11/2023",
        stated_day="2023-11-15",
        meaning="before_day",
        last_valid_day="2023-11-14",
        clause="mục V",
    )
    with pytest.raises(DomainError, match="ngày cuối cùng nhận là 14/11/2023"):
        send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=late)
    Deadline.objects.filter(code="self_score").delete()
    assert send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=late).sent_at == late


def test_a_sheet_is_pulled_back_until_the_dossiers_day(own_sheet):
    save(own_sheet, "1.1", "3")
    send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)
    with pytest.raises(DomainError, match="hết hạn rút lại bảng điểm"):
        reopen_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=moment(2023, 12, 10, 0, 1))
    opened = reopen_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=moment(2023, 12, 9, 23, 59))
    assert (opened.state, opened.sent_at) == ("draft", None)
    save(own_sheet, "1.1", "4", version=1)


def test_a_sheet_under_a_sent_nomination_rests(own_sheet):
    save(own_sheet, "1.1", "3")
    send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)
    nomination_in(own_sheet, NominationState.SENT)
    with pytest.raises(DomainError, match="đã gửi nên không rút lại được"):
        reopen_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)


def nomination_in(own_sheet, state: str) -> Nomination:
    campaign = own_sheet.world.campaign
    return Nomination.objects.create(
        campaign=campaign,
        round=campaign.rounds.get(),
        unit=own_sheet.unit,
        group=campaign.members.get(unit=own_sheet.unit).group,
        award=Award.objects.get(campaign=campaign),
        subject="tap_the",
        name=own_sheet.unit.name,
        state=state,
        created_by=own_sheet.by,
        created_at=SCORING,
        search_key="x",
        sort_key="1",
    )


def test_a_nominee_who_was_withdrawn_does_not_hold_the_sheet(own_sheet):
    save(own_sheet, "1.1", "5")
    send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)
    nomination_in(own_sheet, NominationState.WITHDRAWN)
    assert reopen_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING).state == "draft"
