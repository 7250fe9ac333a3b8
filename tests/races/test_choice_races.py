"""Two people at one nominee, tie or ballot in the same moment: what one decides on does not change under the other."""

from decimal import Decimal

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError
from accounts.models import AuditEvent
from awards.domain.award_own import record_own_award
from awards.domain.change_plan import Paper, seen_hash
from awards.domain.edit_plan import edit_row, remove_row
from awards.domain.export_plan import export_row
from awards.domain.open_meeting import open_meeting
from awards.domain.record_field_result import record_field_result
from awards.domain.suspend_nomination import suspend_nomination
from awards.models import AgendaItem, AwardQuota, AwardRecord, FieldResult, Suspension
from awards.plan_parts import AWARD_PARTS
from dossiers.demo import base
from dossiers.domain.attest_conditions import attest_conditions, conditions_to_attest
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.choose_tie import choose_tie, drop_tie_choice
from scoring.models import Attestation, TieChoice
from tests.award_makers import own_power_award
from tests.council_makers import MEETING_DAY, accepted, prepared
from tests.factories import World
from tests.proposal_makers import JUDGED
from tests.shape_makers import COMMUNES, measured, put, reshaped, without_council
from tests.thread_makers import one_in_the_other

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = Paper("Điều chỉnh", "Kế hoạch 1500/KH-UBND")
ORDERS = pytest.mark.parametrize("turned", [False, True], ids=["first", "last"])


@pytest.fixture
def world(transactional_db) -> World:
    return World(base.seed_launched())


def said(answers) -> list[str]:
    """The sentences of those who were refused; any other error is a fault."""
    for one in answers:
        if isinstance(one, Exception) and not isinstance(one, DomainError):
            raise one
    return [one.message for one in answers if isinstance(one, DomainError)]


def both(turned: bool, one, other) -> list[str]:
    """One in the other, in either order; the sentences of the refused."""
    sentences = said(one_in_the_other(*((other, one) if turned else (one, other))))
    assert broken_links() == []
    return sentences


def who(world) -> dict:
    return {"by": world.officer, "at": JUDGED}


@pytest.fixture
def nominee(world):
    """One that may be awarded at once."""
    without_council(world)
    reshaped(world, {"subject": "tap_the", "maximum": 1, "order": "person"})
    return put(world, "Long Thạnh", COMMUNES[0])


@ORDERS
def test_nobody_is_awarded_while_being_suspended(world, nominee, turned):
    by, since = who(world), JUDGED.date()
    sentences = both(
        turned,
        lambda: award_nomination(nomination=nominee, **by),
        lambda: suspend_nomination(
            nomination=nominee, kind=Suspension.Kind.values[0], since=since, document="CV 12", **by
        ),
    )
    assert len(sentences) == 1
    assert AwardRecord.objects.count() + Suspension.objects.count() == 1


@ORDERS
def test_a_number_that_decides_is_not_changed_under_an_award(world, turned):
    without_council(world)
    reshaped(
        world,
        {"subject": "ca_nhan", "maximum": 1, "order": "person"},
        conditions=({"rule": "field_threshold", "params": {"min_percent": "80"}},),
    )
    one = put(world, "Nguyễn A", COMMUNES[0], "ca_nhan")
    by, year = who(world), world.campaign.rounds.get().year
    record_field_result(nomination=one, year=year, percent=Decimal(90), document="BC 1", **by)
    sentences = both(
        turned,
        lambda: award_nomination(nomination=one, **by),
        lambda: record_field_result(nomination=one, year=year, percent=Decimal(10), document="BC 2", **by),
    )
    # Either the award came first and its number stays, or the number did and nobody is awarded.
    assert len(sentences) == 1
    assert AwardRecord.objects.exists() == (FieldResult.objects.get().percent == 90)


@pytest.fixture
def tied(world):
    """Two tied for one place, the first of them chosen."""
    without_council(world)
    reshaped(world, {"subject": "tap_the", "maximum": 1, "order": "rank", "group": "phuong-xa"})
    measured(world, 2023, {COMMUNES[0]: "95", COMMUNES[1]: "95"})
    rows = [put(world, code, code) for code in COMMUNES[:2]]
    choice = choose_tie(
        quota=AwardQuota.objects.get(),
        unit=rows[0].unit,
        ground="Nghị quyết 1",
        round=rows[0].round,
        **who(world),
    )
    return rows, choice


