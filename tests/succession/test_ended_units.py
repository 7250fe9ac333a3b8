"""A unit that has ended puts nobody forward; its open dossier goes to the successor, without the collective."""

from datetime import date

import pytest

from accounts.errors import DomainError
from accounts.models import User
from awards.domain.nominate import nominate
from awards.enums import NominationState
from awards.models import Award, Nomination
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.enums import ChangeKind, Inherited, SubjectKind
from campaigns.models import Membership
from dossiers.demo.base import moment
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from dossiers.domain.open_dossier import add_nominee, open_dossier
from dossiers.domain.send_dossier import send_dossier
from dossiers.models import Dossier
from dossiers.takeovers import questions_of
from scoring.rules import Facts
from scoring.rules.index_threshold import index_threshold
from tests.succession_makers import basis, province_above

EARLY, BEFORE, AT = moment(2023, 8, 2), moment(2023, 9, 20), moment(2023, 10, 5)
DAY = date(2023, 10, 1)


@pytest.fixture
def land(tan_chau):
    """xã Long An with a dossier that is being written: itself and one official."""
    province_above(tan_chau.campaign.issuer)
    tan_chau.an, tan_chau.phu = tan_chau.unit("30391"), tan_chau.unit("30394")
    tan_chau.clerk = tan_chau.person_of(tan_chau.an)
    register_unit(campaign=tan_chau.campaign, unit=tan_chau.an, by=tan_chau.clerk, at=EARLY)
    by = {"by": tan_chau.clerk, "at": BEFORE}
    tan_chau.dossier = open_dossier(campaign=tan_chau.campaign, unit=tan_chau.an, **by)
    add_nominee(
        dossier=tan_chau.dossier, subject=SubjectKind.CA_NHAN, name="Trần Văn Tám", honorific="ong",
        position_title="Công chức Văn hóa - Xã hội", **by,
    )  # fmt: skip
    people = {row.pk: "30394" for row in Membership.objects.filter(unit=tan_chau.an)}
    succeed_units(
        kind=ChangeKind.MERGE, predecessors=[tan_chau.an], successors=[tan_chau.phu],
        basis=basis(DAY, issued_on=DAY), by=User.objects.get(username="quan-tri-tinh"), at=AT, people=people,
    )  # fmt: skip
    tan_chau.an.refresh_from_db()
    return tan_chau


def answer(land, **places):
    decide_takeovers(
        campaign=land.campaign,
        answers=[Answer(land.an.pk, what, unit and unit.pk) for what, unit in places.items()],
        document="Thông báo số 10/TB-UBND",
        by=land.officer,
        at=AT,
    )


def test_people_go_on_with_the_successor_and_the_collective_does_not(land):
    said = {row.what: row.said for row in questions_of(land.campaign, AT)[0].open}
    assert said[Inherited.DOSSIER] == "hồ sơ đang soạn: 1 tập thể, 1 cá nhân, hộ gia đình"
    answer(land, place=land.phu, registration=land.phu, dossier=land.phu)
    dossier = Dossier.objects.get()
    assert dossier.unit == land.phu
    one = Nomination.objects.get(dossier_item__dossier=dossier)
    assert (one.name, one.unit, one.state) == ("Trần Văn Tám", land.phu, NominationState.DRAFT)
    ceased = Nomination.objects.get(subject=SubjectKind.TAP_THE)
    assert (ceased.unit, ceased.state) == (land.an, NominationState.WITHDRAWN)
    # The successor puts itself forward in the same dossier.
    add_nominee(dossier=dossier, subject=SubjectKind.TAP_THE, by=land.clerk, at=AT)
    assert dossier.items.count() == 2


def test_where_nobody_takes_it_the_nominations_are_withdrawn(land):
    answer(land, dossier=None)
    assert set(Nomination.objects.values_list("state", flat=True)) == {NominationState.WITHDRAWN}


def test_an_ended_unit_neither_opens_nor_sends_nor_nominates(land):
    # Even somebody who still had a role there.
    Membership.objects.filter(unit=land.an).update(valid_to=None)
    by = {"by": land.clerk, "at": AT}
    acts = [
        lambda: open_dossier(campaign=land.campaign, unit=land.an, **by),
        lambda: nominate(
            campaign=land.campaign, unit=land.an, award=Award.objects.filter(campaign=land.campaign).first(),
            subject=SubjectKind.TAP_THE, **by,
        ),
        lambda: send_dossier(dossier=land.dossier, **by),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(DomainError, match="đã chấm dứt hoạt động từ hết ngày 30/09/2023"):
            act()


def test_the_finding_names_the_old_unit_and_its_year():
    from decimal import Decimal

    facts = Facts(
        years=(2023, 2024),
        percent_by_year={2023: Decimal(91), 2024: Decimal(95)},
        measured_then={2023: "UBND xã Ta Ma"},
    )
    found = index_threshold(facts, {"min_percent": Decimal(90), "years": 2})
    assert found.outcome == "met" and found.numbers["predecessors"] == ["2023: UBND xã Ta Ma"]
    assert "Tính cả kết quả của đơn vị trước khi sắp xếp (2023: UBND xã Ta Ma)." in found.reason
