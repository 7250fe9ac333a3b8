"""A unit chooses for which award it opens a dossier; each subject needs a quota; a closed round only shows."""

import pytest

from accounts.errors import DomainError, NotAllowed
from awards.models import Nomination
from campaigns.domain.move_round import end_round
from campaigns.models import Registration
from dossiers.domain.open_dossier import add_nominee, edit_letter, open_dossier
from dossiers.models import Dossier
from tests.award_makers import more_award, own_power_award, residents_named
from tests.dossier_makers import IN_TIME, OPENED, opened, register


def open_for(world, award=None, code="30397", by=None):
    unit = world.unit(code)
    return open_dossier(
        campaign=world.campaign, unit=unit, award=award, by=by or world.person_of(unit), at=OPENED
    )


def test_each_award_has_its_own_dossier_and_goes_to_who_decides(tan_chau):
    register(tan_chau, "30397")
    higher, first = more_award(tan_chau), tan_chau.campaign.awards.first()
    one, other = open_for(tan_chau, first), open_for(tan_chau, higher)
    assert (one.addressee, other.addressee) == (
        "Ủy ban nhân dân thị xã Tân Châu",
        "Chủ tịch Ủy ban nhân dân tỉnh An Giang",
    )
    assert open_for(tan_chau, higher) == other and Dossier.objects.count() == 2
    names = set(Nomination.objects.values_list("award__code", "name"))
    assert names == {(first.code, one.unit.name), (higher.code, one.unit.name)}


def test_several_awards_must_be_chosen_from(tan_chau):
    register(tan_chau, "30397")
    more_award(tan_chau)
    with pytest.raises(DomainError, match="Hãy chọn hình thức"):
        open_for(tan_chau)
    assert not Dossier.objects.exists()


def test_own_power_and_other_rounds_are_not_sent_upward(tan_chau):
    register(tan_chau, "30397")
    with pytest.raises(DomainError, match="tự quyết định theo thẩm quyền"):
        open_for(tan_chau, own_power_award(tan_chau))
    with pytest.raises(DomainError, match="Kế hoạch không xét"):
        open_for(tan_chau, more_award(tan_chau, "so-ket", {"maximum": 5, "round_kind": "so_ket"}))
    assert not Dossier.objects.exists()


def test_only_subjects_with_a_quota_are_admitted(tan_chau):
    _, person = register(tan_chau, "30397")
    dossier = open_for(tan_chau, more_award(tan_chau, "nguoi", {"maximum": 5, "subject": "ca_nhan"}))
    assert not dossier.items.exists()
    with pytest.raises(DomainError, match="không có chỉ tiêu .* dành cho tập thể"):
        add_nominee(dossier=dossier, by=person, at=OPENED, subject="tap_the")
    with pytest.raises(DomainError, match="dành cho hộ gia đình"):
        add_nominee(
            dossier=dossier, by=person, at=OPENED, subject="ho_gia_dinh", name="Hộ A", origin_place="ấp 1"
        )
    assert not Nomination.objects.exists()


def test_a_quota_of_another_group_admits_nobody(tan_chau):
    register(tan_chau, "30397")
    group = tan_chau.campaign.groups.exclude(members__unit__code="30397").first()
    award = more_award(tan_chau, "nhom", {"maximum": 5, "group": group})
    with pytest.raises(DomainError, match="không có chỉ tiêu"):
        open_for(tan_chau, award)


def test_a_joint_quota_admits_households_and_residents(tan_chau):
    _, person = register(tan_chau, "30397")
    residents_named(tan_chau)
    dossier = open_for(tan_chau, more_award(tan_chau))
    home = add_nominee(
        dossier=dossier, by=person, at=OPENED, subject="ho_gia_dinh", name="Hộ bà Sa", origin_place="ấp 2"
    )
    one = add_nominee(
        dossier=dossier,
        by=person,
        at=OPENED,
        subject="ca_nhan",
        name="Lê Văn Tư",
        honorific="ong",
        origin_place="ấp 3",
    )
    assert {home.origin, one.origin} == {"resident"}
    assert [row.subject for row in Nomination.objects.order_by("id")] == ["tap_the", "ho_gia_dinh", "ca_nhan"]
    with pytest.raises(DomainError, match="Đã có đề nghị cho Hộ Bà Sa"):
        add_nominee(
            dossier=dossier, by=person, at=OPENED, subject="ho_gia_dinh", name="Hộ Bà Sa", origin_place="Ấp 2"
        )
    with pytest.raises(DomainError, match="nơi ở của hộ"):
        add_nominee(dossier=dossier, by=person, at=OPENED, subject="ho_gia_dinh", name="Hộ B")


def test_a_dossier_of_a_closed_round_is_read_only(tan_chau):
    desk = opened(tan_chau)
    end_round(round=desk.dossier.round, by=tan_chau.officer, at=IN_TIME)
    with pytest.raises(DomainError, match="không còn mở"):
        edit_letter(dossier=desk.dossier, by=desk.person, at=IN_TIME, signer_name="X")
    with pytest.raises(DomainError, match="Chưa có đợt xét"):
        open_for(tan_chau)


def test_a_plan_that_asks_nobody_to_register_takes_everyone(tan_chau):
    award = tan_chau.campaign.awards.get()
    award.conditions.filter(rule="registered").delete()
    assert open_for(tan_chau, award).items.count() == 1 and not Registration.objects.exists()


def test_another_units_person_opens_nothing(tan_chau):
    register(tan_chau, "30397")
    _, other = register(tan_chau, "30388")
    with pytest.raises(NotAllowed):
        open_for(tan_chau, tan_chau.campaign.awards.get(), by=other)
    assert not Dossier.objects.exists()
