"""Old awards singly: who may write, what is asked, what an edit and a removal leave behind."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.errors import DomainError, NotAllowed, Stale
from accounts.models import AuditEvent
from awards.domain.history_checks import MaybeSame, entry_of
from awards.domain.write_history import add_past_award, edit_past_award, remove_past_award, tie_person
from awards.models import Decision, PastAward
from campaigns.enums import Role
from campaigns.models import Unit
from tests.campaigns.test_give_role import person
from tests.history_makers import AT, entry, past


def write(world, **changes):
    values = {"office": world.campaign.issuer, "entry": entry(), "by": world.officer, "at": AT}
    return add_past_award(**{**values, **changes})


def test_an_award_is_written_with_its_paper(tan_chau):
    row = write(tan_chau, entry=entry(unit=tan_chau.unit("30376")))
    assert (row.decision.number, row.kind, row.years) == ("163/QĐ-UBND", "giay_khen", "2022")
    event = AuditEvent.objects.get(kind="history.added")
    assert event.changes["decision"] == "163/QĐ-UBND" and event.changes["unit"] == "30376"
    write(tan_chau, entry=entry(name="Võ Hoàng Ân"))
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("who", ["unit", "council", "other office", "auditor"])
def test_only_the_keeper_of_the_history_writes(tan_chau, who):
    ward = tan_chau.unit("30376")
    far = Unit.objects.create(code="xa-la", name="UBND huyện khác", kind="ubnd", sort_key="x")
    by = {
        "unit": tan_chau.person_of(ward),
        "council": tan_chau.member(1),
        "other office": person("nk-moi", (Role.STANDING_OFFICER, far)),
        "auditor": person("gs-moi", (Role.AUDITOR, tan_chau.campaign.issuer)),
    }[who]
    with pytest.raises(NotAllowed):
        write(tan_chau, by=by)
    row = past(tan_chau)
    for act in (
        lambda: edit_past_award(row=row, entry=entry(name="Khác"), version=1, reason="x", by=by, at=AT),
        lambda: remove_past_award(row=row, reason="x", by=by, at=AT),
        lambda: tie_person(row=row, person=None, by=by, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert PastAward.objects.get().name == "Trần Thị Lan"


def test_the_administrator_of_the_body_may_too(tan_chau):
    admin = person("qt-moi", (Role.SYSTEM_ADMIN, tan_chau.campaign.issuer))
    assert write(tan_chau, by=admin).created_by == admin


def test_a_unit_of_another_place_is_refused(tan_chau):
    far = Unit.objects.create(code="xa-la", name="UBND xã khác", kind="ubnd_xa", sort_key="x")
    with pytest.raises(DomainError, match="không thuộc"):
        write(tan_chau, entry=entry(unit=far))


def test_the_same_one_is_refused_and_one_alike_is_asked(tan_chau):
    unit, other = tan_chau.unit("30376"), tan_chau.unit("30397")
    past(tan_chau, unit=unit)
    with pytest.raises(DomainError, match="không ghi hai lần"):
        write(tan_chau, entry=entry(unit=unit, unit_name=unit.name), sure=True)
    for alike in (
        entry(unit=other),
        entry(unit=unit, name="Trần Thị Lân"),
        entry(unit=unit, number="9/QĐ-UBND"),
        entry(unit=unit, signed_on=None),
    ):
        with pytest.raises(MaybeSame, match="Có thể trùng"):
            write(tan_chau, entry=alike)
    write(tan_chau, entry=entry(unit=other), sure=True)
    write(tan_chau, entry=entry(unit=unit, number="9/QĐ-UBND", achievement="Phòng, chống dịch COVID-19"))
    write(tan_chau, entry=entry(unit=unit, number="8/QĐ", first_year=2021, last_year=2021))
    assert PastAward.objects.count() == 4


def test_an_edit_needs_a_reason_and_the_newest_version(tan_chau):
    row = past(tan_chau, unit=tan_chau.unit("30376"))
    better = replace(entry_of(row), number="164/QĐ-UBND", position_title="Chủ tịch")
    with pytest.raises(DomainError, match="lý do"):
        edit_past_award(row=row, entry=better, version=1, reason=" ", by=tan_chau.officer, at=AT)
    edit_past_award(row=row, entry=better, version=1, reason="Gõ nhầm số", by=tan_chau.officer, at=AT)
    found = PastAward.objects.get()
    assert (found.decision.number, found.position_title, found.version) == ("164/QĐ-UBND", "Chủ tịch", 2)
    assert list(Decision.objects.values_list("number", flat=True)) == ["164/QĐ-UBND"]
    event = AuditEvent.objects.get(kind="history.edited")
    assert event.changes == {
        "decision": ["163/QĐ-UBND", "164/QĐ-UBND"], "position": ["Công chức", "Chủ tịch"],
    }  # fmt: skip
    assert "Gõ nhầm số" in event.sentence
    with pytest.raises(Stale):
        edit_past_award(row=row, entry=better, version=1, reason="Lần nữa", by=tan_chau.officer, at=AT)


def test_a_removal_leaves_all_of_it_in_the_trail(tan_chau):
    row = past(tan_chau)
    with pytest.raises(DomainError, match="lý do"):
        remove_past_award(row=row, reason="", by=tan_chau.officer, at=AT)
    remove_past_award(row=row, reason="Ghi nhầm", by=tan_chau.officer, at=AT)
    assert not PastAward.objects.exists() and not Decision.objects.exists()
    event = AuditEvent.objects.get(kind="history.removed")
    assert event.changes["name"] == "Trần Thị Lan" and "Ghi nhầm" in event.sentence
    with pytest.raises(DomainError, match="vừa bị xóa"):
        remove_past_award(row=row, reason="Lần nữa", by=tan_chau.officer, at=AT)


def test_an_account_is_tied_by_a_person_and_only_to_a_person(tan_chau):
    row, lan = past(tan_chau), person("lan")
    tie_person(row=row, person=lan, by=tan_chau.officer, at=AT)
    found = PastAward.objects.get()
    assert (found.person, found.person_said_by) == (lan, tan_chau.officer)
    edit_past_award(
        row=found, entry=replace(entry_of(found), name="Trần Thị Lành"), version=1, reason="Sửa tên",
        by=tan_chau.officer, at=AT,
    )  # fmt: skip
    assert PastAward.objects.get().person is None
    unit = tan_chau.unit("30376")
    ward = past(tan_chau, unit=unit, subject="tap_the", name=unit.name, whole_unit=True, number="5/QĐ")
    with pytest.raises(DomainError, match="cá nhân"):
        tie_person(row=ward, person=lan, by=tan_chau.officer, at=AT)


@pytest.mark.parametrize(
    "wrong, field",
    [({"name": " "}, "name"), ({"number": ""}, "number"), ({"award_name": ""}, "award_name"),
     ({"subject": "x"}, "subject"), ({"signed_on": date(2023, 9, 1)}, "signed_on"),
     ({"signed_on": date(2021, 1, 1)}, "years"), ({"money": -1}, "money"), ({"name": "x" * 201}, "name"),
     ({"first_year": 2023}, "years")],
)  # fmt: skip
def test_each_refusal_names_its_field(tan_chau, wrong, field):
    with pytest.raises(DomainError) as error:
        write(tan_chau, entry=entry(**wrong))
    assert error.value.field == field and not Decision.objects.exists()
