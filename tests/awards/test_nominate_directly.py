import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.move_nomination import move_nomination
from awards.domain.nominate_directly import nominate_directly, withdraw_directly
from awards.enums import NominationState
from awards.models import AgendaItem, Award, AwardQuota, AwardRecord, Council, Meeting, Nomination
from campaigns.domain.move_round import end_round
from campaigns.models import Campaign
from campaigns.rounds import open_round
from dossiers.demo.base import moment

AT = moment(2023, 11, 25, 9)


@pytest.fixture
def world(tan_chau):
    """A campaign whose plan lets the standing body choose."""
    Campaign.objects.update(nominated_by="standing")
    tan_chau.campaign.refresh_from_db()
    return tan_chau


def put_forward(world, **values):
    given = {
        "campaign": world.campaign,
        "award": Award.objects.get(campaign=world.campaign),
        "subject": "ca_nhan",
        "unit": world.unit("30397"),
        "by": world.officer,
        "at": AT,
        "name": "Hoàng Văn Thụ",
        "honorific": "ong",
        "position_title": "Công chức Văn hóa - Xã hội",
    }
    return nominate_directly(**{**given, **values})


def resident(world, **values):
    given = {"unit": world.campaign.standing_unit, "origin": "resident", "position_title": ""}
    return put_forward(world, **{**given, "origin_place": "Ấp Vĩnh Lợi 1, xã Châu Phong", **values})


def test_a_person_of_a_unit_is_put_forward_as_accepted(world):
    row = put_forward(world, name="  Hoàng  Văn Thụ ")
    assert (row.name, row.state, row.group.code) == ("Hoàng Văn Thụ", "accepted", "phuong-xa")
    assert row.round == open_round(world.campaign) and row.sort_key and "hoang van thu" in row.search_key
    event = AuditEvent.objects.get(kind="nomination.put_forward")
    assert "Hoàng Văn Thụ" in event.sentence and broken_links() == []


def test_a_resident_has_a_place_and_no_group(world):
    row = resident(world)
    assert (row.origin, row.group, row.origin_place) == ("resident", None, "Ấp Vĩnh Lợi 1, xã Châu Phong")


def test_a_collective_bears_the_name_of_its_unit(world):
    row = put_forward(world, subject="tap_the", name="khác", honorific="ong")
    assert (row.name, row.honorific, row.position_title) == (world.unit("30397").name, "", "")


@pytest.mark.parametrize(
    "again", [{}, {"name": "HOÀNG VĂN THỤ"}, {"position_title": "công chức văn hóa - xã hội"}]
)
def test_twice_for_one_award_in_one_round_is_refused(world, again):
    put_forward(world)
    with pytest.raises(DomainError, match="đã được đề nghị"):
        put_forward(world, **again)
    assert Nomination.objects.count() == 1


def test_a_namesake_with_another_post_or_another_place_is_another_person(world):
    put_forward(world)
    put_forward(world, position_title="Bí thư Đoàn xã")
    resident(world)
    resident(world, origin_place="Ấp Phũm Soài, xã Châu Phong")
    assert Nomination.objects.count() == 4


def test_a_collective_twice_is_refused_and_comes_back_in_its_row_after_it_was_taken_back(world):
    row = put_forward(world, subject="tap_the")
    with pytest.raises(DomainError, match="đã được đề nghị"):
        put_forward(world, subject="tap_the")
    withdraw_directly(nomination=row, by=world.officer, at=AT, reason="Nhầm đơn vị")
    assert put_forward(world, subject="tap_the").pk == row.pk


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"honorific": ""}, "honorific"),
        ({"position_title": ""}, "position_title"),
        ({"summary": "x" * 1501}, "summary"),
        ({"origin": "outside", "origin_place": ""}, "origin_place"),
    ],
)
def test_each_missing_value_is_named_with_its_field(world, values, field):
    with pytest.raises(DomainError) as refused:
        put_forward(world, **values)
    assert refused.value.field == field and not Nomination.objects.exists()


def test_where_units_nominate_only_residents_and_outsiders_are_put_forward_directly(tan_chau):
    with pytest.raises(DomainError, match="từng đơn vị tự gửi"):
        put_forward(tan_chau)
    assert resident(tan_chau).state == NominationState.ACCEPTED


def test_only_the_standing_body_may(world):
    other = world.person_of(world.unit("30397"))
    with pytest.raises(NotAllowed):
        put_forward(world, by=other)
    row = put_forward(world)
    with pytest.raises(NotAllowed):
        withdraw_directly(nomination=row, by=other, at=AT, reason="x")
    assert Nomination.objects.get().state == NominationState.ACCEPTED


def test_not_before_the_launch_and_not_without_an_open_round(world):
    end_round(round=open_round(world.campaign), by=world.officer, at=AT)
    with pytest.raises(DomainError, match="đợt xét"):
        put_forward(world)
    Campaign.objects.update(state="closed")
    with pytest.raises(DomainError, match="chưa phát động hoặc đã kết thúc"):
        put_forward(world)


def test_a_unit_that_the_plan_does_not_cover_is_refused(world):
    with pytest.raises(DomainError, match="không thuộc đối tượng"):
        put_forward(world, unit=world.campaign.issuer)


def test_taking_back_needs_a_reason_and_says_so_in_the_trail(world):
    row = put_forward(world)
    with pytest.raises(DomainError, match="lý do"):
        withdraw_directly(nomination=row, by=world.officer, at=AT, reason=" ")
    assert (
        withdraw_directly(nomination=row, by=world.officer, at=AT, reason="Nhầm tài khoản").state
        == "withdrawn"
    )
    assert "Nhầm tài khoản" in AuditEvent.objects.get(kind="nomination.withdrawn").sentence
    with pytest.raises(DomainError, match="không rút được"):
        withdraw_directly(nomination=row, by=world.officer, at=AT, reason="Lần nữa")
    put_forward(world)


def test_what_a_council_has_on_its_agenda_is_not_taken_back(world):
    row = put_forward(world)
    meeting = Meeting.objects.create(council=Council.objects.get(), round=row.round, held_on=AT.date())
    AgendaItem.objects.create(meeting=meeting, nomination=row, position=1)
    with pytest.raises(DomainError, match="phiên họp Hội đồng"):
        withdraw_directly(nomination=row, by=world.officer, at=AT, reason="Nhầm")


def test_an_awarded_one_is_not_taken_back(world):
    row = put_forward(world)
    quota = AwardQuota.objects.filter(subject="ca_nhan", group=row.group).first()
    common = {"campaign": row.campaign, "round": row.round, "quota": quota, "place": 1}
    AwardRecord.objects.create(**common, nomination=row, marked_at=AT, marked_by=world.officer)
    move_nomination(nomination=row, to=NominationState.AWARDED, by=world.officer, at=AT)
    with pytest.raises(DomainError, match="bỏ chọn khen thưởng trước"):
        withdraw_directly(nomination=row, by=world.officer, at=AT, reason="Nhầm")
