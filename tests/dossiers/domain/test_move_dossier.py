import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.enums import NominationState
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.open_dossier import add_nominee
from dossiers.domain.return_dossier import return_dossier
from dossiers.domain.send_dossier import send_dossier
from dossiers.enums import DossierState
from dossiers.models import DossierStep
from tests.dossier_makers import IN_TIME, TOO_LATE, ready

REASON = "Thiếu số liệu so sánh với năm 2022 ở báo cáo tập thể."


@pytest.fixture
def sent(tan_chau):
    desk = ready(tan_chau)
    desk.dossier = send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    return desk


def test_a_returned_dossier_is_open_again_with_its_reason(sent):
    row = return_dossier(dossier=sent.dossier, reason=REASON, by=sent.world.officer, at=IN_TIME)
    assert (row.state, row.returned_reason) == (DossierState.RETURNED, REASON)
    assert {one.state for one in sent.nominations} == {NominationState.DRAFT}
    assert AuditEvent.objects.filter(kind="dossier.returned", sentence__contains=REASON).count() == 1
    assert broken_links() == []


def test_one_that_came_in_time_may_come_again_after_the_deadline(sent):
    return_dossier(dossier=sent.dossier, reason=REASON, by=sent.world.officer, at=TOO_LATE)
    again = send_dossier(dossier=sent.dossier, by=sent.person, at=TOO_LATE)
    assert (again.first_sent_at, again.sent_at, again.times_sent) == (IN_TIME, TOO_LATE, 2)
    assert (again.receipt_number, again.returned_reason) == ("TC2023-0002", "")
    assert [step.to_state for step in DossierStep.objects.all()] == ["sent", "returned", "sent"]


@pytest.mark.parametrize("reason", ["", "   ", "thiếu"])
def test_without_a_reason_it_is_not_returned(sent, reason):
    with pytest.raises(DomainError, match="lý do"):
        return_dossier(dossier=sent.dossier, reason=reason, by=sent.world.officer, at=IN_TIME)
    sent.dossier.refresh_from_db()
    assert sent.dossier.state == DossierState.SENT


def test_accepting_moves_the_nominations_on(sent):
    row = accept_dossier(dossier=sent.dossier, by=sent.world.officer, at=IN_TIME)
    assert (row.state, row.accepted_by) == (DossierState.ACCEPTED, sent.world.officer)
    assert {one.state for one in sent.nominations} == {NominationState.ACCEPTED}


def test_the_unit_and_the_council_take_no_step_of_the_officer(sent):
    for person in (sent.person, sent.world.member(1), sent.world.person_of(sent.world.unit("30388"))):
        with pytest.raises(NotAllowed):
            accept_dossier(dossier=sent.dossier, by=person, at=IN_TIME)
        with pytest.raises(NotAllowed):
            return_dossier(dossier=sent.dossier, reason=REASON, by=person, at=IN_TIME)
    assert DossierStep.objects.count() == 1


def test_nobody_accepts_what_they_sent(sent):
    Membership.objects.create(
        user=sent.person,
        unit=sent.world.campaign.standing_unit,
        role=Role.STANDING_OFFICER,
        valid_from="2023-01-01",
    )
    with pytest.raises(NotAllowed, match="do thủ trưởng .* thực hiện"):
        accept_dossier(dossier=sent.dossier, by=sent.person, at=IN_TIME)
    sent.dossier.refresh_from_db()
    assert sent.dossier.state == DossierState.SENT


def test_a_sent_dossier_is_closed_to_its_unit(sent):
    with pytest.raises(DomainError, match="đã gửi"):
        add_nominee(
            dossier=sent.dossier,
            by=sent.person,
            at=IN_TIME,
            subject="ca_nhan",
            name="Lê Văn A",
            honorific="ong",
            position_title="Công chức",
        )
    assert len(sent.nominations) == 2
