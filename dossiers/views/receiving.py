"""The officer's side: what has come in, what is missing, taken in or sent back; and the list of nominations."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.paging import page_of
from awards.enums import NominationState
from awards.models import Award, AwardQuota, Nomination
from awards.next_step import note_stands
from awards.queries import campaigns_of_council_member, nominations_visible_to, quotas_for_units
from awards.queries import nomination_list as nominations_in_order
from campaigns.access import Access
from campaigns.context import access
from campaigns.enums import NominatedBy, SubjectKind
from campaigns.models import Campaign, Round
from campaigns.queries import campaigns_visible_to
from campaigns.rounds import shown_round
from campaigns.views.names import page_in_year, rows_in_rounds, rows_in_year
from campaigns.views.round_switch import asked_round, round_context
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.return_dossier import return_dossier
from dossiers.enums import DossierState
from dossiers.incoming import incoming, state_counts, states_of, whereabouts
from dossiers.models import Dossier, DossierItem
from dossiers.views.dossier import visible

MOST_ROWS_OUT = 20_000


def campaigns_for(now: Access) -> list[Campaign]:
    """The campaigns that the person can choose from, the newest first; drafts have no dossiers."""
    rows = campaigns_of_council_member(now) if now.is_council else campaigns_visible_to(now)
    return list(
        rows.exclude(state="draft").order_by("-period_start", "title").prefetch_related("groups", "rounds")
    )


def chosen_campaign(request: HttpRequest, campaigns: list[Campaign]) -> Campaign | None:
    """The one of the address, or the newest."""
    wanted = request.GET.get("phong-trao", "")
    return next((one for one in campaigns if one.slug == wanted), campaigns[0] if campaigns else None)


def chosen_filters(request: HttpRequest) -> dict[str, str]:
    """The filters of the address, by the names that pages and queries use."""
    names = {"state": "trang-thai", "group": "nhom", "subject": "loai", "q": "q"}
    names |= {"award": "hinh-thuc", "round": "dot", "origin": "thuoc"}
    return {name: request.GET.get(word, "") for name, word in names.items()}


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    """Officer: every unit with its dossier or the name of its silence; unit: its own dossiers."""
    now = access(request)
    if now.is_unit:
        return own_dossiers(request, now)
    campaigns, chosen = campaigns_for(now), chosen_filters(request)
    campaign = chosen_campaign(request, campaigns)
    context = {"current": "dossiers", "campaigns": campaigns, "campaign": campaign, "chosen": chosen}
    if campaign is None or not now.is_staff:
        return render(request, "dossiers/dossier_list.html", context)
    round = asked_round(request, campaign)
    tabs, year = award_tabs(round, request.GET.get("hinh-thuc", "")), round.year if round else None
    award = next((one.award for one in tabs if one.chosen), None)
    everyone = incoming(campaign, round, award)
    rows = whereabouts(everyone, state=chosen["state"], group=chosen["group"], q=chosen["q"])
    if request.GET.get("xuat") == "xlsx":
        rows = rows_in_year(request, year, rows[:MOST_ROWS_OUT])
        return excel_response(f"Hồ sơ {campaign.short_title}", dossiers_workbook(campaign, rows))
    counted = tally(campaign, everyone)
    context |= round_context(campaign, round) | {
        "page": page_in_year(request, year, rows),
        "tally": counted,
        "tabs": tabs if len(tabs) > 1 else [],
        "award": award,
        "direct": campaign.nominated_by == NominatedBy.STANDING,
        "own_only": not tabs,
        "silences": sum(one["code"].startswith("not_") for one in counted),
    }
    context["base"] = kept_in_address(context)
    return render(request, "dossiers/dossier_list.html", context)


def kept_in_address(context: dict[str, Any]) -> str:
    """What every filter of the page keeps: the campaign, the round, the award, where there is a choice of them."""
    award = context["award"]
    kept = {
        "phong-trao": context["campaign"].slug if len(context["campaigns"]) > 1 else "",
        "dot": context["round"].code if context["round"] and len(context["rounds"]) > 1 else "",
        "hinh-thuc": award.code if award and context["tabs"] else "",
    }
    return "".join(f"{name}={value}&" for name, value in kept.items() if value)


class AwardTab(NamedTuple):
    """One award that units send dossiers for, and how many of them wait for the check."""

    award: Award
    waiting: int
    chosen: bool


def award_tabs(round: Round | None, wanted: str) -> list[AwardTab]:
    """The awards of the round; the one of the address is chosen, else the first one that has waiting dossiers."""
    awards = list({row.award_id: row.award for row in quotas_for_units(round)}.values()) if round else []
    waiting = dict(
        Dossier.objects.filter(round=round, state=DossierState.SENT)
        .order_by()
        .values_list("award")
        .annotate(n=Count("pk"))
    )
    named = next((one for one in awards if one.code == wanted), None)
    busy = next((one for one in awards if waiting.get(one.pk)), awards[0] if awards else None)
    return [AwardTab(one, waiting.get(one.pk, 0), one == (named or busy)) for one in awards]


def tally(campaign: Campaign, everyone) -> list[dict]:
    """Where the units are: code, label, colour and how many."""
    found = state_counts(everyone)
    return [
        {"code": code, "label": label, "chip": chip, "count": found[code]}
        for code, (label, chip) in states_of(campaign).items()
    ]


def own_dossiers(request: HttpRequest, now: Access) -> HttpResponse:
    """The unit's campaigns with its dossiers of each, the newest round first."""
    campaigns = campaigns_for(now)
    found: dict[int, list[Dossier]] = {}
    mine = Dossier.objects.filter(unit=now.unit).select_related("round", "award")
    for row in mine.order_by("-round__position", "award__position"):
        found.setdefault(row.campaign_id, []).append(row)
    kinds = kinds_with_dossiers(campaigns)
    rows = [
        {"campaign": one, "dossier": dossier, "sends": sends_dossiers(one, kinds)}
        for one in campaigns
        for dossier in (found.get(one.pk) or [None])
    ]
    return render(request, "dossiers/dossier_list_own.html", {"current": "dossiers", "rows": rows})


