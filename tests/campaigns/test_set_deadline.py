from datetime import date

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.launch_campaign import launch_campaign
from awards.domain.load_plan import load_plan
from awards.packs_schema import read_pack
from campaigns.domain.register_unit import register_unit
from campaigns.domain.set_deadline import set_registration_deadline, settle_deadline
from campaigns.enums import DeadlineMeaning
from dossiers.demo.base import moment

AT = moment(2023, 7, 28)


def settle(world, meaning, day, by=None):
    """The dossier deadline of the draft."""
    return settle_deadline(
        campaign=world.campaign,
        code="dossier",
        meaning=meaning,
        last_valid_day=day,
        by=by or world.officer,
        at=AT,
    )


def test_the_office_says_what_before_means(tan_chau_draft):
    row = settle(tan_chau_draft, DeadlineMeaning.BEFORE_DAY, date(2023, 12, 8))
    row.refresh_from_db()
    assert (row.last_valid_day, row.stated_day) == (date(2023, 12, 8), date(2023, 12, 10))
    settle(tan_chau_draft, DeadlineMeaning.ON_DAY, date(2023, 12, 10))
    assert AuditEvent.objects.filter(kind="deadline.set").count() == 2


@pytest.mark.parametrize(
    ("meaning", "day"),
    [
        (DeadlineMeaning.BEFORE_DAY, date(2023, 12, 10)),
        (DeadlineMeaning.ON_DAY, date(2023, 12, 9)),
        (DeadlineMeaning.BEFORE_DAY, date(2022, 12, 31)),
        ("sometime", date(2023, 12, 9)),
    ],
)
def test_a_day_that_contradicts_the_plan_is_refused(tan_chau_draft, meaning, day):
    with pytest.raises(DomainError):
        settle(tan_chau_draft, meaning, day)
    assert tan_chau_draft.campaign.deadlines.get().last_valid_day == date(2023, 12, 9)


def test_only_the_standing_body_and_only_a_draft(tan_chau_draft):
    unit = tan_chau_draft.unit("30397")
    with pytest.raises(NotAllowed):
        settle(tan_chau_draft, DeadlineMeaning.ON_DAY, date(2023, 12, 10), by=tan_chau_draft.person_of(unit))
    launch_campaign(campaign=tan_chau_draft.campaign, by=tan_chau_draft.officer, at=AT)
    with pytest.raises(DomainError, match="đã khóa"):
        settle(tan_chau_draft, DeadlineMeaning.ON_DAY, date(2023, 12, 10))
    assert tan_chau_draft.campaign.deadlines.get().last_valid_day == date(2023, 12, 9)


def test_a_registration_day_is_set_counts_and_is_taken_away(tan_chau_draft):
    campaign, officer = tan_chau_draft.campaign, tan_chau_draft.officer
    set_registration_deadline(campaign=campaign, day=date(2023, 9, 30), by=officer, at=AT)
    set_registration_deadline(campaign=campaign, day=None, by=officer, at=AT)
    assert not campaign.deadlines.filter(code="registration").exists()
    set_registration_deadline(campaign=campaign, day=date(2023, 8, 31), by=officer, at=AT)
    launched = launch_campaign(campaign=campaign, by=officer, at=AT)
    unit = tan_chau_draft.unit("30397")
    person = tan_chau_draft.person_of(unit)
    with pytest.raises(DomainError, match="31/08/2023"):
        register_unit(campaign=launched, unit=unit, by=person, at=moment(2023, 9, 1, 0, 0))
    register_unit(campaign=launched, unit=unit, by=person, at=moment(2023, 8, 31, 23, 59))


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2024, 1, 1), date(2023, 12, 10)])
def test_a_registration_day_outside_is_refused(tan_chau_draft, day):
    with pytest.raises(DomainError) as refused:
        set_registration_deadline(campaign=tan_chau_draft.campaign, day=day, by=tan_chau_draft.officer, at=AT)
    assert refused.value.field == "day"
    assert tan_chau_draft.campaign.deadlines.count() == 1


def test_loading_the_pack_again_keeps_what_the_office_settled(tan_chau_draft):
    campaign, officer = tan_chau_draft.campaign, tan_chau_draft.officer
    settle(tan_chau_draft, DeadlineMeaning.BEFORE_DAY, date(2023, 12, 8))
    set_registration_deadline(campaign=campaign, day=date(2023, 8, 31), by=officer, at=AT)
    report = load_plan(pack=read_pack("tan_chau_2023"))
    assert report.changes == []
    days = dict(campaign.deadlines.values_list("code", "last_valid_day"))
    assert days == {"dossier": date(2023, 12, 8), "registration": date(2023, 8, 31)}


def test_only_the_deadline_of_the_whole_campaign_is_settled_here(tan_chau_draft):
    campaign = tan_chau_draft.campaign
    own = campaign.deadlines.create(
        code="dossier", round=campaign.rounds.get(), stated="trước ngày 20/12/2023",
        stated_day=date(2023, 12, 20), meaning="before_day", last_valid_day=date(2023, 12, 19), clause="mục x",
    )  # fmt: skip
    settle(tan_chau_draft, DeadlineMeaning.BEFORE_DAY, date(2023, 12, 8))
    own.refresh_from_db()
    days = campaign.deadlines.filter(round__isnull=True).values_list("last_valid_day", flat=True)
    assert (own.last_valid_day, list(days)) == (date(2023, 12, 19), [date(2023, 12, 8)])
    set_registration_deadline(campaign=campaign, day=date(2023, 12, 15), by=tan_chau_draft.officer, at=AT)
    assert campaign.deadlines.filter(code="registration", round__isnull=True).count() == 1
