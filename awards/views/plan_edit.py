"""The editor: every part of the plan on one page, and the small pages of its single tables."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import DomainError, Stale
from awards.domain.change_plan import NO_PAPER, Paper, PlanChange, seen_hash
from awards.domain.check_plan import check_plan, unconfirmed_names
from awards.domain.edit_plan import edit_single, mark_unconfirmed, settle_unconfirmed, settled_marks
from awards.domain.export_plan import single_table
from awards.domain.plan_editor import editor_of, general, table
from awards.forms.rows import PaperForm
from awards.forms.singles import single_form, single_initial
from awards.plan_parts import SINGLES
from awards.views.plan_outline import outline_of
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.permissions import check_standing
from campaigns.views.pages import campaign_or_404


def kept_plan(request: HttpRequest, slug: str) -> Campaign:
    """The campaign for its standing body: 404 for strangers, a refusal for others who may see it."""
    campaign = campaign_or_404(request, slug)
    check_standing(by=request.user, campaign=campaign, at=request.arrived_at)
    return campaign


@require_safe
def editor(request: HttpRequest, slug: str) -> HttpResponse:
    """All parts with their rows and buttons, and the pre-launch check as it stands now."""
    campaign = kept_plan(request, slug)
    lines = check_plan(campaign, timezone.localdate(request.arrived_at))
    if campaign.state != CampaignState.DRAFT:
        lines = [line for line in lines if not line.stops]
    shown = editor_of(campaign)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "editor": shown,
        "outline": outline_of(shown, lines),
        "all_open": request.GET.get("mo") == "tat-ca",
        "checks": lines,
        "warnings": [line for line in lines if not line.stops],
        "stopped": any(line.stops for line in lines),
        "is_draft": campaign.state == CampaignState.DRAFT,
        "next_version": campaign.version + 1,
    }
    return render(request, "awards/plan_editor.html", context)


def paper_form(request: HttpRequest, campaign: Campaign) -> PaperForm | None:
    """The reason and the document, asked once the plan is launched; the last ones of the same day stand there."""
    if campaign.state == CampaignState.DRAFT:
        return None
    if request.method == "POST":
        return PaperForm(request.POST, label_suffix="")
    last = campaign.versions.filter(number__gt=1).first()
    today = timezone.localdate(request.arrived_at)
    same = last is not None and timezone.localdate(last.created_at) == today
    initial = {"reason": last.reason, "document": last.document} if last and same else {}
    return PaperForm(initial={**initial, "version": campaign.version}, label_suffix="")


def paper_of(form: PaperForm | None) -> Paper:
    """What the domain takes; nothing for a draft."""
    return Paper(**form.cleaned_data) if form is not None else NO_PAPER


def saved(request: HttpRequest, change: PlanChange) -> None:
    """Says what was written, or that nothing differed."""
    if not change.changes:
        messages.info(request, "Không có gì thay đổi.")
    elif change.version:
        messages.success(request, f"Đã ghi bản {change.version.number}. {' '.join(change.changes)}")
    else:
        messages.success(request, f"Đã lưu. {' '.join(change.changes)}")


def place_error(form, paper, error: DomainError) -> None:
    """A refusal at its field, or on top when it belongs to none."""
    if paper is not None and error.field in paper.fields:
        paper.add_error(error.field, error.message)
    else:
        form.add_error(error.field if error.field in form.fields else None, error.message)


def back_to_editor(campaign: Campaign, part: str) -> HttpResponse:
    """The editor at the part that was worked on."""
    return redirect(reverse("awards:plan_edit", args=[campaign.slug]) + f"#{part}")


def form_page(request: HttpRequest, campaign: Campaign, context: dict, *, wrong: bool) -> HttpResponse:
    """The page of one form, with what the plan says now beside it."""
    shared = {"current": "campaigns", "campaign": campaign, "next_version": campaign.version + 1}
    status = 422 if wrong else 200
    return render(request, "awards/plan_form.html", {**shared, **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def single(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One of the plan's tables: fields, clause, note."""
    campaign = kept_plan(request, slug)
    if key not in (*SINGLES, "general"):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    initial = {**single_initial(key, campaign), "seen": seen_hash(single_table(campaign, key))}
    form = single_form(key, campaign)(posted, initial=initial, label_suffix="")
    paper = paper_form(request, campaign)
    stale = False
    if posted is not None and form.is_valid() and (paper is None or paper.is_valid()):
        try:
            saved(request, save_single(request, campaign, key, form, paper))
            return back_to_editor(campaign, key)
        except DomainError as error:
            place_error(form, paper, error)
            stale = isinstance(error, Stale)
    shown = general(campaign) if key == "general" else table(campaign, key, ())
    context = {
        "form": form,
        "paper": paper,
        "title": shown.name,
        "part": key,
        "now": shown if stale else None,
    }
    return form_page(request, campaign, context, wrong=posted is not None)


