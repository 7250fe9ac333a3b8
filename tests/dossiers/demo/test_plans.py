"""The other plans of the demo: each stands beside the first, twice is the same as once."""

from campaigns.models import Campaign, Membership
from dossiers.demo.plans import OTHER_PLANS, seed_other_plans


def test_four_plans_with_an_officer_each(db):
    campaigns = seed_other_plans()
    states = {campaign.pack: campaign.state for campaign in campaigns}
    assert states == {
        "bac_son_2023": "draft",
        "vinh_long_2023_2025": "launched",
        "dong_thap_2021_2025": "launched",
        "ta_ma_2023_2030": "draft",
    }
    for plan, campaign in zip(OTHER_PLANS, campaigns, strict=True):
        assert Membership.objects.filter(
            user__username=plan.officer, unit=campaign.standing_unit, role="standing_officer"
        ).exists()
    before = list(Campaign.objects.values_list("pk", "version")), Membership.objects.count()
    seed_other_plans()
    assert (list(Campaign.objects.values_list("pk", "version")), Membership.objects.count()) == before
