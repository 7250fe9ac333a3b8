"""The pre-launch check: what stops a launch and what is odd, each line with the part of the editor to go to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts.dates import date_short, end_of_day
from awards.catalogue import campaign_requirement, catalogue_award
from awards.domain.export_plan import plan_content
from awards.domain.place_units import units_for_group
from awards.domain.plan_quota_checks import quota_lines
from awards.law_data import NoLaw
from awards.marks import mark_in_words
from awards.models import Award
from awards.plan_lines import CheckLine, stop, warn
from awards.plan_words import place_in_words
from campaigns.criteria import set_picture
from campaigns.enums import (
    CampaignState,
    CountedAttempt,
    DeadlineCode,
    LaunchLevel,
    MeasuredBy,
    NominatedBy,
    SubjectKind,
)
from campaigns.four_eyes import heads_of, is_one_office
from campaigns.launch_levels import launch_levels
from campaigns.models import Campaign, CriteriaSet, Deadline, Unit, UnitGroup

NOT_STATED = "chưa ghi điều khoản"


@dataclass(frozen=True)
class Plan:
    """The campaign with the lists that the checks read, read once."""

    campaign: Campaign
    groups: tuple[UnitGroup, ...]
    awards: tuple[Award, ...]
    deadlines: tuple[Deadline, ...]
    today: date


def check_plan(campaign: Campaign, on: date) -> list[CheckLine]:
    """Every line of the check as of the day; those that stop the launch come first."""
    plan = Plan(
        campaign,
        tuple(campaign.groups.all()),
        tuple(Award.objects.filter(campaign=campaign).prefetch_related("quotas__group", "conditions__group")),
        tuple(campaign.deadlines.select_related("round")),
        on,
    )
    checks = (
        _state,
        _one_office,
        _groups,
        _rounds,
        _quotas,
        _deadlines,
        _measure,
        _awards,
        _duties,
        _unconfirmed,
    )
    found = [line for check in checks for line in check(plan)]
    return sorted(found, key=lambda line: not line.stops)


def _state(plan: Plan) -> Iterator[CheckLine]:
    if plan.campaign.state != CampaignState.DRAFT:
        yield stop("Phong trào này đã phát động rồi.", "general")


def _one_office(plan: Plan) -> Iterator[CheckLine]:
    """Allowed, and said: one office that is focal and appraiser, or that takes part itself, needs its head."""
    office, campaign = plan.campaign.standing_unit, plan.campaign
    if is_one_office(campaign):
        yield warn(
            f"{office} là cơ quan thường trực đồng thời là cơ quan thẩm định: được phép; bước xác nhận tiêu chuẩn do "
            "thủ trưởng thực hiện.",
            "general",
        )
    takes_part = any(office in units_for_group(campaign, group) for group in plan.groups)
    if not is_one_office(campaign) and not takes_part:
        return
    if not heads_of([office, campaign.issuer], end_of_day(plan.today)):
        yield warn(
            f"Chưa có ai giữ vai trò «Thủ trưởng đơn vị» ở {office} hoặc {campaign.issuer}; hồ sơ của chính {office} "
            "cần thủ trưởng kiểm tra, tiếp nhận.",
            "general",
        )


def _groups(plan: Plan) -> Iterator[CheckLine]:
    if not plan.groups:
        yield stop("Chưa có nhóm xếp hạng nào.", "groups")
    places: dict[Unit, UnitGroup] = {}
    for group in plan.groups:
        units = list(units_for_group(plan.campaign, group))
        if not units:
            yield stop(f"Nhóm «{group.name}» chưa có đơn vị nào.", "groups")
        for unit in units:
            if unit in places:
                yield stop(
                    f"«{unit}» thuộc cả nhóm «{places[unit]}» và nhóm «{group}». Mỗi đơn vị chỉ ở một nhóm.",
                    "groups",
                )
            places[unit] = group
        kinds = {unit.kind for unit in units}
        labels = dict(Unit._meta.get_field("kind").flatchoices)
        for kind in group.kinds:
            if units and kind not in kinds:
                yield warn(f"Nhóm «{group}»: không có đơn vị nào thuộc loại «{labels[kind]}».", "groups")
        missing = set(group.unit_codes) - {unit.code for unit in units}
        if missing:
            yield warn(
                f"Nhóm «{group}»: không có đơn vị mã {', '.join(sorted(missing))} trong thời gian phong trào.",
                "groups",
            )


def _rounds(plan: Plan) -> Iterator[CheckLine]:
    rounds = list(plan.campaign.rounds.all())
    if not rounds:
        yield stop("Chưa có đợt xét khen thưởng nào.", "rounds")
    for row in rounds:
        if row.last_year > plan.campaign.period_end.year:
            yield warn(
                f"Đợt «{row}» xét kết quả đến năm {row.last_year}, sau khi phong trào kết thúc "
                f"({date_short(plan.campaign.period_end)}).",
                "rounds",
            )
    if plan.campaign.nominated_by == NominatedBy.UNITS:
        whole = any(row.code == DeadlineCode.DOSSIER and row.round is None for row in plan.deadlines)
        own = {row.round_id for row in plan.deadlines if row.code == DeadlineCode.DOSSIER}
        sent = [row for row in rounds if takes_dossiers(plan, row.kind)]
        without = [f"«{row}»" for row in sent if not whole and row.pk not in own]
        if without:
            yield warn(
                f"Chưa có hạn gửi hồ sơ đề nghị khen thưởng của đợt {', '.join(without)}.", "deadlines"
            )


def takes_dossiers(plan: Plan, kind: str) -> bool:
    """Whether units send dossiers in such a round: an award of it is decided above them, for their own people."""
    above = [award for award in plan.awards if not award.own_power]
    quotas = [quota for award in above for quota in award.quotas.all() if not quota.outside]
    return any(quota.round_kind in ("", kind) for quota in quotas)


def _quotas(plan: Plan) -> Iterator[CheckLine]:
    if not any(award.quotas.all() for award in plan.awards):
        yield stop("Chưa có chỉ tiêu khen thưởng nào.", "awards")
    for award in plan.awards:
        yield from quota_lines(award, bool(plan.groups))


def _deadlines(plan: Plan) -> Iterator[CheckLine]:
    for row in plan.deadlines:
        day, said = row.last_valid_day, date_short(row.last_valid_day)
        what = f"Hạn «{row.stated}» ({str(row.get_code_display()).lower()})"
        if day.weekday() >= 5:
            weekday = "Chủ nhật" if day.weekday() == 6 else "thứ Bảy"
            yield warn(f"{what} rơi vào {weekday} {said}.", "deadlines")
        if day < plan.today:
            yield warn(f"{what} đã qua: ngày cuối cùng nhận là {said}.", "deadlines")


def _measure(plan: Plan) -> Iterator[CheckLine]:
    campaign = plan.campaign
    if campaign.has_self_score and campaign.criteria_set is None:
        yield stop("Chưa gắn bộ tiêu chí cho bảng điểm tự chấm.", "general")
    contest = campaign.measured_by == MeasuredBy.CONTEST
    if contest and campaign.counted_attempt not in CountedAttempt.values:
        yield warn("Phong trào xét theo cuộc thi nhưng chưa nêu lượt thi nào được tính.", "measure")
    if campaign.criteria_set:
        yield from _criteria(campaign.criteria_set)


def _criteria(criteria_set: CriteriaSet) -> Iterator[CheckLine]:
    summed, stated = set_picture(criteria_set).total, criteria_set.stated_maximum
    if summed != stated:
        yield warn(
            f"Bộ tiêu chí «{criteria_set}»: điểm tối đa cộng khác {stated.normalize():f} (cộng các tiêu chí được "
            f"{summed.normalize():f}).",
            "general",
        )


def _awards(plan: Plan) -> Iterator[CheckLine]:
    on = decision_day(plan)
    for award in plan.awards:
        if not award.conditions.all():
            yield warn(f"«{award}» chưa có tiêu chuẩn, điều kiện nào.", "awards")
        if not award.catalogue:
            continue
        try:
            catalogue_award(award.catalogue, on)
        except NoLaw as error:
            yield warn(f"«{award}»: {error.message}", "awards")
            continue
        for subject in subjects_of(award):
            yield from _grounds(plan.campaign, award, subject, on)


def decision_day(plan: Plan) -> date:
    """The latest day that the plan speaks of: an award is given about then."""
    return max([plan.campaign.period_end, *(row.last_valid_day for row in plan.deadlines)])


def subjects_of(award: Award) -> list[str]:
    """Who may get the award by its quotas; a joint quota, or none, means collectives and individuals."""
    found = {quota.subject for quota in award.quotas.all()}
    joint = not found or "" in found
    return sorted((found - {""}) | ({SubjectKind.TAP_THE, SubjectKind.CA_NHAN} if joint else set()))


def _grounds(campaign: Campaign, award: Award, subject: str, on: date) -> Iterator[CheckLine]:
    needed = campaign_requirement(award.catalogue, subject, on)
    if needed is None:
        return
    who = str(SubjectKind(subject).label).lower()
    levels = launch_levels(campaign)
    grounding = [one for one in levels if one in needed.levels]
    top = next(iter(grounding or levels))
    level = str(LaunchLevel(top).label)
    level = f"{level[:1].lower()}{level[1:]}"
    if top in needed.unread_levels:
        yield warn(
            f"«{award}» cho {who}: chưa đối chiếu được phong trào do {level} phát động có làm căn cứ đề nghị "
            f"không ({needed.reference}). Cần người có trách nhiệm xem xét.",
            "awards",
        )
    elif top not in needed.levels:
        yield warn(
            f"«{award}» cho {who}: phong trào do {level} phát động không đủ căn cứ để đề nghị. {needed.text} "
            f"({needed.reference})",
            "launch",
        )
    elif whole_years(campaign) < needed.levels[top]:
        yield warn(
            f"Thời gian phong trào ({whole_years(campaign)} năm tròn) chưa đủ để đề nghị «{award}» cho {who}: "
            f"cần từ {needed.levels[top]} năm ({needed.reference}).",
            "period",
        )


def whole_years(campaign: Campaign) -> int:
    """Whole years of the period; 01/01/2023 to 31/12/2025 are three."""
    start, end = campaign.period_start, date.fromordinal(campaign.period_end.toordinal() + 1)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _duties(plan: Plan) -> Iterator[CheckLine]:
    for row in plan.campaign.report_duties.all():
        try:
            date(2023, row.month, row.day)
        except ValueError:
            yield warn(
                f"Báo cáo «{row.stated}»: không có ngày {row.day}/{row.month} hằng năm.", "report_duties"
            )


def _unconfirmed(plan: Plan) -> Iterator[CheckLine]:
    for key, name in unconfirmed_names(plan.campaign):
        yield warn(
            f"{name}: kế hoạch không nêu, cơ quan đặt. Hãy kiểm tra và xác nhận.",
            key.split(".")[0],
        )
    for table, clause in plan.campaign.clauses.items():
        if clause == NOT_STATED:
            yield warn(f"{place_in_words(table)}: {NOT_STATED}.", table)


def unconfirmed_names(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """Each mark of what the plan does not state, with the value's name in the plan's words."""
    if not campaign.unconfirmed:
        return ()
    content = plan_content(campaign)
    return tuple((key, mark_in_words(key, content)) for key in campaign.unconfirmed)
