"""A dossier that was sent or accepted when its unit ends: people go on, the collective falls out, nothing goes back."""

from datetime import date

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError
from accounts.models import AuditEvent, User
from awards.enums import NominationState
from awards.models import Nomination
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.enums import ChangeKind, Inherited, SubjectKind
from campaigns.models import Membership, Takeover
from dossiers.demo.base import moment
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from dossiers.domain.open_dossier import add_nominee, open_dossier
from dossiers.domain.undo_takeover import undo_takeover
from dossiers.enums import DossierState
from dossiers.invariants import breaches
from dossiers.models import Dossier, DossierItem
from dossiers.takeover_dossiers import why_collective_falls_out
from dossiers.takeovers import questions_of
from tests.council_makers import prepared
from tests.succession_makers import basis, province_above

EARLY, BEFORE, AT, LATER = moment(2023, 8, 2), moment(2023, 9, 20), moment(2023, 10, 5), moment(2023, 10, 6)
DAY = date(2023, 10, 1)
STATES = pytest.mark.parametrize("state", [DossierState.SENT, DossierState.ACCEPTED])


@pytest.fixture
def land(tan_chau):
    """xã Long An has a dossier with itself and one official; the successor has registered."""
    province_above(tan_chau.campaign.issuer)
    tan_chau.an, tan_chau.phu = tan_chau.unit("30391"), tan_chau.unit("30394")
    tan_chau.clerk = tan_chau.person_of(tan_chau.an)
    for unit in (tan_chau.an, tan_chau.phu):
        register_unit(campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(unit), at=EARLY)
    tan_chau.dossier = filled(tan_chau, tan_chau.an, "Trần Văn Tám")
    return tan_chau


def filled(land, unit, name):
    """A dossier with the unit itself and one person."""
    by = {"by": land.person_of(unit), "at": BEFORE}
    dossier = open_dossier(campaign=land.campaign, unit=unit, **by)
    add_nominee(
        dossier=dossier, subject=SubjectKind.CA_NHAN, name=name, honorific="ong", position_title="Công chức", **by
    )  # fmt: skip
    return dossier


def sent(land, dossier, state):
    """As sending, and taking in, leave it."""
    by = land.person_of(dossier.unit)
    Dossier.objects.filter(pk=dossier.pk).update(
        state=DossierState.SENT, sent_at=BEFORE, first_sent_at=BEFORE, sent_by=by, times_sent=1,
        receipt_number=f"TC2023-{dossier.pk:04d}", receipt={"number": "1", "files": []}, updated_at=BEFORE,
    )  # fmt: skip
    Nomination.objects.filter(dossier_item__dossier=dossier).update(state=NominationState.SENT)
    if state == DossierState.ACCEPTED:
        dossier.refresh_from_db()
        accept_dossier(dossier=dossier, by=land.officer, at=BEFORE)
    dossier.refresh_from_db()


def merge(land):
    people = {row.pk: "30394" for row in Membership.objects.filter(unit=land.an)}
    succeed_units(
        kind=ChangeKind.MERGE, predecessors=[land.an], successors=[land.phu],
        basis=basis(DAY, issued_on=DAY), by=User.objects.get(username="quan-tri-tinh"), at=AT, people=people,
    )  # fmt: skip
    land.an.refresh_from_db()


def answer(land, unit):
    return decide_takeovers(
        campaign=land.campaign, answers=[Answer(land.an.pk, Inherited.DOSSIER, unit and unit.pk)],
        document="Thông báo số 10/TB-UBND", by=land.officer, at=AT,
    )[0]  # fmt: skip


def standing(land):
    """Everything that may be neither lost nor doubled."""
    rows = Nomination.objects.order_by("pk").values_list(
        "pk", "unit", "state", "group", "dossier_item__dossier"
    )
    return list(rows), list(Dossier.objects.order_by("pk").values_list("pk", "unit", "state"))


@STATES
def test_people_go_on_without_the_dossier_going_back(land, state):
    sent(land, land.dossier, state)
    merge(land)
    said = {row.what: row.said for row in questions_of(land.campaign, AT)[0].open}[Inherited.DOSSIER]
    assert "biên nhận TC2023-" in said and said.endswith("1 tập thể, 1 cá nhân, hộ gia đình")
    answer(land, land.phu)
    dossier = Dossier.objects.get()
    assert (dossier.unit, dossier.state, dossier.receipt["unit"]) == (land.phu, state, land.an.name)
    one = Nomination.objects.get(dossier_item__dossier=dossier)
    assert (one.name, one.unit, one.state) == ("Trần Văn Tám", land.phu, state)
    ceased = Nomination.objects.get(subject=SubjectKind.TAP_THE)
    assert (ceased.unit, ceased.state) == (land.an, NominationState.WITHDRAWN)
    event = AuditEvent.objects.get(kind="takeover.decided")
    assert "Tập thể UBND xã Long An chấm dứt từ hết ngày 30/09/2023 nên thôi được đề nghị" in event.sentence
    assert broken_links() == [] and not any(breaches().values())


