"""«Ai kế thừa» is asked with numbers, answered by the standing officer; counts before are counts after."""

from datetime import date

import pytest
from django.db.models import Sum

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent, User
from campaigns.access import access_of
from campaigns.domain.record_own_plan import record_own_plan
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.enums import ChangeKind, Inherited
from campaigns.models import Membership, OwnPlan, Registration, Takeover, UnitGroupMember
from campaigns.queries import campaign_list, campaigns_visible_to
from dossiers.demo.base import moment
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from dossiers.domain.undo_takeover import undo_takeover
from dossiers.takeovers import open_count, questions_of
from scoring.domain.evidence import add_evidence
from scoring.domain.sheets import open_sheet, save_item
from scoring.models import Evidence, ScoreSheet, SheetItem
from scoring.sheets import Typed
from tests.succession_makers import basis, province_above

EARLY, AT, LATER = moment(2023, 8, 2), moment(2023, 10, 5), moment(2023, 10, 6)
DAY = date(2023, 10, 1)
P, R, S, B, Y = (Inherited(one) for one in ("place", "registration", "sheet", "reports", "years"))


@pytest.fixture
def land(tan_chau):
    """Three communes register and score; then two of them come to the third, in the middle of the campaign."""
    province_above(tan_chau.campaign.issuer)
    tan_chau.admin = User.objects.get(username="quan-tri-tinh")
    tan_chau.units = [tan_chau.unit(code) for code in ("30391", "30376", "30394")]
    for number, unit in enumerate(tan_chau.units[:2], start=1):
        by = tan_chau.person_of(unit)
        register_unit(campaign=tan_chau.campaign, unit=unit, by=by, at=EARLY, commitment=f"Cam kết {number}")
        score(tan_chau, unit, str(number))
    tan_chau.an, tan_chau.long, tan_chau.phu = tan_chau.units
    return tan_chau


def score(land, unit, points):
    """One line with one document."""
    by = land.person_of(unit)
    sheet = open_sheet(campaign=land.campaign, unit=unit, by=by, at=EARLY)
    criterion = sheet.criteria_set.criteria.filter(parent__isnull=False).first()
    save_item(sheet=sheet, criterion=criterion, typed=Typed(points, ""), version=0, by=by, at=EARLY)
    add_evidence(sheet=sheet, criterion=criterion, subject="Báo cáo", by=by, at=EARLY)
    return sheet


def merge(land, *before, into=None):
    return succeed_units(
        kind=ChangeKind.MERGE,
        predecessors=before or (land.an, land.long),
        successors=[into or land.phu],
        basis=basis(DAY, issued_on=date(2023, 9, 20)),
        by=land.admin,
        at=AT,
        people={row.pk: (into or land.phu).code for row in Membership.objects.filter(unit=land.an)},
    )


def answer(land, *rows, document="Thông báo số 10/TB-UBND ngày 02/10/2023", by=None):
    return decide_takeovers(
        campaign=land.campaign,
        answers=[Answer(old.pk, what, new and new.pk) for old, what, new in rows],
        document=document,
        by=by or land.officer,
        at=AT,
    )


def totals():
    """What may neither be lost nor doubled."""
    rows = (Registration, ScoreSheet, SheetItem, Evidence, OwnPlan)
    points = SheetItem.objects.aggregate(n=Sum("self_points"))["n"]
    return [one.objects.count() for one in rows], points


def registered_shown(land):
    """What the list of campaigns says."""
    return campaign_list(access_of(land.officer, AT)).get(pk=land.campaign.pk).registered_count


def test_each_ended_unit_is_asked_about_with_its_numbers(land):
    merge(land)
    asked = {row.unit: row for row in questions_of(land.campaign, AT)}
    assert set(asked) == {land.an, land.long}
    said = {row.what: row.said for row in asked[land.an].open}
    assert set(said) == {P, R, S} and said[S] == "năm 2023: đang chấm, 1 điểm, 1 tài liệu"
    assert asked[land.an].candidates == (land.phu,) and open_count(land.campaign, AT) == 6


def test_the_questions_cost_the_same_for_one_unit_and_for_two(land, django_assert_num_queries):
    merge(land, land.an)
    with django_assert_num_queries(12):
        questions_of(land.campaign, AT)
    succeed_units(
        kind=ChangeKind.MERGE, predecessors=[land.long], successors=[land.phu],
        basis=basis(DAY, issued_on=DAY), by=land.admin, at=AT,
    )  # fmt: skip
    with django_assert_num_queries(12):
        assert len(questions_of(land.campaign, AT)) == 2


def test_nothing_is_lost_and_nothing_doubled(land):
    before, shown = totals(), registered_shown(land)
    members = UnitGroupMember.objects.count()
    merge(land)
    answer(
        land,
        (land.an, P, land.phu), (land.an, R, land.phu), (land.an, S, land.phu),
        (land.long, P, land.phu), (land.long, R, None), (land.long, S, None),
    )  # fmt: skip
    assert totals() == before and (shown, registered_shown(land)) == (2, 1)
    assert UnitGroupMember.objects.count() == members - 2
    row = Registration.objects.get(unit=land.phu)
    assert (row.registered_at, row.commitment) == (EARLY, "Cam kết 1")
    sheet = ScoreSheet.objects.get(unit=land.phu)
    assert sheet.items.get().self_points == 1 and sheet.items.get().evidence.count() == 1
    # The other one stays readable as a document of the ended unit.
    assert ScoreSheet.objects.get(unit=land.long).items.get().self_points == 2
    assert questions_of(land.campaign, AT)[0].open == () and open_count(land.campaign, AT) == 0
    assert broken_links() == []


