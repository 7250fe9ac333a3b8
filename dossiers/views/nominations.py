"""The unit's own work on its dossier: who is put forward, the council's minutes, the reports."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.errors import DomainError, Stale
from accounts.numbers import whole_number
from awards.models import Nomination
from campaigns.context import access
from campaigns.enums import Origin, SubjectKind
from campaigns.models import PlanItem
from dossiers.domain.edit_report import edit_report
from dossiers.domain.open_dossier import add_nominee, edit_nominee, record_meeting, remove_nominee
from dossiers.forms.entry import NomineeForm, ReportForm, add_errors, read_awards, typed_awards
from dossiers.forms.minutes import from_post, from_rows
from dossiers.guide import sections_filled
from dossiers.models import AchievementReport, Dossier
from dossiers.papers.facts import load_facts
from dossiers.past_for_report import missing_rows, past_rows
from dossiers.permissions import can_write_dossier
from dossiers.queries import EDITABLE, dossiers_visible_to


def own(request: HttpRequest, pk: int) -> Dossier:
    """The dossier when the person works for its unit, else 404: staff read, they do not write here."""
    row = get_object_or_404(dossiers_visible_to(access(request)), pk=pk)
    if not can_write_dossier(dossier=row, by=request.user, at=request.arrived_at):
        raise Http404
    return row


def open_own(request: HttpRequest, pk: int) -> Dossier:
    """The same, while it may still be changed; a sent one answers with the sentence."""
    row = own(request, pk)
    if row.state not in EDITABLE:
        raise DomainError(
            "Hồ sơ đã gửi nên không sửa được. Muốn sửa, hãy đề nghị cơ quan thường trực trả lại."
        )
    return row


def nominee_of(dossier: Dossier, nomination_id: int) -> Nomination:
    """One who is in this dossier, else 404."""
    return get_object_or_404(Nomination, pk=nomination_id, dossier_item__dossier=dossier)


def nominee_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a collective, a person or a household, as the address says."""
    row = open_own(request, pk)
    subject = request.GET.get("loai") or SubjectKind.CA_NHAN.value
    if subject not in SubjectKind.values:
        raise Http404
    first = {"priority": row.items.count() or 1}
    form = NomineeForm(request.POST or None, subject=subject, initial=first, residents=residents_in(row))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_nominee(
                dossier=row, by=request.user, at=request.arrived_at, subject=subject, **form.cleaned_data
            )
        except DomainError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"Đã thêm {added.name} vào danh sách đề nghị.")
            return redirect("dossiers:dossier", pk=pk)
    return nominee_page(request, row, form, None, subject)


def residents_in(row: Dossier) -> bool:
    """Whether the plan names residents among its subjects."""
    subjects = PlanItem.objects.filter(campaign=row.campaign_id, section=PlanItem.Section.SUBJECT)
    return subjects.filter(origin=Origin.RESIDENT).exists()


def nominee_edit(request: HttpRequest, pk: int, nomination_id: int) -> HttpResponse:
    row = open_own(request, pk)
    nomination = nominee_of(row, nomination_id)
    form = NomineeForm.of(nomination, request.POST or None, residents=residents_in(row))
    if request.method == "POST" and form.is_valid():
        try:
            edit_nominee(
                dossier=row,
                nomination=nomination,
                by=request.user,
                at=request.arrived_at,
                **form.cleaned_data,
            )
        except DomainError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"Đã lưu đề nghị của {nomination.name}.")
            return redirect("dossiers:dossier", pk=pk)
    return nominee_page(request, row, form, nomination, nomination.subject)


def nominee_page(
    request: HttpRequest, row: Dossier, form: NomineeForm, nomination: Nomination | None, subject: str
) -> HttpResponse:
    """The form of one nominee."""
    context = {
        "current": "dossiers",
        "dossier": row,
        "form": form,
        "nomination": nomination,
        "subject": subject,
    }
    return render(request, "dossiers/dossier_nominee.html", context, status=422 if form.errors else 200)


