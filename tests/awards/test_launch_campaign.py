import hashlib
import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.check_plan import check_plan
from awards.domain.export_plan import plan_content
from awards.domain.launch_campaign import launch_campaign
from awards.models import AwardQuota
from campaigns.models import Campaign, CampaignVersion, Unit
from dossiers.demo.base import moment

AT = moment(2023, 7, 28, 14)


def launch(world, by=None):
    """The launch at two in the afternoon."""
    return launch_campaign(campaign=world.campaign, by=by or world.officer, at=AT)


def test_the_plan_is_frozen_as_version_1_with_its_hash(tan_chau_draft):
    campaign = launch(tan_chau_draft)
    version = CampaignVersion.objects.get()
    text = json.dumps(version.content, ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(text.encode()).hexdigest() == version.sha256
    assert version.content == plan_content(campaign)
    assert (campaign.state, campaign.version, campaign.launched_at) == ("launched", 1, AT)
    assert campaign.members.count() == 27 and campaign.members.filter(group__code="phuong-xa").count() == 14
    assert AuditEvent.objects.get(kind="campaign.launched").sentence.endswith("bản 1, 27 đơn vị.")
    assert broken_links() == []


def test_a_second_launch_and_other_people_are_refused(tan_chau_draft):
    unit = tan_chau_draft.unit("30397")
    for person in (tan_chau_draft.person_of(unit), tan_chau_draft.member(1)):
        with pytest.raises(NotAllowed):
            launch(tan_chau_draft, by=person)
    assert Campaign.objects.get().state == "draft"
    launch(tan_chau_draft)
    with pytest.raises(DomainError, match="đã phát động rồi"):
        launch(tan_chau_draft)
    assert CampaignVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda campaign: AwardQuota.objects.all().delete(), "chỉ tiêu"),
        (lambda campaign: Campaign.objects.update(criteria_set=None), "bộ tiêu chí"),
        (
            lambda campaign: Unit.objects.filter(kind__in=["ubnd_phuong", "ubnd_xa"]).update(kind="khac"),
            "phường, xã",
        ),
    ],
)
def test_an_incomplete_plan_is_not_launched_and_says_why(tan_chau_draft, spoil, said):
    spoil(tan_chau_draft.campaign)
    with pytest.raises(DomainError, match=said):
        launch(tan_chau_draft)
    assert not CampaignVersion.objects.exists() and not tan_chau_draft.campaign.members.exists()


def test_a_deadline_on_sunday_is_a_hint_and_does_not_stop(tan_chau_draft):
    tan_chau_draft.campaign.deadlines.update(meaning="on_day", last_valid_day=date(2023, 12, 10))
    (line,) = check_plan(tan_chau_draft.campaign, AT.date())
    assert not line.stops and line.part == "deadlines"
    assert "rơi vào Chủ nhật 10/12/2023" in line.sentence
    launch(tan_chau_draft)


def test_a_unit_that_ended_before_the_period_is_not_placed(tan_chau_draft):
    Unit.objects.filter(code="30397").update(valid_to=date(2022, 12, 31))
    assert launch(tan_chau_draft).members.count() == 26


def test_the_database_itself_refuses_a_launched_campaign_without_its_day(tan_chau_draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(state="launched")
