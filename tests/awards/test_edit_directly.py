"""The standing body changes whom it put forward itself, and nobody else's."""

import pytest

from accounts.errors import DomainError, NotAllowed
from awards.domain.edit_directly import edit_directly
from awards.domain.nominate_directly import nominate_directly
from awards.models import Nomination
from tests.award_makers import more_award, own_power_award
from tests.council_makers import accepted, prepared
from tests.council_makers import opened as opened_meeting
from tests.dossier_makers import IN_TIME

HOA = {"subject": "ca_nhan", "name": "Dương Thị Hoa", "honorific": "ba", "origin": "outside"}


def put(world, award=None, **values):
    values = {**HOA, "origin_place": "thành phố Long Xuyên", **values}
    award = award or more_award(world, "ngoai", {"outside": True})
    unit = world.campaign.standing_unit
    return nominate_directly(
        campaign=world.campaign, award=award, unit=unit, by=world.officer, at=IN_TIME, **values
    )


def change(row, by, **values):
    kept = {name: getattr(row, name) for name in ("name", "honorific", "origin_place", "summary")}
    return edit_directly(nomination=row, by=by, at=IN_TIME, **{**kept, **values})


def test_name_place_and_summary_are_changed_with_their_keys(tan_chau):
    row = put(tan_chau)
    changed = change(
        row, tan_chau.officer, name="Dương Thị Hoa Mai", origin_place="Cần Thơ", summary="Tặng 20 máy."
    )
    changed.refresh_from_db()
    assert (changed.name, changed.origin_place, changed.summary) == (
        "Dương Thị Hoa Mai",
        "Cần Thơ",
        "Tặng 20 máy.",
    )
    assert "hoa mai" in changed.search_key and "can tho" in changed.search_key


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"honorific": ""}, "honorific"), ({"origin_place": ""}, "origin_place")],
)
def test_one_thing_wrong_is_said_at_its_field(tan_chau, values, field):
    row = put(tan_chau)
    with pytest.raises(DomainError) as refused:
        change(row, tan_chau.officer, **values)
    assert refused.value.field == field
    assert Nomination.objects.get().name == "Dương Thị Hoa"


def test_nobody_becomes_another_who_stands_there(tan_chau):
    row = put(tan_chau)
    put(tan_chau, row.award, name="Lê Văn Tư", honorific="ong")
    with pytest.raises(DomainError, match="đã được đề nghị"):
        change(row, tan_chau.officer, name="LÊ VĂN TƯ", honorific="ong")
    assert change(row, tan_chau.officer).name == "Dương Thị Hoa"


def test_a_unit_and_a_nomination_of_a_unit_are_refused(tan_chau):
    own, row = accepted(tan_chau, "30397"), put(tan_chau)
    with pytest.raises(NotAllowed):
        change(row, tan_chau.person_of(tan_chau.unit("30397")), name="X")
    with pytest.raises(DomainError, match="do UBND xã Châu Phong đề nghị"):
        change(own, tan_chau.officer, summary="X")
    assert (
        not Nomination.objects.filter(name="X").exists()
        and not Nomination.objects.filter(summary="X").exists()
    )


def test_after_a_meeting_took_it_nothing_changes(tan_chau):
    row = put(tan_chau)
    opened_meeting(tan_chau)
    with pytest.raises(DomainError, match="phiên họp"):
        change(row, tan_chau.officer, name="X")


def test_a_prepared_meeting_still_lets_it_change(tan_chau):
    row = put(tan_chau)
    prepared(tan_chau)
    assert change(row, tan_chau.officer, name="Hoa Mới").name == "Hoa Mới"


def test_without_a_quota_for_outsiders_or_by_own_power_nobody_is_put_forward(tan_chau):
    with pytest.raises(DomainError, match="không có chỉ tiêu .* ngoài địa bàn"):
        put(tan_chau, tan_chau.campaign.awards.get())
    with pytest.raises(DomainError, match="Khen của đơn vị"):
        put(tan_chau, own_power_award(tan_chau))
    assert not Nomination.objects.exists()
