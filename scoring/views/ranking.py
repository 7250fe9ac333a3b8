"""Kết quả và xếp hạng: the official table per group, each number with its source."""

import uuid
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import whole_number
from campaigns.models import Campaign, Unit
from campaigns.views.names import units_in_year
from campaigns.views.round_switch import asked_round, round_context, with_round
from scoring.importers.uploads import scale_of
from scoring.models import Ranking, Standing
from scoring.permissions import can_keep_results
from scoring.queries import current_ranking, ranking_tables, standing_of
from scoring.standings import GroupTable, band_chart, bands_of
from scoring.views.common import campaign_of
from scoring.views.pages import wants_excel

COLUMNS = [
    Column("Nhóm", width=30),
    Column("Hạng", "number", width=8, places=0),
    Column("Đơn vị", width=36),
    Column("Điểm", "number", width=12),
    Column("So với năm trước", "number", width=12),
    Column("Tình trạng", width=28),
    Column("Ô trong tệp nguồn", width=14),
]
SHOWN = 200
# Beside other groups a long one shows its first rows, and always those down to the line and some below it.
SHOWN_FIRST, BELOW_THE_LINE = 50, 10
STATUS = {
    "pending": "Trong chỉ tiêu, chờ xét điều kiện",
    "proposed": "Trong chỉ tiêu",
    "tie_at_line": "Đồng hạng, chờ chọn",
    "next": "Kế tiếp",
    "unranked": "Chưa có kết quả",
}


@require_GET
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """The tables of all groups; `don_vi` opens the source of one unit's number."""
    campaign = campaign_of(request, slug)
    keeps = can_keep_results(by=request.user, campaign=campaign, at=request.arrived_at)
    round = asked_round(request, campaign)
    context = {"campaign": campaign, "keeps": keeps, "current": "campaigns", "key": uuid.uuid4()}
    context |= round_context(campaign, round)
    found = current_ranking(campaign, round.year if round else campaign.year)
    if found is None:
        return render(request, "scoring/ranking_empty.html", context)
    found.campaign = campaign
    tables = ranking_tables(found, round)
    groups = [table.group for table in tables]
    wanted = request.GET.get("nhom", "")
    tables = [table for table in tables if not wanted or table.group.code == wanted]
    units_in_year(request, found.year, units_of(tables))
    if wants_excel(request):
        return _excel(found, tables)
    context |= {"ranking": found, "groups": groups, "wanted": wanted}
    number = whole_number(request.GET.get("trang")) or 1
    page = number if number < 10_000 else 1
    context |= {"tables": _pictures(found, tables, page), "number": page, "single": len(tables) == 1}
    context |= {"scale": scale_of(found.index_import), "year_before": found.year - 1}
    context["places"] = decimals_of(tables)
    context |= {"asked": f"?dot={round.code}" if round else "", "more": more_of(context)}
    unit_id = whole_number(request.GET.get("don_vi"))
    if unit_id and (standing := standing_of(found, unit_id)):
        units_in_year(request, found.year, [standing.unit])
        context |= source_context(found, standing)
    return render(request, "scoring/ranking.html", context)


def units_of(tables: list[GroupTable]) -> list[Unit]:
    """Every unit of the tables."""
    return [row.standing.unit for table in tables for row in table.rows]


def more_of(context: dict) -> str:
    """What an address of this page keeps: the group that was chosen, and the round where there are several."""
    dot = f"&dot={context['round'].code}" if len(context["rounds"]) > 1 else ""
    return dot + (f"&nhom={context['wanted']}" if context["wanted"] else "")


def decimals_of(tables: list[GroupTable]) -> int:
    """As many decimals as the source gives, so that the column reads evenly; at most six."""
    values = [row.value.normalize() for table in tables for row in table.rows if row.value is not None]
    return min(6, max([0, *(-int(value.as_tuple().exponent) for value in values)]))


@require_GET
def source(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    """Where a unit's number comes from: the side panel, or the whole page with it for those without script."""
    campaign = campaign_of(request, slug)
    if not campaign.members.filter(unit=unit_id).exists():
        raise Http404
    if not request.htmx:
        page = f"{reverse('scoring:ranking', args=[slug])}?don_vi={unit_id}"
        return redirect(with_round(page, asked_round(request, campaign)) if "dot" in request.GET else page)
    round = asked_round(request, campaign)
    found = current_ranking(campaign, round.year if round else campaign.year)
    standing = standing_of(found, unit_id) if found else None
    if found is None or standing is None:
        raise Http404
    units_in_year(request, found.year, [standing.unit])
    context = {"campaign": campaign, "ranking": found, **source_context(found, standing)}
    context["keeps"] = can_keep_results(by=request.user, campaign=campaign, at=request.arrived_at)
    return render(request, "scoring/partials/_source.html", context)


def source_context(found: Ranking, standing: Standing) -> dict:
    """The standing and its component scores as bars, each measured against the largest sensible maximum."""
    parts = [(name, Decimal(text)) for name, text in standing.result.parts.items()] if standing.result else []
    scale = scale_of(found.index_import)
    top = max([scale.maximum if scale else Decimal(1), *(value for _, value in parts)])
    if parts and max(value for _, value in parts) <= 1:
        top = Decimal(1)
    return {"standing": standing, "parts": parts, "parts_top": top, "source": found.index_import}


def _pictures(found: Ranking, tables: list[GroupTable], page: int) -> list[dict]:
    """Each group's part of the rows, its bands and their chart; only a single chosen group turns pages."""
    scale = scale_of(found.index_import)
    pictures = []
    for table in tables:
        start, end = _part_of(table, page, alone=len(tables) == 1)
        bands = bands_of(table, scale.maximum if scale else Decimal(1))
        chart = {"chart": band_chart(bands), "chart_id": f"phan-bo-{table.group.pk}"}
        rows = table.rows[start:end]
        more = end < len(table.rows)
        pictures.append(
            {
                "table": table,
                "rows": rows,
                "start": start,
                "end": start + len(rows),
                "more": more,
                "bands": bands,
                **chart,
            }
        )
    return pictures


def _part_of(table: GroupTable, page: int, *, alone: bool) -> tuple[int, int]:
    """Where the shown rows of a group start and end."""
    if alone:
        return (page - 1) * SHOWN, page * SHOWN
    line = max((at for at, row in enumerate(table.rows, start=1) if row.last_inside), default=0)
    return 0, max(SHOWN_FIRST, line + BELOW_THE_LINE if line else 0)


def _excel(found: Ranking, tables: list[GroupTable]) -> HttpResponse:
    campaign: Campaign = found.campaign
    rows = [
        [
            table.group.name,
            row.line.rank if row.line.rank is not None else "",
            str(row.standing.unit),
            row.value if row.value is not None else "",
            row.difference if row.difference is not None else "",
            STATUS.get(row.status, "") if table.places or row.value is None else "",
            row.standing.result.cell if row.standing.result else "",
        ]
        for table in tables
        for row in table.rows
    ]
    title = f"Kết quả và xếp hạng năm {found.year} - {campaign.short_title}"
    note = f"Nguồn: tệp {found.index_import.filename}, trang tính {found.index_import.sheet_name}."
    data = write_table(
        title=title, columns=COLUMNS, rows=rows, sheet_name="Xếp hạng", notes=[note], landscape=True
    )
    return excel_response(f"xep-hang-{campaign.slug}", data)