def test_the_people_of_the_successor_go_on_with_the_sheet(land):
    merge(land)
    answer(land, (land.an, P, land.phu), (land.an, R, land.phu), (land.an, S, land.phu))
    clerk = land.person_of(land.an)
    sheet = ScoreSheet.objects.get(unit=land.phu)
    item = sheet.items.get()
    save_item(
        sheet=sheet,
        criterion=item.criterion,
        typed=Typed("2", ""),
        version=item.version,
        by=clerk,
        at=LATER,
    )
    assert campaigns_visible_to(access_of(clerk, AT)).get() == land.campaign
    taken = Takeover.objects.get(what=S)
    with pytest.raises(DomainError, match="đã chấm tiếp"):
        undo_takeover(takeover=taken, reason="Nhầm", by=land.officer, at=moment(2023, 10, 6))


def test_two_sheets_of_one_year_are_never_added_up(land):
    merge(land)
    with pytest.raises(DomainError, match="Không cộng, không chia trung bình"):
        answer(land, (land.an, P, land.phu), (land.an, S, land.phu), (land.long, S, land.phu))
    assert not Takeover.objects.exists() and ScoreSheet.objects.filter(unit=land.an).exists()


def test_a_successor_with_a_sheet_of_its_own_goes_on_with_that(land):
    register_unit(campaign=land.campaign, unit=land.phu, by=land.person_of(land.phu), at=EARLY)
    score(land, land.phu, "1")
    merge(land)
    for what, said in ((S, "tiếp tục của mình"), (R, "đã có đăng ký thi đua")):
        with pytest.raises(DomainError, match=said):
            answer(land, (land.an, what, land.phu))
    answer(land, (land.an, R, None), (land.an, S, None))
    assert ScoreSheet.objects.filter(unit=land.an).exists()


def test_a_successor_outside_the_campaign_needs_the_place_first(land):
    stranger = land.unit("30385")
    UnitGroupMember.objects.filter(unit=stranger).delete()
    merge(land, land.an, into=stranger)
    with pytest.raises(DomainError, match="nhận chỗ trong nhóm trước"):
        answer(land, (land.an, R, stranger))
    answer(land, (land.an, R, stranger), (land.an, P, stranger))
    assert UnitGroupMember.objects.get(unit=stranger).group.code == "phuong-xa"


@pytest.mark.parametrize("document", ["", " ", "x" * 251])
def test_an_answer_needs_its_paper(land, document):
    merge(land)
    with pytest.raises(DomainError, match="văn bản làm căn cứ") as refused:
        answer(land, (land.an, P, None), document=document)
    assert refused.value.field == "document"


def test_an_answer_is_given_once_and_only_within_the_line(land):
    merge(land)
    with pytest.raises(DomainError, match="không kế thừa"):
        answer(land, (land.an, P, land.unit("30385")))
    answer(land, (land.an, P, None))
    with pytest.raises(DomainError, match="vừa được người khác quyết định"):
        answer(land, (land.an, P, land.phu))
    with pytest.raises(DomainError, match="Chưa chọn nội dung nào"):
        answer(land)


def test_only_the_standing_officer_answers(land):
    merge(land)
    for who in (land.admin, land.person_of(land.phu)):
        with pytest.raises(NotAllowed):
            answer(land, (land.an, P, None), by=who)


def test_reports_and_own_plans_go_on_for_the_years_that_the_successor_lacks(land):
    for unit in (land.an, land.phu):
        record_own_plan(
            campaign=land.campaign, unit=unit, year=2023, number="05/KH-UBND", issued_on=date(2023, 8, 1),
            by=land.person_of(unit), at=EARLY,
        )  # fmt: skip
    record_own_plan(
        campaign=land.campaign, unit=land.long, year=2023, number="06/KH-UBND", issued_on=date(2023, 8, 1),
        by=land.person_of(land.long), at=EARLY,
    )  # fmt: skip
    merge(land)
    with pytest.raises(DomainError, match="đã có báo cáo, kế hoạch, số liệu cùng năm"):
        answer(land, (land.an, B, land.phu))
    answer(land, (land.an, B, None), (land.long, B, None))
    assert OwnPlan.objects.count() == 3


def test_a_wrong_answer_is_taken_back_and_asked_again(land):
    before = totals()
    merge(land)
    rows = answer(land, (land.an, P, land.phu), (land.an, R, land.phu), (land.an, S, land.phu))
    for row in reversed(rows):
        undo_takeover(takeover=row, reason="Chọn nhầm dòng", by=land.officer, at=moment(2023, 10, 6))
    assert totals() == before and Registration.objects.filter(unit=land.an).exists()
    assert open_count(land.campaign, AT) == 6
    assert AuditEvent.objects.filter(kind="takeover.undone").count() == 3
    with pytest.raises(DomainError, match="đã được hủy rồi"):
        undo_takeover(takeover=rows[0], reason="x", by=land.officer, at=AT)


def test_a_decided_merger_is_not_taken_back(land):
    from campaigns.domain.undo_unit_change import undo_unit_change

    out = merge(land)
    answer(land, (land.an, P, land.phu))
    with pytest.raises(DomainError, match="đã quyết định kế thừa"):
        undo_unit_change(change=out.change, reason="Nhầm", by=land.admin, at=AT)


def test_who_ended_can_neither_register_nor_score(land):
    from campaigns.domain.register_unit import check_can_register

    succeed_units(
        kind=ChangeKind.DISSOLVE, predecessors=[land.unit("30385")], successors=[],
        basis=basis(DAY, issued_on=DAY), by=land.admin, at=AT,
    )  # fmt: skip
    with pytest.raises(DomainError, match="đã chấm dứt hoạt động từ hết ngày 30/09/2023"):
        check_can_register(campaign=land.campaign, unit=land.unit("30385"), at=AT)
