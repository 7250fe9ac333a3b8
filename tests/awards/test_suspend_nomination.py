"""A nomination that waits while something is looked into, and goes on afterwards."""

from datetime import date

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.claim_place import claim_place
from awards.domain.suspend_nomination import resume_nomination, suspend_nomination
from awards.models import AwardQuota, Condition, Suspension
from dossiers.demo.base import moment
from dossiers.domain.propose import propose
from scoring.ranking import Status
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, put, reshaped, without_council

AT = moment(2026, 1, 5)
DAY = date(2026, 1, 2)


@pytest.fixture
def one(tan_chau):
    reshaped(tan_chau, {"mode": "none"}, conditions=({"rule": "not_suspended"},))
    return put(tan_chau, "A", BODIES[0])


def stop(world, one, **values):
    values = {"kind": "complaint", "since": DAY, "document": "Công văn 12", "by": world.officer, **values}
    return suspend_nomination(nomination=one, at=AT, **values)


def status(world):
    return propose(campaign=world.campaign, at=AT).tables[0].rows[0].line.status


def test_it_waits_and_goes_on(tan_chau, one):
    assert status(tan_chau) == Status.PROPOSED
    stop(tan_chau, one)
    assert status(tan_chau) == Status.PENDING
    row = propose(campaign=tan_chau.campaign, at=AT).tables[0].rows[0]
    assert "Công văn 12" in str(row.judgement.as_data())
    with pytest.raises(DomainError, match="đang tạm dừng rồi"):
        stop(tan_chau, one)
    lifted = resume_nomination(nomination=one, document="Kết luận 5", by=tan_chau.officer, at=AT)
    assert (lifted.lifted_by, lifted.lifted_document) == (tan_chau.officer, "Kết luận 5")
    assert status(tan_chau) == Status.PROPOSED
    stop(tan_chau, one)
    assert Suspension.objects.count() == 2
    kinds = list(AuditEvent.objects.filter(kind__startswith="nomination.").values_list("kind", flat=True))
    assert sorted(kinds) == ["nomination.resumed", "nomination.suspended", "nomination.suspended"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"document": " "}, "văn bản làm căn cứ"),
        ({"kind": "khac"}, "lý do tạm dừng"),
        ({"since": date(2026, 1, 6)}, "chưa đến"),
    ],
)
def test_what_is_missing_is_said(tan_chau, one, values, said):
    with pytest.raises(DomainError, match=said):
        stop(tan_chau, one, **values)
    assert not Suspension.objects.exists()


def test_only_the_standing_body_and_only_under_way(tan_chau, one):
    with pytest.raises(NotAllowed):
        stop(tan_chau, one, by=tan_chau.person_of(one.unit))
    with pytest.raises(DomainError, match="không bị tạm dừng"):
        resume_nomination(nomination=one, document="x", by=tan_chau.officer, at=AT)
    without_council(tan_chau)
    claim_place(nomination=one, quota=AwardQuota.objects.get(), by=tan_chau.officer, at=AT)
    with pytest.raises(DomainError, match="bỏ chọn"):
        stop(tan_chau, one)
    draft = put(tan_chau, "B", BODIES[1], state="draft")
    with pytest.raises(DomainError, match="Đang soạn"):
        stop(tan_chau, draft)
    assert not Suspension.objects.exists()


def test_a_document_is_needed_to_go_on(tan_chau, one):
    stop(tan_chau, one)
    with pytest.raises(DomainError, match="văn bản kết luận"):
        resume_nomination(nomination=one, document="", by=tan_chau.officer, at=AT)
    assert Suspension.objects.get().lifted_at is None


def test_it_waits_also_where_neither_plan_nor_law_of_the_day_say_so(tan_chau, one):
    Condition.objects.all().delete()
    suspend_nomination(
        nomination=one,
        kind="discipline",
        since=JUDGED.date(),
        document="CV 3",
        by=tan_chau.officer,
        at=JUDGED,
    )
    row = propose(campaign=tan_chau.campaign, at=JUDGED).tables[0].rows[0]
    assert row.line.status == Status.PENDING
    assert [(found.rule, found.clause) for found in row.judgement.findings] == [("not_suspended", "CV 3")]