@require_POST
def nominee_remove(request: HttpRequest, pk: int, nomination_id: int) -> HttpResponse:
    row = open_own(request, pk)
    nomination = nominee_of(row, nomination_id)
    remove_nominee(dossier=row, nomination=nomination, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã rút {nomination.name} khỏi danh sách đề nghị.")
    return redirect("dossiers:dossier", pk=pk)


def unit_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The council's minutes; «add» and «remove» change the rows without saving and without script."""
    row = open_own(request, pk)
    facts = load_facts(row)
    typed = from_rows(row, facts)
    if request.method == "POST":
        typed = from_post(request.POST, facts, request.arrived_at)
        if typed.minutes:
            try:
                record_meeting(dossier=row, minutes=typed.minutes, by=request.user, at=request.arrived_at)
            except DomainError as error:
                typed.problems = [error.message]
            else:
                messages.success(request, "Đã ghi kết quả họp Hội đồng của đơn vị.")
                return redirect("dossiers:dossier", pk=pk)
    context = {"current": "dossiers", "dossier": row, "typed": typed}
    return render(request, "dossiers/dossier_meeting.html", context, status=422 if typed.problems else 200)


def report(request: HttpRequest, pk: int, nomination_id: int) -> HttpResponse:
    row = open_own(request, pk)
    nomination = nominee_of(row, nomination_id)
    current = AchievementReport.objects.filter(nomination=nomination).select_related("updated_by").first()
    if request.method == "POST":
        return save_report(request, row, nomination, current)
    return report_page(request, row, nomination, current)


def save_report(
    request: HttpRequest, row: Dossier, nomination: Nomination, current: AchievementReport | None
) -> HttpResponse:
    """Saves by htmx or by the button; what could not be saved stays in the form."""
    form = ReportForm.of(nomination, current, request.POST)
    awards, extra = typed_awards(request.POST), {}
    # By htmx a button counts as pressed as soon as it has the focus, so only a real press may act.
    pressed = {} if request.htmx else request.POST
    if form.is_valid() and "more" not in pressed:
        version = pressed.get("force_version") or request.POST.get("version", "0")
        try:
            current = edit_report(
                dossier=row,
                nomination=nomination,
                version=whole_number(version) or 0,
                by=request.user,
                at=request.arrived_at,
                past_awards=read_awards(awards),
                **form.cleaned_data,
            )
        except Stale as error:
            extra = {"stale": error.message, "theirs": differences(form, current)}
        except DomainError as error:
            add_errors(form, error)
        else:
            return saved_report(request, row, nomination, current)
    # The typed text keeps the version it was based on: the next autosave must not win by itself.
    extra |= {"version": request.POST.get("version", "0"), "newest": current.version if current else 0}
    return report_page(request, row, nomination, current, form=form, awards=awards, **extra)


def saved_report(
    request: HttpRequest, row: Dossier, nomination: Nomination, current: AchievementReport
) -> HttpResponse:
    """The new version for the next save, or the dossier's page."""
    if request.htmx:
        context = report_context(row, nomination, current) | {"saved_at": request.arrived_at}
        return render(request, "dossiers/partials/_report_state.html", context)
    messages.success(request, f"Đã lưu báo cáo thành tích của {nomination.name}.")
    return redirect("dossiers:dossier", pk=row.pk)


def differences(form: ReportForm, current: AchievementReport | None) -> list[dict[str, Any]]:
    """The fields whose saved text is another than the typed one."""
    return [
        {"label": form.fields[name].label, "text": getattr(current, name)}
        for name, value in form.cleaned_data.items()
        if current and getattr(current, name) != value
    ]


def report_context(row: Dossier, nomination: Nomination, current: AchievementReport | None) -> dict[str, Any]:
    """What the form and its state of saving share."""
    filled, total = sections_filled(current, nomination.subject)
    return {
        "current": "dossiers",
        "dossier": row,
        "nomination": nomination,
        "report": current,
        "version": current.version if current else 0,
        "filled": filled,
        "total": total,
    }


def report_page(
    request: HttpRequest,
    row: Dossier,
    nomination: Nomination,
    current: AchievementReport | None,
    form: ReportForm | None = None,
    awards: list | None = None,
    **extra: Any,
) -> HttpResponse:
    """The guided form; a refused save answers 422, by htmx only with the state and its reason."""
    on_record = past_rows(nomination)
    if awards is None:
        awards = list(current.past_awards.values("year", "name", "decision")) if current else on_record
        extra["taken"] = 0 if current else len(on_record)
    missing = missing_rows(on_record, awards)
    if request.POST.get("more") == "da-nhan" and not request.htmx:
        awards, missing, extra["taken"] = [*awards, *missing], [], len(missing)
    extra["missing"] = len(missing)
    refused = "stale" in extra or (form is not None and bool(form.errors))
    context = report_context(row, nomination, current) | {
        "form": form or ReportForm.of(nomination, current),
        "awards": [*awards, *[{"year": "", "name": "", "decision": ""}] * 2],
        **extra,
    }
    partial = request.htmx and refused
    page = "dossiers/partials/_report_state.html" if partial else "dossiers/dossier_report.html"
    return render(request, page, context, status=422 if refused else 200)
