"""Tiêu chuẩn riêng: what the head of a unit asks beyond the plan; the office reads them, the unit writes its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.paging import page_of
from awards.domain.own_conditions import (
    Wanted,
    add_own_condition,
    awards_of_heads,
    edit_own_condition,
    own_conditions,
    remove_own_condition,
)
from awards.forms_own import OwnConditionForm
from awards.models import Condition
from campaigns.enums import CampaignState
from campaigns.queries import matching
from campaigns.views.yearly import Asking, answered, asking, form_context, posted, status_of_form

COLUMNS = [
    Column("Đơn vị", width=36),
    Column("Hình thức khen thưởng", width=40),
    Column("Đối tượng", width=20),
    Column("Nội dung tiêu chuẩn", width=70),
    Column("Văn bản", width=36),
]


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """The unit's own conditions with the form for a new one; for the office those of every unit."""
    who = asking(request, slug)
    if not who.unit:
        return of_all_units(request, who)
    awards = awards_of_heads(who.campaign)
    form = OwnConditionForm(posted(request), awards=awards)

    def act() -> str:
        award = form.cleaned_data["award"]
        add_own_condition(
            award=award, unit=who.unit, wanted=wanted_of(form), by=request.user, at=request.arrived_at
        )
        messages.success(request, f"Đã thêm tiêu chuẩn riêng của {who.unit} cho «{award}».")
        return reverse("awards:own", args=[slug])

    if request.method == "POST" and (answer := answered(request, form, purpose="own_condition.add", act=act)):
        return answer
    page = page_of(own_conditions(who.campaign, who.unit), request.GET.get("trang"))
    context = {**who.context("own"), **form_context(form), "page": page, "has_awards": awards.exists()}
    context["is_running"] = who.campaign.state == CampaignState.LAUNCHED
    return render(request, "awards/own_conditions.html", context, status=status_of_form(form))


def wanted_of(form: OwnConditionForm) -> Wanted:
    """What the head asks for."""
    data = form.cleaned_data
    return Wanted(data["text"], data["document"], data["subject"])


def of_all_units(request: HttpRequest, who: Asking) -> HttpResponse:
    """What every unit asks beyond the plan, to be read only."""
    if request.method == "POST":
        raise Http404
    q = request.GET.get("q", "")[:100]
    rows = Condition.objects.filter(award__campaign=who.campaign, unit__isnull=False)
    rows = matching(rows.select_related("award", "unit"), q, "unit__search_key")
    rows = rows.order_by("unit__sort_key", "award__position", "position", "pk")
    if request.GET.get("xuat") == "excel":
        values = [
            [str(r.unit), r.award.name, r.get_subject_display() or "Tất cả", r.text, r.clause] for r in rows
        ]
        title = f"TIÊU CHUẨN RIÊNG CỦA CÁC ĐƠN VỊ\n{who.campaign.title}"
        data = write_table(title=title, columns=COLUMNS, rows=values, sheet_name="Tiêu chuẩn", landscape=True)
        return excel_response(f"Tieu chuan rieng {who.campaign.slug}", data)
    context = {**who.context("own"), "page": page_of(rows, request.GET.get("trang")), "q": q}
    return render(request, "awards/own_conditions_all.html", context)


def own_or_404(who: Asking, pk: int) -> Condition:
    """A condition of the person's own unit."""
    if not who.unit:
        raise Http404
    return get_object_or_404(own_conditions(who.campaign, who.unit), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def own_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Changes the words, the subject or the document of an own condition."""
    who = asking(request, slug)
    row = own_or_404(who, pk)
    form = OwnConditionForm(
        posted(request), initial={"subject": row.subject, "text": row.text, "document": row.clause}
    )

    def act() -> str:
        edit_own_condition(condition=row, wanted=wanted_of(form), by=request.user, at=request.arrived_at)
        messages.success(request, "Đã lưu tiêu chuẩn riêng.")
        return reverse("awards:own", args=[slug])

    if request.method == "POST" and (
        answer := answered(request, form, purpose="own_condition.edit", act=act)
    ):
        return answer
    context = {**who.context("own"), **form_context(form), "row": row}
    return render(request, "awards/own_conditions_edit.html", context, status=status_of_form(form))


@require_POST
def own_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Removes an own condition that nobody has attested yet."""
    row = own_or_404(asking(request, slug), pk)
    remove_own_condition(condition=row, by=request.user, at=request.arrived_at)
    messages.success(request, "Đã xóa tiêu chuẩn riêng.")
    return redirect("awards:own", slug)
