"""Thử phương án: change a number, a threshold or the tie rule, and see who would come in or fall out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.dates import local
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import whole_number
from awards.enums import QuotaMode
from campaigns.enums import CampaignState, SubjectKind
from campaigns.models import Campaign, Round
from scoring.enums import Scale
from scoring.forms_what_if import SOURCE, TrialForm
from scoring.models import IndexImport
from scoring.ranking import Status
from scoring.views.common import kept_campaign
from scoring.views.pages import wants_excel
from scoring.what_if import Ground, Move, QuotaTrial, TrialQuota, TrialRow
from scoring.what_if_plan import (
    ground_of,
    importing_campaigns,
    money_of,
    source_for,
    sources_of,
    terms_of,
    waiting_imports,
)
from scoring.what_if_run import try_terms
from scoring.what_if_words import money_words, notices_of, quota_words, total_words

SHOWN = 100
NEXT_SHOWN = 3
MOVED = (Move.ENTERED, Move.LEFT, Move.WAITING, Move.DROPPED)
CHIPS = {
    Move.ENTERED: ("good", "Vào"),
    Move.LEFT: ("bad", "Ra"),
    Move.WAITING: ("wait", "Chờ người chọn"),
    Move.DROPPED: ("bad", "Thôi chờ chọn"),
    Move.STAYED: ("main", "Giữ"),
    Move.OUT: ("", "Ngoài"),
}


@dataclass(frozen=True)
class ShownRow:
    """A row with its mark; `about` tells its group and subject where the list holds several."""

    row: TrialRow
    css: str
    word: str
    about: str


@dataclass(frozen=True)
class Card:
    """One quota as the page shows it: who moves and who stays, the next in line, and how many are left out."""

    trial: QuotaTrial
    title: str
    rows: tuple[ShownRow, ...]
    hidden: int
    outside: str

    @property
    def counts(self) -> Counter[str]:
        return self.trial.counts

    @property
    def is_people(self) -> bool:
        return self.trial.after.subject != SubjectKind.TAP_THE

    @property
    def number_before(self) -> str:
        return number_words(self.trial.before)

    @property
    def number_after(self) -> str:
        return number_words(self.trial.after)


@require_safe
def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, or with htmx only its results; nothing is stored, the address holds what was changed."""
    campaign = kept_campaign(request, slug)
    rounds = list(campaign.rounds.all())
    round = next((row for row in rounds if row.code == request.GET.get("dot")), rounds[0] if rounds else None)
    sources = sources_of(campaign)
    wanted = min((row.first_year for row in rounds), default=campaign.year) - 1
    asked = whole_number(request.GET.get(SOURCE))
    source = next((row for row in sources if row.pk == asked), None) or source_for(sources, wanted)
    context = {
        "campaign": campaign,
        "current": "campaigns",
        "round": round,
        "rounds": rounds,
        "wanted": wanted,
    }
    if round is None or source is None:
        context |= {"waiting": waiting_imports(campaign), "importing": importing_campaigns(campaign)}
        return render(request, "scoring/what_if_empty.html", context)
    tried = trial_context(request, campaign, round, sources, source)
    if wants_excel(request):
        return _excel(campaign, tried["trials"], tried["ground"])
    context |= {**tried, "notices": notices_of(tried["ground"], wanted, tried["after"])}
    partial = request.htmx and not request.htmx.history_restore_request
    response = render(request, "scoring/what_if_results.html" if partial else "scoring/what_if.html", context)
    if partial:
        response["HX-Replace-Url"] = f"{request.path}?{context['shared']}"
    return response


def trial_context(
    request: HttpRequest, campaign: Campaign, round: Round, sources: list[IndexImport], source: IndexImport
) -> dict:
    """The form as filled in, and what the changed terms do on the source."""
    plan = terms_of(round)
    form = TrialForm(request.GET, plan=plan, sources=sources, source=source)
    after = form.terms()
    ground = ground_of(round, source, sources, local(request.arrived_at).date())
    trials = try_terms(ground, plan.terms, after)
    totals: Counter[str] = sum((trial.counts for trial in trials), Counter())
    cards = [card_of(trial, ground) for trial in trials]
    return {
        "form": form,
        "plan": plan,
        "after": after,
        "ground": ground,
        "source": source,
        "trials": trials,
        "cards": cards,
        "totals": total_words(totals),
        "changed": after != plan.terms,
        "money": money_words(money_of(campaign, plan.awards, plan.terms, after)),
        "shared": urlencode({"dot": round.code, **form.changes()}),
        "launched": campaign.state != CampaignState.DRAFT,
        "has_percent": source.scale != Scale.PERCENT,
        "places": places_of_scores(ground),
    }


