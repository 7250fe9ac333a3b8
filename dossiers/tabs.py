"""The rooms of one campaign as tabs: only those that the campaign has and the person may enter."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from awards.models import Award, AwardQuota
from campaigns.access import Access
from campaigns.enums import CampaignState, MeasuredBy, NominatedBy, Origin
from campaigns.models import Campaign, PlanItem

YEARLY = ("campaigns:target", "campaigns:report", "campaigns:own_plan", "campaigns:figures", "awards:own")
PLAN = (
    "awards:plan",
    "awards:version",
    "awards:launch",
    "awards:deadline",
    "scoring:condition_",
    "scoring:what_if",
)
SHEETS = ("scoring:sheet", "scoring:evidence")
RESULTS = ("scoring:ranking", "scoring:source", "scoring:import", "scoring:top_line")
DIRECT = ("dossiers:direct_",)
OWN = ("dossiers:own_award",)
PROPOSALS = (
    "dossiers:proposals",
    "dossiers:why",
    "dossiers:attest",
    "dossiers:choose_tie",
    "dossiers:suspend",
)
ROUNDS = ("campaigns:rounds", "campaigns:move_round", "dossiers:round_numbers")


@dataclass(frozen=True)
class Tab:
    """One tab: its words, its address, and whether the shown page belongs to it."""

    label: str
    url: str
    is_here: bool


def tabs_of(campaign: Campaign, access: Access, here: str, dot: str = "") -> list[Tab]:
    """The tabs in the order of the work. `here` is the shown page's URL name; `dot` the round that is kept."""
    makers = [*before_results(campaign, access), *after_results(campaign, access)]
    return [make_tab(campaign, here, dot, *one) for one in makers]


def make_tab(
    campaign: Campaign, here: str, dot: str, label: str, name: str, prefixes: tuple[str, ...]
) -> Tab:
    """The round goes along to the pages that show one."""
    if name == "dossiers:list":
        return Tab(label, f"{reverse(name)}?phong-trao={campaign.slug}", False)
    url = reverse(name, args=[campaign.slug])
    if dot and name.split(":")[0] in ("dossiers", "scoring") and name != "dossiers:council_setup":
        url = f"{url}?dot={dot}"
    return Tab(label, url, here == name or bool(prefixes) and here.startswith(prefixes))


def before_results(campaign: Campaign, access: Access) -> list[tuple[str, str, tuple[str, ...]]]:
    """(label, URL name, beginnings of its pages' names), from the plan to the results."""
    works, launched = access.is_staff or access.is_unit, campaign.state != CampaignState.DRAFT
    by_units = campaign.nominated_by == NominatedBy.UNITS
    found = [("Tổng quan", "dossiers:campaign", ("dossiers:reminder",)), ("Kế hoạch", "awards:plan", PLAN)]
    if works and launched and by_units:
        found.append(("Đăng ký", "campaigns:register", ()))
    if works and launched and campaign.has_self_score:
        found.append(("Tự chấm", "scoring:sheet", SHEETS))
    if works:
        found.append(("Hằng năm", "campaigns:targets", YEARLY))
    if launched and campaign.measured_by == MeasuredBy.CONTEST and works:
        found.append(("Cuộc thi", "scoring:contest", ("scoring:contest",)))
    if launched and campaign.measured_by == MeasuredBy.INDEX:
        found.append(("Kết quả", "scoring:ranking", RESULTS))
    return found


def after_results(campaign: Campaign, access: Access) -> list[tuple[str, str, tuple[str, ...]]]:
    """The same, from the dossiers to the money."""
    found, launched = [], campaign.state != CampaignState.DRAFT
    by_units = campaign.nominated_by == NominatedBy.UNITS
    own_power, others = (
        special_lists(campaign) if launched and (access.is_staff or access.is_unit) else (False, False)
    )
    if launched and by_units and (access.is_staff or access.is_unit):
        found.append(("Hồ sơ", "dossiers:list" if access.is_staff else "dossiers:my_dossier", ()))
    if access.is_staff and (others or launched and not by_units):
        found.append(("Danh sách trực tiếp", "dossiers:direct_list", DIRECT))
    if launched and (access.is_staff or access.is_council):
        found.append(("Đề xuất", "dossiers:proposals", PROPOSALS))
    if access.is_staff:
        found.append(("Hội đồng", "dossiers:council_setup", ("dossiers:meeting",)))
    if launched and (access.is_staff or access.is_council):
        found.append(("Khen thưởng", "dossiers:awarding", ("dossiers:award_",)))
    if own_power:
        found.append(("Khen của đơn vị", "dossiers:own_awards", OWN))
    found.append(("Đợt xét", "campaigns:rounds", ROUNDS))
    return [*found, ("Dự toán", "awards:budget", ())] if access.is_staff or access.is_council else found


def special_lists(campaign: Campaign) -> tuple[bool, bool]:
    """Whether heads of units give an award themselves, and whether residents or outsiders may be put forward."""
    own = Award.objects.filter(campaign=OuterRef("pk"), own_power=True)
    quotas = AwardQuota.objects.filter(award__campaign=OuterRef("pk"), outside=True, award__own_power=False)
    residents = PlanItem.objects.filter(
        campaign=OuterRef("pk"), section=PlanItem.Section.SUBJECT, origin=Origin.RESIDENT
    )
    rows = Campaign.objects.filter(pk=campaign.pk)
    found = rows.values_list(Exists(own), Exists(quotas) | Exists(residents)).first()
    return found or (False, False)
