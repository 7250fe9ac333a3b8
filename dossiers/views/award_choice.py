"""For which award a unit opens a dossier: what the plan gives in the round, on what terms, with which papers."""

from dataclasses import dataclass

from accounts.errors import DomainError
from awards.domain.nominate import check_can_nominate
from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from awards.own_queries import own_power_awards
from awards.queries import asks_registration, awards_for_unit, is_registered
from campaigns.enums import NominatedBy, Origin, RoundState
from campaigns.models import Campaign, Round, Unit, UnitGroup
from dossiers.models import Dossier


@dataclass(frozen=True)
class AwardOption:
    """One award that may be asked for; `dossier` when the unit has one already."""

    award: Award
    quotas: list[AwardQuota]
    conditions: list[Condition]
    papers: list[DocumentRequirement]
    dossier: Dossier | None


@dataclass(frozen=True)
class AwardChoice:
    """The page: `reason` says why nothing can be opened now; registering helps when `must_register`.

    `sends`: whether units send dossiers in this round at all.
    """

    options: list[AwardOption]
    own_power: list[Award]
    past: list[Dossier]
    reason: str
    may_open: bool
    sends: bool
    must_register: bool

    @property
    def only_dossier(self) -> Dossier | None:
        """The dossier to lead to when there is nothing to choose."""
        one = self.options[0] if len(self.options) == 1 else None
        return one.dossier if one else None


def choice_of(campaign: Campaign, round: Round | None, unit: Unit) -> AwardChoice:
    """What the unit sees of a round, in a fixed number of queries."""
    group = UnitGroup.objects.filter(campaign=campaign, members__unit=unit).first()
    mine = list(
        Dossier.objects.filter(campaign=campaign, unit=unit).select_related("award", "round").order_by("pk")
    )
    found = {row.award_id: row for row in mine if round and row.round_id == round.pk}
    pairs = awards_for_unit(round, group) if round else []
    awards = [award for award, _ in pairs]
    asked = Condition.objects.filter(award__in=awards, round_kind__in=("", round.kind if round else ""))
    conditions, papers = _by_award(asked), _by_award(DocumentRequirement.objects.filter(award__in=awards))
    options = [
        AwardOption(
            award=award,
            quotas=quotas,
            conditions=[row for row in conditions.get(award.pk, []) if _holds_for(row, group, unit)],
            papers=papers.get(award.pk, []),
            dossier=found.get(award.pk),
        )
        for award, quotas in pairs
    ]
    reason = _why_not(campaign, round, unit, options)
    past = [row for row in mine if round is None or row.round_id != round.pk]
    sends = bool(options) and campaign.nominated_by != NominatedBy.STANDING
    return AwardChoice(
        options,
        own_power_awards(campaign),
        past,
        reason,
        may_open=not reason,
        sends=sends,
        must_register=sends
        and bool(reason)
        and asks_registration(campaign)
        and not is_registered(campaign, unit),
    )


def _by_award(rows) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows.order_by("position"):
        found.setdefault(row.award_id, []).append(row)
    return found


def _holds_for(row: Condition, group: UnitGroup | None, unit: Unit) -> bool:
    if row.origin not in ("", Origin.UNIT):
        return False
    return row.group_id in (None, group.pk if group else None) and row.unit_id in (None, unit.pk)


def _why_not(campaign: Campaign, round: Round | None, unit: Unit, options: list[AwardOption]) -> str:
    if campaign.nominated_by == NominatedBy.STANDING:
        return f"Theo kế hoạch, {campaign.standing_unit} lựa chọn, lập danh sách; đơn vị không gửi hồ sơ."
    if round and not options:
        own = ": thủ trưởng đơn vị tự khen thưởng theo thẩm quyền" if own_power_awards(campaign) else ""
        return f"«{round}» không có chỉ tiêu khen thưởng nào để đơn vị đề nghị{own}."
    try:
        check_can_nominate(campaign=campaign, unit=unit)
    except DomainError as error:
        return error.message
    if round is None or round.state != RoundState.OPEN:
        return (
            f"Đợt xét «{round}» không mở nên không lập hồ sơ mới."
            if round
            else "Kế hoạch chưa có đợt xét nào."
        )
    return ""
