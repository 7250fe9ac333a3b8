"""Forms sent by hand with the keys of another campaign: refused, and nothing of the other one is said."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.clock import set_demo_clock
from accounts.models import AuditEvent
from awards.models import Award, AwardQuota, Nomination
from campaigns.domain.write_criteria import write_criteria_set
from campaigns.models import Campaign, Unit, UnitGroup
from dossiers.demo.base import moment
from dossiers.demo.plans import OTHER_PLANS, seed_one
from tests.factories import World
from tests.plan_pages import posted


@pytest.fixture
def strange(tan_chau_draft: World) -> tuple[Client, Campaign, Campaign]:
    """The officer of Tân Châu with the own draft, and a draft of another province."""
    other = seed_one(OTHER_PLANS[1])
    Campaign.objects.filter(pk=other.pk).update(
        title="Phong trào BIMATHAI", short_title="BIMATHAI", state="draft", version=0, launched_at=None,
        launched_by=None,
    )  # fmt: skip
    set_demo_clock(at=moment(2023, 7, 28, 9))
    client = Client()
    client.force_login(tan_chau_draft.officer)
    return client, tan_chau_draft.campaign, other


def test_a_draft_of_another_office_is_not_offered_as_the_plan_above(strange):
    client, own, other = strange
    url = reverse("awards:plan_add", args=[own.slug, "upper_plans"])
    page = client.get(url)
    assert "BIMATHAI" not in page.content.decode()
    data = {
        "level": "tinh",
        "issuer_name": "UBND tỉnh",
        "parent": other.pk,
        "clause": "x",
        "title": "Kế hoạch",
    }
    answer = client.post(url, data)
    assert answer.status_code == 422 and "BIMATHAI" not in answer.content.decode()
    assert own.upper_plans.count() == 0 or not own.upper_plans.filter(parent=other).exists()


def test_units_of_another_place_are_neither_ticked_nor_named(strange):
    client, own, other = strange
    foreign = Unit.objects.filter(parent=other.issuer).exclude(pk=other.standing_unit_id).first()
    Unit.objects.filter(pk=foreign.pk).update(name="Xã BIMATHAI")
    group = own.groups.get(code="phuong-xa")
    url = reverse("awards:plan_row", args=[own.slug, "groups", group.pk])
    data = posted(client.get(url)) | {"unit_codes": [foreign.code]}
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert "BIMATHAI" not in answer.content.decode()
    group.refresh_from_db()
    assert foreign.code not in group.unit_codes
    looked = client.post(url, data | {"search": "BIMATHAI", "search_units": "1"})
    assert "Xã BIMATHAI" not in looked.content.decode()


def test_rows_of_another_plan_are_no_choice(strange):
    client, own, other = strange
    group, round = other.groups.first(), other.rounds.first()
    award = own.awards.first()
    cases = [
        ("awards:plan_add_of_award", [own.slug, award.code, "quotas"],
         {"group": group.pk, "mode": "ceiling", "maximum": 3, "order": "rank", "clause": "x"}),
        ("awards:plan_add", [own.slug, "deadlines"],
         {"code": "dossier", "round": round.pk, "stated": "x", "stated_day": "10/12/2023",
          "meaning": "on_day", "clause": "x"}),
        ("scoring:condition_add", [own.slug, award.code],
         {"rule": "registered", "text": "x", "group": group.pk, "clause": "x"}),
    ]  # fmt: skip
    before = AuditEvent.objects.count()
    for name, args, data in cases:
        answer = client.post(reverse(name, args=args), data)
        assert answer.status_code == 422, name
        assert str(group) not in answer.content.decode(), name
    assert AuditEvent.objects.count() == before


def test_criteria_sets_of_another_office_are_not_offered(strange):
    client, own, other = strange
    data = {"code": "bi-mat", "title": "Bộ BIMATHAI", "stated_maximum": "10", "basis": "",
            "groups": [{"code": "1", "name": "Nhóm", "maximum": "10", "criteria": [
                {"code": "1.1", "name": "Một", "maximum": "10"}]}]}  # fmt: skip
    found = write_criteria_set(data=data, is_demo=True)
    Campaign.objects.filter(pk=other.pk).update(criteria_set=found)
    url = reverse("awards:plan_single", args=[own.slug, "general"])
    page = client.get(url)
    assert "BIMATHAI" not in page.content.decode()
    answer = client.post(url, posted(page) | {"criteria_set": found.pk})
    assert answer.status_code == 422
    assert "BIMATHAI" not in client.get(reverse("awards:setup_start", args=["trong", "x"])).content.decode()


def test_a_tie_is_not_a_way_to_read_names(tan_chau):
    other = seed_one(OTHER_PLANS[1])
    set_demo_clock(at=moment(2023, 12, 12))
    client = Client()
    client.force_login(tan_chau.officer)
    unit = tan_chau.unit("30376")
    draft = Nomination.objects.create(
        campaign=tan_chau.campaign, round=tan_chau.campaign.rounds.first(), unit=unit,
        award=Award.objects.filter(campaign=tan_chau.campaign).first(), subject="ca_nhan", name="Bà BIMAT",
        honorific="ba", position_title="x", created_by=tan_chau.officer, created_at=moment(2023, 12, 1),
        search_key="", sort_key="",
    )  # fmt: skip
    foreign = Unit.objects.filter(parent=other.issuer).first()
    Unit.objects.filter(pk=foreign.pk).update(name="Xã BIMAT", short_name="")
    quota = AwardQuota.objects.filter(award__campaign=tan_chau.campaign).first()
    url = reverse("dossiers:choose_tie", args=[tan_chau.campaign.slug, quota.pk])
    for who in ({"nomination": draft.pk}, {"unit": foreign.pk}):
        for ground in ("", "Biên bản"):
            answer = client.post(url, {**who, "ground": ground, "key": str(uuid4())})
            assert "BIMAT" not in answer.content.decode(), who


def test_a_group_of_another_campaign_has_no_top_line_here(strange):
    client, own, other = strange
    group = UnitGroup.objects.filter(campaign=other).first()
    answer = client.post(
        reverse("scoring:top_line", args=[own.slug, group.code]), {"last_rank": 1, "ground": "x"}
    )
    assert answer.status_code == 404 or own.groups.filter(code=group.code).exists()