@STATES
def test_the_answer_is_taken_back_whole(land, state):
    sent(land, land.dossier, state)
    before = standing(land)
    merge(land)
    row = answer(land, land.phu)
    assert standing(land) != before
    undo_takeover(takeover=row, reason="Chọn nhầm", by=land.officer, at=LATER)
    assert standing(land) == before
    answer(land, None)
    assert set(Nomination.objects.values_list("state", flat=True)) == {NominationState.WITHDRAWN}


@STATES
def test_beside_a_dossier_of_the_successor_the_sent_one_stays_and_its_people_are_the_successors(land, state):
    own = filled(land, land.phu, "Lê Thị Chín")
    sent(land, land.dossier, state)
    merge(land)
    answer(land, land.phu)
    land.dossier.refresh_from_db()
    own.refresh_from_db()
    assert (land.dossier.unit, land.dossier.state, own.state) == (land.an, state, DossierState.DRAFT)
    assert Nomination.objects.get(name="Trần Văn Tám").unit == land.phu
    assert DossierItem.objects.filter(dossier=own).count() == 2
    # Its people find it, and nobody else does.
    page = f"/ho-so/{land.dossier.pk}/"
    assert land.browser(land.person_of(land.phu), AT).get(page).status_code == 200
    assert land.browser(land.person_of(land.unit("30385")), AT).get(page).status_code == 404


def test_a_dossier_that_waits_is_taken_in_afterwards(land):
    sent(land, land.dossier, DossierState.SENT)
    merge(land)
    row = answer(land, land.phu)
    accept_dossier(dossier=land.dossier, by=land.officer, at=LATER)
    assert Nomination.objects.get(name="Trần Văn Tám").state == NominationState.ACCEPTED
    with pytest.raises(DomainError, match="đã được làm tiếp sau quyết định này"):
        undo_takeover(takeover=row, reason="Nhầm", by=land.officer, at=LATER)


def test_nobody_is_put_forward_twice(land):
    filled(land, land.phu, "Trần Văn Tám")
    sent(land, land.dossier, DossierState.SENT)
    merge(land)
    with pytest.raises(DomainError, match="cũng đã đề nghị Trần Văn Tám"):
        answer(land, land.phu)
    assert not Takeover.objects.exists()


def test_not_while_the_council_votes(land):
    from awards.domain.open_meeting import open_meeting

    sent(land, land.dossier, DossierState.ACCEPTED)
    merge(land)
    ceased = Nomination.objects.get(subject=SubjectKind.TAP_THE)
    meeting = prepared(land)
    open_meeting(meeting=meeting, nominations=[ceased], by=land.officer, at=moment(2023, 12, 14, 9))
    with pytest.raises(DomainError, match="Hội đồng đang bỏ phiếu về"):
        answer(land, land.phu)


def test_an_open_dossier_is_given_back_too(land):
    before = standing(land)
    merge(land)
    undo_takeover(takeover=answer(land, land.phu), reason="Nhầm", by=land.officer, at=LATER)
    assert standing(land) == before


def test_the_pages_say_why_and_lead_to_the_answer(land):
    sent(land, land.dossier, DossierState.SENT)
    merge(land)
    client = land.browser(land.officer, AT)
    for page in (f"/ho-so/{land.dossier.pk}/", f"/phong-trao/{land.campaign.slug}/ke-thua/"):
        assert "hồ sơ đã gửi không phải trả lại" in client.get(page).content.decode()
    assert "Quyết định ai kế thừa" in client.get(f"/ho-so/{land.dossier.pk}/").content.decode()


def test_the_clause_is_that_of_the_day_and_marked_while_unread(land):
    merge(land)
    assert "Thông tư" not in why_collective_falls_out(land.an, date(2023, 12, 1))
    said = why_collective_falls_out(land.an, date(2025, 9, 1))
    assert "(Thông tư 15/2025/TT-BNV, chưa đối chiếu điều khoản)" in said
