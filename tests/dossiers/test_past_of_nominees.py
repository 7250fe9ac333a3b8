"""Old awards beside nominees: what bars for certain, what a person must say, what says nothing."""

import uuid

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.settle_past import settle_past
from awards.models import Decision, PastMatch
from campaigns.models import Unit
from campaigns.unit_keys import path_below
from dossiers.domain.collect_facts import collect_facts
from dossiers.past_of_nominees import past_cases
from scoring.enums import Outcome
from scoring.rules import ConditionSpec, judge
from tests.history_makers import AT, past, words
from tests.proposal_makers import JUDGED, complete, ranked

THIS = "Phong trào thi đua Chuyển đổi số thị xã Tân Châu năm 2023"
SAME_TIME = {"first_year": 2023, "last_year": 2023, "signed_on": None, "achievement": THIS}


@pytest.fixture
def world(tan_chau):
    ranked(tan_chau)
    tan_chau.ward = tan_chau.unit("30376")
    tan_chau.whole = complete(tan_chau, "30376")
    tan_chau.lan = complete(tan_chau, "30376", "ca_nhan", "Trần Thị Lan")
    return tan_chau


def finding(nomination, **params):
    """What the rule finds about the nominee."""
    spec = ConditionSpec("not_already_awarded", params, "Luật, Điều 5", "Không khen hai lần")
    return judge([spec], collect_facts(nomination=nomination, at=JUDGED), JUDGED.date()).findings[0]


def test_the_same_person_unit_and_achievement_bars_with_the_decision(world):
    past(world, unit=world.ward, **SAME_TIME | {"signed_on": AT.date()})
    found = finding(world.lan)
    assert found.outcome == Outcome.NOT_MET
    assert "Quyết định số 163/QĐ-UBND ngày 03/08/2023 của Chủ tịch UBND thị xã Tân Châu" in found.reason
    assert "cùng thành tích" in found.reason
    assert finding(world.whole).outcome == Outcome.MET


def test_the_same_collective_bars(world):
    values = SAME_TIME | {"subject": "tap_the", "name": world.ward.name, "whole_unit": True, "honorific": ""}
    past(world, unit=world.ward, **values)
    assert finding(world.whole).outcome == Outcome.NOT_MET and finding(world.lan).outcome == Outcome.MET


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"unit_code": "30397"}, "trùng tên, đơn vị ghi là"),
        ({"unit_code": ""}, "trùng tên, đơn vị ghi là «không ghi»"),
        ({"name": "Trần Thị Lân"}, "trùng tên"),
        ({"achievement": "Chuyển đổi số"}, "thành tích ghi là «Chuyển đổi số»"),
        ({"achievement": ""}, "quyết định không ghi thành tích"),
    ],
)
def test_what_is_only_alike_needs_a_person(world, changes, said):
    code = changes.pop("unit_code", "30376")
    past(world, unit=world.unit(code) if code else None, **SAME_TIME | changes)
    found = finding(world.lan)
    assert found.outcome == Outcome.NEEDS_PERSON and said in found.reason, found.reason


@pytest.mark.parametrize(
    "changes",
    [
        {"first_year": 2021, "last_year": 2022},
        {"achievement": "Phòng, chống dịch COVID-19"},
        {"name": "Trần Thị Mai"},
        {"subject": "ho_gia_dinh", "honorific": ""},
    ],
)
def test_another_achievement_time_or_name_says_nothing(world, changes):
    past(world, unit=world.ward, **SAME_TIME | changes)
    assert finding(world.lan).outcome == Outcome.MET


def test_a_namesake_of_another_place_is_another_unit(world):
    other = Unit.objects.create(
        code="cung-ten", name=world.ward.name, kind="ubnd_phuong", parent=world.campaign.issuer, sort_key="x",
        path=path_below(world.campaign.issuer.path, 987),
    )  # fmt: skip
    values = SAME_TIME | {"subject": "tap_the", "name": other.name, "whole_unit": True, "honorific": ""}
    past(world, unit=other, **values)
    assert finding(world.whole).outcome == Outcome.MET


