"""What a head commends by own power is kept with its decision, for several collectives below the unit too."""

from datetime import date

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.award_own import cancel_own_award, record_own_award
from awards.models import AwardRecord, Nomination
from campaigns.enums import UnitKind
from tests.award_makers import more_award, own_power_award
from tests.dossier_makers import IN_TIME

LAN = {"subject": "ca_nhan", "name": "Nguyễn Thị Lan", "honorific": "ba", "position_title": "Chuyên viên"}


@pytest.fixture
def award(tan_chau):
    return own_power_award(tan_chau, substitute="Trưởng Ban Chỉ đạo Chuyển đổi số")


def give(world, award, by=None, unit=None, **values):
    unit = unit or world.unit("30397")
    row = {"decision_number": "12/QĐ-UBND", "decided_on": date(2023, 12, 1), **LAN, **values}
    return record_own_award(
        round=world.campaign.rounds.get(),
        award=award,
        unit=unit,
        by=by or world.person_of(unit),
        at=IN_TIME,
        **row,
    )


def test_a_decision_is_kept_with_its_place(tan_chau, award):
    first = give(tan_chau, award)
    for name in ("Tổ công nghệ số ấp 1", "Tổ công nghệ số ấp 2"):
        give(tan_chau, award, subject="tap_the", name=name)
    record = AwardRecord.objects.get(nomination=first)
    assert (record.place, record.decision_number, record.decided_on) == (1, "12/QĐ-UBND", date(2023, 12, 1))
    assert record.quota.mode == "none" and record.quota.award == award
    assert list(AwardRecord.objects.order_by("place").values_list("place", flat=True)) == [1, 2, 3]
    assert {row.state for row in Nomination.objects.all()} == {"awarded"}
    assert (
        "Quyết định số 12/QĐ-UBND ngày 01/12/2023"
        in AuditEvent.objects.filter(kind="award.own_power").first().sentence
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"honorific": ""}, "honorific"),
        ({"position_title": ""}, "position_title"),
        ({"decision_number": " "}, "decision_number"),
        ({"decided_on": date(2023, 12, 5)}, "decided_on"),
        ({"decided_on": date(2022, 12, 31)}, "decided_on"),
        ({"subject": "tap_the", "name": "Ủy ban nhân dân xã Châu Phong"}, "name"),
    ],
)
def test_one_thing_wrong_is_said_at_its_field(tan_chau, award, values, field):
    with pytest.raises(DomainError) as refused:
        give(tan_chau, award, **values)
    assert refused.value.field == field and not Nomination.objects.exists()


def test_the_same_one_twice_is_refused(tan_chau, award):
    give(tan_chau, award)
    with pytest.raises(DomainError, match="đã có trong danh sách"):
        give(tan_chau, award, name="NGUYỄN THỊ LAN")
    give(tan_chau, award, position_title="Kế toán")
    assert AwardRecord.objects.count() == 2


def test_a_body_without_power_hears_who_decides_instead(tan_chau, award):
    unit = tan_chau.unit("30397")
    person = tan_chau.person_of(unit)
    unit.kind = UnitKind.BAN_THON
    unit.save()
    with pytest.raises(DomainError, match="Trưởng Ban Chỉ đạo"):
        give(tan_chau, award, unit=unit, by=person)
    assert not AwardRecord.objects.exists()


def test_the_standing_body_records_what_the_substitute_decided(tan_chau, award):
    unit = tan_chau.unit("30397")
    row = give(tan_chau, award, by=tan_chau.officer, subject="tap_the", name=unit.name)
    assert row.award_record.marked_by == tan_chau.officer


def test_others_and_other_awards_are_refused(tan_chau, award):
    with pytest.raises(NotAllowed):
        give(tan_chau, award, by=tan_chau.person_of(tan_chau.unit("30388")))
    with pytest.raises(DomainError, match="hãy đề nghị bằng hồ sơ"):
        give(tan_chau, tan_chau.campaign.awards.exclude(pk=award.pk).get())
    assert not Nomination.objects.exists()


def test_a_mistake_is_taken_back_with_its_reason(tan_chau, award):
    row = give(tan_chau, award)
    person = tan_chau.person_of(tan_chau.unit("30397"))
    for by, reason, error in (
        (tan_chau.person_of(tan_chau.unit("30388")), "nhầm", NotAllowed),
        (person, " ", DomainError),
    ):
        with pytest.raises(error):
            cancel_own_award(nomination=row, reason=reason, by=by, at=IN_TIME)
    assert AwardRecord.objects.count() == 1
    cancel_own_award(nomination=row, reason="Ghi nhầm người", by=person, at=IN_TIME)
    row.refresh_from_db()
    assert row.state == "withdrawn" and not AwardRecord.objects.exists()
    with pytest.raises(DomainError, match="không còn trong danh sách"):
        cancel_own_award(nomination=row, reason="lại", by=person, at=IN_TIME)
    give(tan_chau, award)


def test_a_joint_number_holds_for_places_of_single_ones_too(tan_chau):
    award = more_award(
        tan_chau, "chung", {"subject": "ca_nhan", "maximum": 2}, {"subject": "tap_the", "maximum": 2},
        {"maximum": 3, "clause": "mục chung"}, own_power=True,
    )  # fmt: skip
    give(tan_chau, award)
    give(tan_chau, award, name="Trần Thị Hoa")
    with pytest.raises(DomainError, match="Đã ghi đủ 2"):
        give(tan_chau, award, name="Võ Thị Mai")
    give(tan_chau, award, subject="tap_the", name="Tổ công nghệ số ấp 1")
    with pytest.raises(DomainError, match=r"Đã ghi đủ 3 .*\(mục chung\)"):
        give(tan_chau, award, subject="tap_the", name="Tổ công nghệ số ấp 2")
    assert AwardRecord.objects.filter(quota__award=award).count() == 3