def kinds_with_dossiers(campaigns: list[Campaign]) -> set[tuple[int, str]]:
    """(campaign, kind of round) in which some award is decided above the units; a blank kind means every round."""
    quotas = AwardQuota.objects.filter(award__campaign__in=campaigns, award__own_power=False, outside=False)
    return set(quotas.values_list("award__campaign", "round_kind"))


def sends_dossiers(campaign: Campaign, kinds: set[tuple[int, str]]) -> bool:
    """Whether units send dossiers in the round that is shown first."""
    round = shown_round(campaign)
    if round is None or campaign.nominated_by == NominatedBy.STANDING:
        return False
    return bool({(campaign.pk, ""), (campaign.pk, round.kind)} & kinds)


def dossiers_workbook(campaign: Campaign, rows) -> bytes:
    """The list as it is filtered on the screen."""
    columns = [
        Column("STT", "number", 6),
        Column("Đơn vị", width=40),
        Column("Nhóm", width=28),
        Column("Trạng thái", width=30),
        Column("Đến lúc", "date", 20),
        Column("Biên nhận", width=18),
    ]
    table = [
        [place, row.unit.full_name, row.group.name, row.where_label, row.sent_at, row.receipt_number or ""]
        for place, row in enumerate(rows, start=1)
    ]
    return write_table(title=f"Hồ sơ đề nghị khen thưởng: {campaign.title}", columns=columns, rows=table)


@require_safe
def nomination_list(request: HttpRequest) -> HttpResponse:
    """Everyone put forward in a campaign; its cost does not grow with the table."""
    now = access(request)
    campaigns = campaigns_for(now)
    campaign = chosen_campaign(request, campaigns)
    chosen = chosen_filters(request)
    context = {
        "current": "dossiers",
        "campaigns": campaigns,
        "campaign": campaign,
        "chosen": chosen,
        "subjects": SubjectKind.choices,
        "states": [one for one in NominationState.choices if one[0] not in unseen_states(now)],
    }
    if campaign is not None:
        context["awards"] = list(campaign.awards.all())
        rows = nominations_in_order(
            nominations_visible_to(now).filter(campaign=campaign),
            **chosen,
        )
        if request.GET.get("xuat") == "xlsx":
            rows = rows_in_rounds(request, campaign, rows[:MOST_ROWS_OUT])
            return excel_response(
                f"Danh sách đề nghị {campaign.short_title}", nominations_workbook(campaign, rows)
            )
        context["page"] = page_of(rows, request.GET.get("trang"))
        rows_in_rounds(request, campaign, context["page"].rows)
        note_dossiers(campaign, context["page"].rows)
    return render(request, "dossiers/dossier_nominations.html", context)


def unseen_states(now: Access) -> tuple[str, ...]:
    """States that no list shows to the person: what was withdrawn, and drafts to everybody but the unit."""
    if now.is_unit:
        return (NominationState.WITHDRAWN,)
    return (NominationState.WITHDRAWN, NominationState.DRAFT)


def note_dossiers(campaign: Campaign, rows: list[Nomination]) -> None:
    """Notes on each nomination of a page the dossier that it came in, for its link, and where it stands."""
    note_stands(campaign, rows)
    items = DossierItem.objects.filter(nomination__in=[row.pk for row in rows])
    found = dict(items.values_list("nomination_id", "dossier_id"))
    for row in rows:
        row.dossier_pk = found.get(row.pk)


def nominations_workbook(campaign: Campaign, rows) -> bytes:
    """The list as it is filtered on the screen."""
    note_stands(campaign, rows)
    headers = ["STT", "Tập thể, cá nhân", "Ông/Bà", "Chức vụ", "Đơn vị", "Nhóm", "Hình thức", "Trạng thái"]
    columns = [Column(headers[0], "number", 6), *[Column(header, width=24) for header in headers[1:]]]
    table = [
        [
            place,
            row.name,
            row.get_honorific_display(),
            row.position_title,
            str(row.unit),
            row.group.name if row.group else row.get_origin_display(),
            row.award.get_kind_display(),
            row.stands,
        ]
        for place, row in enumerate(rows, start=1)
    ]
    title = f"Danh sách đề nghị khen thưởng: {campaign.title}"
    return write_table(title=title, columns=columns, rows=table, landscape=True)


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible(request, pk)
    return_dossier(dossier=row, reason=request.POST.get("reason", ""), by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã trả lại hồ sơ của {row.unit} kèm lý do.")
    return redirect("dossiers:dossier", pk=pk)


@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible(request, pk)
    accept_dossier(dossier=row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã tiếp nhận hồ sơ của {row.unit}.")
    return redirect("dossiers:dossier", pk=pk)
