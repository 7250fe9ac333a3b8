"""More awards beside the plan's own one: of a higher authority, of heads, for outsiders, for residents."""

from awards.models import Award, AwardQuota, DocumentRequirement
from campaigns.models import PlanItem


def more_award(world, code: str = "bang-khen", *quotas: dict, papers: tuple = (), **values) -> Award:
    """An award with its quotas (of all groups) and papers (kind, per), decided by a higher authority."""
    named = {"name": "Bằng khen của Chủ tịch UBND tỉnh", "kind": "bang_khen", "clause": "mục X"}
    named |= {
        "decided_by": "Chủ tịch Ủy ban nhân dân tỉnh An Giang",
        "position": world.campaign.awards.count(),
    }
    award = Award.objects.create(campaign=world.campaign, code=code, **{**named, **values})
    for place, quota in enumerate(quotas or ({"maximum": 5},)):
        row = {"mode": "ceiling" if quota.get("maximum") else "none", "clause": "mục X.1", "position": place}
        AwardQuota.objects.create(award=award, **{**row, **quota})
    for place, (kind, per) in enumerate(papers):
        DocumentRequirement.objects.create(
            award=award, position=place, kind=kind, per=per, name=f"Giấy tờ {kind}", clause="mục X.2"
        )
    return award


def own_power_award(world, **values) -> Award:
    """Giấy khen that heads give by themselves, without a number."""
    named = {"name": "Giấy khen của thủ trưởng", "kind": "giay_khen", "decided_by": "Thủ trưởng đơn vị"}
    return more_award(world, "giay-khen-don-vi", {}, own_power=True, **{**named, **values})


def residents_named(world) -> None:
    """The plan names residents among its subjects."""
    PlanItem.objects.create(
        campaign=world.campaign,
        section="subject",
        position=90,
        subject="ca_nhan",
        origin="resident",
        text="Người dân",
        clause="mục II",
    )
