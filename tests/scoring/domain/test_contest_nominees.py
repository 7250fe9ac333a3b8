import pytest

from accounts.errors import DomainError, NotAllowed
from awards.models import Nomination
from campaigns.models import Campaign
from scoring.contest_queries import living_nominees
from scoring.domain.contest_nominees import (
    ChosenPerson,
    nominate_contestant,
    nominate_from_contest,
    nominate_unit_by_contest,
    withdraw_from_contest,
)
from scoring.models import Contestant, ContestNominee
from tests.scoring.contest_makers import AT, FEW, line


@pytest.fixture
def results(contest):
    contest.confirmed(*FEW, line("ngoai1", "Phan Văn Ngoại", "Phòng Nội vụ", 20, "", 1))
    return contest


def someone(account: str) -> Contestant:
    return Contestant.objects.get(account=account, contest_import__state="confirmed")


def put_forward(results, account="tc001", **values):
    given = {
        "campaign": results.campaign,
        "contestant": someone(account),
        "award": results.award,
        "honorific": "ong",
        "position_title": "Công chức Văn hóa",
        "by": results.officer,
        "at": AT,
    }
    return nominate_contestant(**{**given, **values})


def test_a_contestant_is_put_forward_for_the_unit_with_the_account_kept(results):
    row = put_forward(results)
    assert (row.name, row.unit.code, row.state, row.origin) == ("Hoàng Văn An", "30397", "accepted", "unit")
    assert row.contest_nominee.account == "tc001"
    assert [one.account for one in living_nominees(results.campaign)] == ["tc001"]


def test_a_resident_stands_under_the_standing_body_with_the_typed_place(results):
    row = put_forward(results, "dan01", honorific="ba", position_title="")
    assert (row.origin, row.unit, row.group) == ("resident", results.campaign.standing_unit, None)
    assert row.origin_place == "Ấp Vĩnh Lợi 1, xã Châu Phong"


def test_twice_is_refused_and_after_it_was_taken_back_allowed(results):
    row = put_forward(results)
    with pytest.raises(DomainError, match="tài khoản tc001"):
        put_forward(results, position_title="Chức vụ khác")
    withdraw_from_contest(nomination=row, by=results.officer, at=AT, reason="Nhầm")
    assert put_forward(results).pk != row.pk
    assert living_nominees(results.campaign).count() == 1 and ContestNominee.objects.count() == 2


def test_whoever_only_registered_is_refused(results):
    with pytest.raises(DomainError, match="chưa dự thi"):
        put_forward(results, "tc004")


def test_whoever_is_of_no_unit_of_the_campaign_is_refused(results):
    Contestant.objects.filter(account="tc003").update(unit=None)
    with pytest.raises(DomainError, match="không thuộc đơn vị nào của phong trào"):
        put_forward(results, "tc003")


def test_a_result_that_was_superseded_is_no_ground(results):
    old = someone("tc001")
    results.confirmed()
    with pytest.raises(DomainError, match="không còn hiệu lực"):
        put_forward(results, contestant=old)


def test_a_contestant_of_another_campaign_is_refused(results):
    other = Campaign.objects.get()
    other.pk, other.slug = None, "khac"
    other.save()
    with pytest.raises((DomainError, NotAllowed)):
        put_forward(results, campaign=other)
    assert not Nomination.objects.exists()


def test_where_units_nominate_nobody_is_chosen_for_them(results):
    Campaign.objects.update(nominated_by="units")
    results.campaign.refresh_from_db()
    with pytest.raises(DomainError, match="từng đơn vị tự gửi hồ sơ"):
        put_forward(results)
    with pytest.raises(DomainError, match="từng đơn vị tự gửi hồ sơ"):
        put_forward(results, "dan01")


def test_only_the_standing_body_may(results):
    other = results.world.person_of(results.unit())
    with pytest.raises(NotAllowed):
        put_forward(results, by=other)
    row = put_forward(results)
    with pytest.raises(NotAllowed):
        withdraw_from_contest(nomination=row, by=other, at=AT, reason="x")
    assert Nomination.objects.get().state == "accepted"


def test_a_unit_is_put_forward_as_a_collective(results):
    common = {"campaign": results.campaign, "award": results.award, "by": results.officer, "at": AT}
    row = nominate_unit_by_contest(unit=results.unit(), **common)
    assert (row.subject, row.name) == ("tap_the", results.unit().name)
    with pytest.raises(DomainError, match="đã được đề nghị"):
        nominate_unit_by_contest(unit=results.unit(), **common)
    with pytest.raises(DomainError, match="không có ai dự thi"):
        nominate_unit_by_contest(unit=results.unit("30388"), **common)


def test_many_in_one_go_or_nobody(results):
    common = {"campaign": results.campaign, "award": results.award, "by": results.officer, "at": AT}
    good = ChosenPerson(someone("tc002"), "ba", "Chuyên viên")
    with pytest.raises(DomainError, match="Hãy chọn Ông hoặc Bà cho Hoàng Văn An"):
        nominate_from_contest(
            people=[good, ChosenPerson(someone("tc001"), "", "Công chức")], units=[results.unit()], **common
        )
    assert not Nomination.objects.exists() and not ContestNominee.objects.exists()
    made = nominate_from_contest(people=[good], units=[results.unit()], **common)
    assert [row.subject for row in made] == ["ca_nhan", "tap_the"]
    with pytest.raises(DomainError, match="Chưa chọn ai"):
        nominate_from_contest(people=[], units=[], **common)