@ORDERS
def test_a_choice_is_not_dropped_under_the_award_that_rests_on_it(world, tied, turned):
    (one, _), choice = tied
    by = who(world)
    sentences = both(
        turned,
        lambda: award_nomination(nomination=one, **by),
        lambda: drop_tie_choice(choice=choice, reason="Nhầm", **by),
    )
    assert len(sentences) == 1
    assert AwardRecord.objects.count() == TieChoice.objects.count()


def test_a_choice_is_dropped_once(world, tied):
    _, choice = tied
    by = who(world)
    sentences = both(False, *[lambda: drop_tie_choice(choice=choice, reason="Nhầm", **by)] * 2)
    assert len(sentences) == 1 and AuditEvent.objects.filter(kind="tie.dropped").count() == 1


def test_two_choose_for_one_place(world, tied):
    rows, choice = tied
    by, quota = who(world), AwardQuota.objects.get()
    drop_tie_choice(choice=choice, reason="Nhầm", **by)
    acts = [
        lambda row=row: choose_tie(quota=quota, unit=row.unit, ground="NQ", round=row.round, **by)
        for row in rows
    ]
    assert len(both(False, *acts)) == 1 and TieChoice.objects.count() == 1


@ORDERS
def test_a_quota_taken_out_under_a_choice(world, tied, turned):
    rows, choice = tied
    by, quota = who(world), AwardQuota.objects.get()
    drop_tie_choice(choice=choice, reason="Nhầm", **by)
    sentences = both(
        turned,
        lambda: choose_tie(quota=quota, unit=rows[0].unit, ground="NQ", round=rows[0].round, **by),
        lambda: remove_row(campaign=world.campaign, part="quotas", pk=quota.pk, paper=PAPER, **by),
    )
    assert len(sentences) == 1 and TieChoice.objects.count() == AwardQuota.objects.count()


@ORDERS
def test_what_was_attested_does_not_change_once_the_ballot_is_open(world, turned):
    person = accepted(world, COMMUNES[0], "ca_nhan", "Nguyễn A")
    meeting = prepared(world)
    asked = {row.pk: True for row in conditions_to_attest(person)}
    by = {"by": world.officer, "at": MEETING_DAY}
    sentences = both(
        turned,
        lambda: attest_conditions(nomination=person, answers=asked, document="BC", **by),
        lambda: open_meeting(meeting=meeting, nominations=[person], **by),
    )
    numbers = dict(AuditEvent.objects.values_list("kind", "number"))
    assert AgendaItem.objects.count() == 1
    assert bool(sentences) == (not Attestation.objects.exists())
    assert sentences or numbers["condition.attested"] < numbers["meeting.opened"]


@ORDERS
def test_an_award_by_own_power_under_a_quota_that_goes(world, turned):
    award = own_power_award(world)
    quota, unit = award.quotas.get(), world.unit(COMMUNES[0])
    by, round = who(world), world.campaign.rounds.get()
    person = {"name": "Trần Thị B", "honorific": "ba", "position_title": "Công chức"}
    given = {"subject": "ca_nhan", "decision_number": "12/QĐ", "decided_on": JUDGED.date(), **person}
    sentences = both(
        turned,
        lambda: record_own_award(
            round=round, award=award, unit=unit, by=world.person_of(unit), at=JUDGED, **given
        ),
        lambda: remove_row(campaign=world.campaign, part="quotas", pk=quota.pk, paper=PAPER, **by),
    )
    assert len(sentences) == 1
    assert AwardRecord.objects.count() == AwardQuota.objects.filter(pk=quota.pk).count()


@ORDERS
def test_two_forms_of_one_row_opened_before_either_was_sent(world, turned):
    quota = AwardQuota.objects.filter(award__campaign=world.campaign).first()
    seen, by = seen_hash(export_row(AWARD_PARTS["quotas"], quota)), who(world)
    acts = [
        lambda number=number: edit_row(
            campaign=world.campaign, part="quotas", pk=quota.pk, values={"maximum": number}, seen=seen,
            paper=PAPER, **by,
        )
        for number in (7, 8)
    ]  # fmt: skip
    sentences = both(turned, *acts)
    assert len(sentences) == 1 and "người khác sửa" in sentences[0]
