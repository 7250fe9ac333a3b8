"""The other plans of the program beside the first: their units, an officer each, and the launch on its day."""

import csv
from dataclasses import dataclass
from datetime import datetime

from awards.domain.launch_campaign import launch_campaign
from awards.domain.load_plan import load_plan
from awards.packs_schema import read_pack
from campaigns.enums import CampaignState, Role
from campaigns.importers.units import import_units
from campaigns.models import Campaign, Unit
from dossiers.demo.base import DATA, moment, write_person

# Enough to try the unit's side; every account costs a slow hash.
ACCOUNTS = 3


@dataclass(frozen=True)
class DemoPlan:
    """One pack with its units, the account of its standing body, and the day of the launch (None: a draft)."""

    pack: str
    units: str
    officer: str
    name: str
    launched_at: datetime | None


OTHER_PLANS = (
    # A draft: the plan leaves open which attempt counts, which staff settle before the launch.
    DemoPlan("bac_son_2023", "units_bac_son.csv", "can-bo-bac-son", "Hoàng Văn Lợi", None),
    DemoPlan(
        "vinh_long_2023_2025",
        "units_vinh_long.csv",
        "can-bo-vinh-long",
        "Nguyễn Thị Mai",
        moment(2023, 4, 20),
    ),
    DemoPlan(
        "dong_thap_2021_2025", "units_dong_thap.csv", "can-bo-dong-thap", "Lê Quốc Việt", moment(2022, 6, 7)
    ),
    DemoPlan("ta_ma_2023_2030", "units_ta_ma.csv", "can-bo-ta-ma", "Lò Thị Inh", None),
)


def seed_other_plans() -> list[Campaign]:
    """Loads each plan once; what is there already stays as it is."""
    return [seed_one(plan) for plan in OTHER_PLANS]


def seed_one(plan: DemoPlan) -> Campaign:
    """Units, the officer, accounts of the first units, the plan, and its launch where it has a day."""
    report = import_units(file=DATA / plan.units)
    if report.problems:
        raise RuntimeError(" ".join(report.problems))
    campaign = load_plan(pack=read_pack(plan.pack), source=plan.pack).campaign
    assert campaign is not None
    officer = write_person(
        plan.officer, plan.name, campaign.standing_unit, Role.STANDING_OFFICER, "Chuyên viên"
    )
    for unit in members_with_account(plan, campaign):
        write_person(f"dv-{unit.code}", f"Cán bộ {unit}", unit, Role.UNIT_OFFICER, "Công chức phụ trách")
    if plan.launched_at and campaign.state == CampaignState.DRAFT:
        campaign = launch_campaign(campaign=campaign, by=officer, at=plan.launched_at)
    return campaign


def members_with_account(plan: DemoPlan, campaign: Campaign) -> list[Unit]:
    """The first units under the issuer other than the bodies that run the campaign."""
    with (DATA / plan.units).open(encoding="utf-8", newline="") as rows:
        codes = [row["code"] for row in csv.DictReader(rows)]
    units = Unit.objects.in_bulk(codes, field_name="code")
    own = {campaign.issuer_id, campaign.standing_unit_id, campaign.appraising_unit_id}
    below = [units[code] for code in codes if units[code].parent_id == campaign.issuer_id]
    return [unit for unit in below if unit.pk not in own][:ACCOUNTS]