def save_single(request: HttpRequest, campaign: Campaign, key: str, form, paper) -> PlanChange:
    """The one call of the domain."""
    return edit_single(
        campaign=campaign,
        table=key,
        values=form.values(),
        clause=form.clause_text,
        note=form.note_text,
        seen=form.cleaned_data["seen"],
        paper=paper_of(paper),
        by=request.user,
        at=request.arrived_at,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, slug: str) -> HttpResponse:
    """The office has checked what the plan does not state; on a launched plan reason and document come first."""
    campaign = kept_plan(request, slug)
    key = request.POST.get("key") or request.GET.get("key", "")
    name = dict(unconfirmed_names(campaign)).get(key)
    if name is None:
        raise Http404
    title = f"{name}: cơ quan đã kiểm tra"
    text = "Dấu «kế hoạch không nêu, cơ quan đặt» được bỏ; giá trị giữ nguyên."

    def act(paper: Paper) -> PlanChange:
        return settle_unconfirmed(
            campaign=campaign, key=key, paper=paper, by=request.user, at=request.arrived_at
        )

    context = {"title": title, "text": text, "button": "Đã kiểm tra", "hidden": {"key": key}}
    return confirmed(request, campaign, key.split(".")[0], act, context)


@require_http_methods(["GET", "HEAD", "POST"])
def settle_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes «Đã kiểm tra» back: the value waits for a check once more."""
    campaign = kept_plan(request, slug)
    key = request.POST.get("key") or request.GET.get("key", "")
    name = dict(settled_marks(campaign)).get(key)
    if name is None:
        raise Http404

    def act(paper: Paper) -> PlanChange:
        return mark_unconfirmed(
            campaign=campaign, key=key, paper=paper, by=request.user, at=request.arrived_at
        )

    text = "Mục này mang lại dấu «kế hoạch không nêu, cơ quan đặt»; giá trị giữ nguyên."
    context = {"title": f"{name}: chưa kiểm tra lại", "text": text, "button": "Chưa kiểm tra lại"}
    return confirmed(request, campaign, key.split(".")[0], act, {**context, "hidden": {"key": key}})


def confirmed(request: HttpRequest, campaign: Campaign, part: str, act, context: dict) -> HttpResponse:
    """Asks once more, with reason and document of a launched plan, then acts; a refusal stays on the page."""
    paper = paper_form(request, campaign)
    problem = ""
    if request.method == "POST" and (paper is None or paper.is_valid()):
        try:
            saved(request, act(paper_of(paper)))
            return back_to_editor(campaign, part)
        except DomainError as error:
            problem = error.message
    shared = {"current": "campaigns", "campaign": campaign, "paper": paper, "problem": problem, "part": part}
    shared["next_version"] = campaign.version + 1
    wrong = request.method == "POST"
    return render(request, "awards/plan_confirm.html", {**shared, **context}, status=422 if wrong else 200)
