import pytest

from accounts.errors import DomainError, NotAllowed, NotFound
from awards.enums import NominationState
from awards.models import Nomination
from dossiers.domain.open_dossier import (
    add_nominee,
    edit_letter,
    edit_nominee,
    open_dossier,
    record_meeting,
    remove_nominee,
)
from dossiers.models import Dossier, DossierItem
from tests.dossier_makers import OPENED, WRITTEN, filled, minutes, opened


def test_an_opened_dossier_holds_the_unit_and_good_defaults(tan_chau):
    desk = opened(tan_chau)
    assert [row.name for row in desk.nominations] == ["Ủy ban nhân dân xã Châu Phong"]
    assert desk.dossier.addressee == "Ủy ban nhân dân thị xã Tân Châu"
    assert desk.dossier.signer_title == "TM. Ủy ban nhân dân / Chủ tịch"
    again = open_dossier(campaign=tan_chau.campaign, unit=desk.unit, by=desk.person, at=WRITTEN)
    assert again.pk == desk.dossier.pk and Nomination.objects.count() == 1


def test_an_unregistered_unit_gets_the_reason(tan_chau):
    unit = tan_chau.unit("30388")
    with pytest.raises(DomainError, match="chưa đăng ký"):
        open_dossier(campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(unit), at=OPENED)
    assert not Dossier.objects.exists()


def test_a_campaign_that_is_not_launched_takes_none(tan_chau_draft):
    unit = tan_chau_draft.unit("30388")
    with pytest.raises(DomainError, match="chưa phát động"):
        open_dossier(
            campaign=tan_chau_draft.campaign, unit=unit, by=tan_chau_draft.person_of(unit), at=OPENED
        )


def test_another_units_person_changes_nothing(tan_chau):
    desk, other = opened(tan_chau), opened(tan_chau, "30388")
    with pytest.raises(NotAllowed):
        edit_letter(dossier=desk.dossier, by=other.person, at=WRITTEN, signer_name="Kẻ Lạ")
    with pytest.raises(NotAllowed):
        remove_nominee(dossier=desk.dossier, nomination=desk.nominations[0], by=other.person, at=WRITTEN)
    with pytest.raises(NotFound):
        edit_nominee(
            dossier=other.dossier, nomination=desk.nominations[0], by=other.person, at=WRITTEN, summary="x"
        )
    desk.dossier.refresh_from_db()
    assert desk.dossier.signer_name == "" and len(desk.nominations) == 1


def test_a_removed_nominee_leaves_the_dossier_and_the_minutes(tan_chau):
    desk = filled(tan_chau)
    person = desk.nominations[1]
    remove_nominee(dossier=desk.dossier, nomination=person, by=desk.person, at=WRITTEN)
    person.refresh_from_db()
    assert person.state == NominationState.WITHDRAWN
    assert DossierItem.objects.count() == 1
    assert [row.nomination_id for row in desk.dossier.meeting.results.all()] == [desk.nominations[0].pk]


def test_minutes_for_an_older_list_are_refused(tan_chau):
    desk = opened(tan_chau)
    written = minutes(desk)
    desk.add_person()
    with pytest.raises(DomainError, match="tải lại trang"):
        record_meeting(dossier=desk.dossier, minutes=written, by=desk.person, at=WRITTEN)
    desk.dossier.refresh_from_db()
    assert desk.dossier.meeting is None


def test_the_letter_needs_an_addressee_and_keeps_to_its_lengths(tan_chau):
    desk = opened(tan_chau)
    for values, field in [({"addressee": " "}, "addressee"), ({"signer_name": "x" * 121}, "signer_name")]:
        with pytest.raises(DomainError) as refused:
            edit_letter(dossier=desk.dossier, by=desk.person, at=WRITTEN, **values)
        assert refused.value.field == field
    edit_letter(dossier=desk.dossier, by=desk.person, at=WRITTEN, signer_name=" Nguyễn  Văn Hòa ")
    desk.dossier.refresh_from_db()
    assert (desk.dossier.signer_name, desk.dossier.updated_at) == ("Nguyễn Văn Hòa", WRITTEN)


def test_only_the_award_of_the_campaign_and_one_collective(tan_chau):
    desk = opened(tan_chau)
    with pytest.raises(DomainError, match="một tập thể"):
        add_nominee(dossier=desk.dossier, by=desk.person, at=WRITTEN, subject="tap_the")
    assert DossierItem.objects.count() == 1