def test_lists_of_strangers_say_nothing(world):
    far = Unit.objects.create(code="xa-la", name="UBND huyện khác", kind="ubnd", sort_key="x")
    row = past(world, unit=None, **SAME_TIME)
    type(row).objects.update(keeper=far)
    Decision.objects.update(keeper=far)
    assert finding(world.lan).outcome == Outcome.MET


def test_rounds_that_an_old_paper_does_not_name_need_a_person(world):
    past(world, unit=world.ward, **SAME_TIME)
    found = finding(world.lan, rounds=("nam",))
    assert found.outcome == Outcome.NEEDS_PERSON and "ở đợt đó" in found.reason


def settle(world, bars: bool, **changes):
    row = past(world, unit=world.unit("30397"), **SAME_TIME)
    values = {"nomination": world.lan, "past_award": row, "bars": bars, "ground": "Đối chiếu lý lịch"}
    return settle_past(**{**values, "by": world.officer, "at": AT, **changes})


def test_a_person_clears_it(world):
    settle(world, False)
    assert finding(world.lan).outcome == Outcome.MET
    event = AuditEvent.objects.get(kind="nomination.past_settled")
    assert event.changes["bars"] is False and "Đối chiếu lý lịch" in event.sentence


def test_a_person_confirms_it(world):
    settle(world, True)
    found = finding(world.lan)
    assert found.outcome == Outcome.NOT_MET and "Đặng Thu Trang xác nhận" in found.reason


def test_only_the_standing_body_and_with_a_ground(world):
    with pytest.raises(NotAllowed):
        settle(world, False, by=world.person_of(world.ward))
    row = past(world, unit=world.unit("30376"), **SAME_TIME)
    with pytest.raises(DomainError, match="căn cứ"):
        settle_past(nomination=world.lan, past_award=row, bars=False, ground=" ", by=world.officer, at=AT)
    assert not PastMatch.objects.exists()


def test_the_page_asks_and_takes_the_answer(world):
    row = past(world, unit=world.unit("30397"), **SAME_TIME)
    desk = world.browser(world.officer, JUDGED)
    page = f"/phong-trao/{world.campaign.slug}/de-xuat/vi-sao/{world.ward.pk}/"
    assert "Khen thưởng cũ cần đối chiếu" in words(desk.get(page)) and "cần xác nhận" in words(desk.get(page))
    path = f"/phong-trao/{world.campaign.slug}/de-xuat/khen-cu/{world.lan.pk}/{row.pk}/"
    form = {"key": str(uuid.uuid4()), "answer": "khac", "ground": "Khác ngày sinh"}
    assert "Không phải, hoặc khác thành tích" in words(desk.post(path, form, follow=True))
    unit = world.browser(world.person_of(world.ward), JUDGED)
    assert unit.post(path, form).status_code == 404
    strange = f"/phong-trao/{world.campaign.slug}/de-xuat/khen-cu/{world.whole.pk}/{row.pk}/"
    assert desk.post(strange, form).status_code == 404


def test_the_cost_does_not_grow_with_nominees_and_old_awards(world, django_assert_num_queries):
    round = world.lan.round
    for number in range(3):
        past(world, unit=world.unit("30397"), number=f"{number}/QĐ", **SAME_TIME)
    type(round).objects.select_related("campaign__issuer").get(pk=round.pk)
    for rows in ([world.lan], [world.lan, world.whole]):
        near = type(round).objects.select_related("campaign__issuer__parent").get(pk=round.pk)
        fresh = type(world.lan).objects.select_related("unit").filter(pk__in=[one.pk for one in rows])
        with django_assert_num_queries(6):
            assert len(past_cases(near, fresh)[world.lan.pk]) == 3