def card_of(trial: QuotaTrial, ground: Ground) -> Card:
    """Those who move come first when there is no room for all; the rest are counted."""
    nearest = tuple(row for row in trial.of(Move.OUT) if row.line.status is Status.NEXT)[:NEXT_SHOWN]
    moved, stayed = trial.of(*MOVED), trial.of(Move.STAYED)
    kept = {id(row) for row in [*moved, *stayed][:SHOWN]} | {id(row) for row in nearest}
    shown = tuple(
        ShownRow(row, *mark_of(row), about_of(row, trial, ground)) for row in trial.rows if id(row) in kept
    )
    rest = [row for row in trial.of(Move.OUT) if id(row) not in kept]
    hidden = max(0, len(moved) + len(stayed) - SHOWN)
    return Card(trial, title_of(trial.after, ground.groups), shown, hidden, left_out(rest))


def title_of(quota: TrialQuota, groups: Mapping[int, str]) -> str:
    """ "Giấy khen: tập thể, UBND các phường, xã"."""
    return f"{quota.award_name}: {quota_words(quota, groups)}"


def about_of(row: TrialRow, trial: QuotaTrial, ground: Ground) -> str:
    """The group and the subject of a row, where its list holds several of them."""
    group = "" if trial.after.group or len(ground.groups) < 2 else ground.groups[row.unit.group]
    subject = "" if trial.after.subject else SubjectKind(row.subject).label.lower()
    return ", ".join(part for part in (group, subject) if part)


def number_words(quota: TrialQuota) -> str:
    """ "tối đa 10"; "không giới hạn số lượng" without a number."""
    mode = QuotaMode(quota.mode)
    return f"tối đa {quota.maximum}" if mode == QuotaMode.CEILING else str(quota.maximum or mode.label)


def mark_of(row: TrialRow) -> tuple[str, str]:
    """The style and the word of a row; a place that is only held says what it waits for."""
    if row.line.status is Status.PENDING:
        return "wait", f"{CHIPS[row.move][1]}, chờ số liệu"
    if row.move == Move.OUT and row.line.status is Status.NEXT:
        return "", "Kế tiếp"
    return CHIPS[row.move]


def left_out(rows: Sequence[TrialRow]) -> str:
    """ "Không vào: 8 chưa đạt điều kiện, 5 không có kết quả"."""
    counts = Counter(row.line.status for row in rows)
    named = (
        (Status.INELIGIBLE, "chưa đạt điều kiện"),
        (Status.NEXT, "đạt nhưng ngoài chỉ tiêu"),
        (Status.UNRANKED, "không có kết quả"),
    )
    said = [f"{counts[status]} {words}" for status, words in named if counts[status]]
    return f"Không vào: {', '.join(said)}." if said else ""


def places_of_scores(ground: Ground) -> int:
    """As many decimals as the source gives, at most six, so that the column reads evenly."""
    values = [unit.value.normalize() for unit in ground.units if unit.value is not None]
    return min(6, max([0, *(-int(value.as_tuple().exponent) for value in values)]))


def _excel(campaign: Campaign, trials: Sequence[QuotaTrial], ground: Ground) -> HttpResponse:
    columns = [
        Column("Hình thức khen thưởng", width=36),
        Column("Nhóm", width=26),
        Column("Đối tượng", width=14),
        Column("Thứ hạng", "number", 9, places=0),
        Column("Đơn vị", width=34),
        Column(f"Kết quả năm {ground.year}", "number", 14),
        Column("% điểm tối đa", "number", 12),
        Column("Thay đổi", width=18),
        Column("Vì sao", width=60),
    ]
    rows = [
        [
            trial.after.award_name,
            ground.groups[row.unit.group],
            SubjectKind(row.subject).label,
            row.line.rank if row.line.rank is not None else "",
            row.unit.name,
            row.unit.value if row.unit.value is not None else "",
            row.percent if row.percent is not None else "",
            mark_of(row)[1],
            row.sentence,
        ]
        for trial in trials
        for row in trial.rows
    ]
    title = f"Phép thử phương án trên kết quả năm {ground.year} - {campaign.short_title}"
    notes = ["Phép thử: không phải danh sách đề nghị khen thưởng."]
    data = write_table(
        title=title, columns=columns, rows=rows, sheet_name="Phép thử", notes=notes, landscape=True
    )
    return excel_response(f"thu-phuong-an-{campaign.slug}", data)
