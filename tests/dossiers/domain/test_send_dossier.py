import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.enums import NominationState
from dossiers.domain.send_dossier import send_dossier
from dossiers.enums import DossierState
from dossiers.models import DossierStep
from dossiers.states import Late
from tests.dossier_makers import IN_TIME, LAST_MOMENT, TOO_LATE, filled, ready


def test_a_complete_dossier_is_sent_with_a_receipt(tan_chau):
    desk = ready(tan_chau)
    sent = send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    assert (sent.state, sent.sent_at, sent.first_sent_at) == (DossierState.SENT, IN_TIME, IN_TIME)
    assert sent.receipt_number == "TC2023-0001"
    names = [line["name"] for line in sent.receipt["files"]]
    assert names == [
        "01-to-trinh.pdf",
        "02-bien-ban.pdf",
        "03-bao-cao-thanh-tich-uy-ban-nhan-dan-xa-chau-phong.pdf",
        "04-bao-cao-thanh-tich-tran-minh-khoa.pdf",
        "05-bang-diem.pdf",
    ]
    assert all(len(line["sha256"]) == 64 and line["size"] > 1000 for line in sent.receipt["files"])
    assert {row.state for row in desk.nominations} == {NominationState.SENT}
    step = DossierStep.objects.get()
    assert (step.from_state, step.to_state) == (DossierState.DRAFT, DossierState.SENT)
    assert broken_links() == []


def test_the_last_day_counts_to_its_end_and_not_a_microsecond_longer(tan_chau):
    desk = ready(tan_chau)
    with pytest.raises(Late, match="09/12/2023"):
        send_dossier(dossier=desk.dossier, by=desk.person, at=TOO_LATE)
    desk.dossier.refresh_from_db()
    assert desk.dossier.state == DossierState.DRAFT and desk.dossier.receipt_number == ""
    assert not DossierStep.objects.exists()
    assert send_dossier(dossier=desk.dossier, by=desk.person, at=LAST_MOMENT).state == DossierState.SENT


def test_an_incomplete_one_is_refused_with_every_reason(tan_chau):
    desk = filled(tan_chau)
    with pytest.raises(DomainError) as refused:
        send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    assert refused.value.message.count("Chưa tạo giấy tờ") == 5
    assert not AuditEvent.objects.filter(kind="dossier.sent").exists()


def test_someone_else_can_not_send_it(tan_chau):
    desk = ready(tan_chau)
    other = tan_chau.person_of(tan_chau.unit("30388"))
    with pytest.raises(NotAllowed):
        send_dossier(dossier=desk.dossier, by=other, at=IN_TIME)
    with pytest.raises(NotAllowed):
        send_dossier(dossier=desk.dossier, by=tan_chau.officer, at=IN_TIME)
    desk.dossier.refresh_from_db()
    assert desk.dossier.state == DossierState.DRAFT


def test_a_second_sending_is_no_step(tan_chau):
    desk = ready(tan_chau)
    send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    with pytest.raises(DomainError, match="Chờ kiểm tra"):
        send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    assert DossierStep.objects.count() == 1
