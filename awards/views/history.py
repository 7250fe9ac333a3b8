"""Khen thưởng đã nhận: the list of old awards, one of them, and what the keeper of the history writes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.dates import local
from accounts.errors import DomainError
from accounts.files import excel_response
from accounts.numbers import whole_number
from accounts.paging import page_of
from awards.catalogue import catalogue
from awards.domain.history_checks import MaybeSame, entry_of
from awards.domain.tie_given import may_be_given
from awards.domain.write_history import add_past_award, edit_past_award, remove_past_award, tie_person
from awards.enums import PastKind
from awards.forms.history import DecisionFileForm, EditPastAwardForm, PastAwardForm
from awards.history import PastEntry, years_of
from awards.history_queries import (
    history_office,
    keeps_history,
    namesakes,
    past_awards_visible_to,
    people_under,
)
from awards.history_tables import cell_words, history_workbook, source_words
from awards.importers.history_units import typed_unit
from awards.models import PastAward
from awards.past_lines import (
    OLD,
    SOURCES,
    lines_of_rows,
    page_of_lines,
    past_list,
    past_units,
    past_visible_to,
    past_years,
)
from campaigns.access import Access
from campaigns.context import access
from campaigns.enums import SubjectKind
from campaigns.models import Unit
from campaigns.people import find_typed_person
from campaigns.views.pages import chosen
from campaigns.views.yearly import answered, form_context, posted, status_of_form

MOST_ROWS_OUT = 20_000


def readable(request: HttpRequest):
    """The old awards that the person may read; 404 for whoever reads none."""
    now = access(request)
    if not now.is_unit and history_office(now) is None:
        raise Http404
    return past_awards_visible_to(now)


def kept_office(request: HttpRequest) -> Unit:
    """The body whose history the person keeps; 404 for everybody else."""
    now = access(request)
    office = history_office(now)
    if office is None or not keeps_history(now):
        raise Http404
    return office


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Filters and page come from the address; `xuat=excel` gives exactly what is filtered."""
    readable(request)
    now, past = access(request), past_visible_to(access(request))
    years = past_years(past)
    picked = {
        "q": request.GET.get("q", "")[:100],
        "kind": chosen(request, "hinh-thuc", PastKind.values),
        "subject": chosen(request, "doi-tuong", SubjectKind.values),
        "year": whole_number(chosen(request, "nam", [str(year) for year in years])),
        "unit": whole_number(request.GET.get("don-vi", "")),
        "source": chosen(request, "nguon", [code for code, _ in SOURCES]),
    }
    rows = past_list(past, **picked)
    if request.GET.get("xuat") == "excel":
        return excel_response("Khen thưởng đã nhận", list_workbook(now, rows))
    context = {
        "current": "history",
        "page": page_of_lines(now, page_of(rows, request.GET.get("trang"))),
        "picked": picked,
        "sources": SOURCES,
        "years": [(year, year) for year in years],
        "kinds": PastKind.choices,
        "subjects": SubjectKind.choices,
        "units": past_units(past),
        "keeps": keeps_history(now),
        "is_filtered": any(picked.values()),
        "of": history_office(now) or now.unit,
    }
    return render(request, "awards/history.html", context)


def list_workbook(now: Access, rows: Any) -> bytes:
    """The list as it is filtered on the screen."""
    lines = lines_of_rows(now, list(rows[:MOST_ROWS_OUT]))
    return history_workbook(lines, title=f"KHEN THƯỞNG ĐÃ NHẬN\n{history_office(now) or now.unit}")


@require_safe
def past_award(request: HttpRequest, pk: int) -> HttpResponse:
    """One old award: the paper, the cell that it came from, and others under the same name."""
    rows = readable(request)
    row = get_object_or_404(rows.select_related("created_by", "person", "person_said_by"), pk=pk)
    return render(request, "awards/history_one.html", one_context(request, rows, row))


def one_context(request: HttpRequest, rows: Any, row: PastAward) -> dict[str, Any]:
    """What the page of one award needs."""
    now = access(request)
    mine = keeps_history(now) and row.keeper == history_office(now)
    files = list(row.decision.files.select_related("added_by"))
    return {
        "line": lines_of_rows(now, [{"origin": OLD, "key": row.pk}])[0],
        "may_tie": may_be_given(row) if mine else [],
        "scan": next((one for one in files if one.replaced_at is None), None),
        "earlier": [one for one in files if one.replaced_at] if mine else [],
        "form": DecisionFileForm(),
        "current": "history",
        "row": row,
        "mine": mine,
        "source": source_words(row),
        "cells": cell_words(row),
        "same_name": page_of(namesakes(rows, row), request.GET.get("trang")),
    }


def entry_typed(data: dict[str, Any], office: Unit, request: HttpRequest) -> PastEntry:
    """The typed values as an entry; DomainError names the field."""
    today = local(request.arrived_at).date()
    day = data["signed_on"]
    if not data["years"] and not day:
        raise DomainError("Hãy nhập năm thành tích hoặc ngày quyết định.", field="years")
    first, last = years_of(data["years"], today=today) if data["years"] else (day.year, day.year)
    whole = data["subject"] == SubjectKind.TAP_THE and not data["unit_name"]
    printed = data["unit_name"] or (data["name"] if whole else "")
    unit, is_named = typed_unit(
        office, typed=data["unit"], printed=printed, name=data["name"], day=day, year=last
    )
    same = ("number", "award_name", "subject", "name", "signed_on", "issuer_name", "summary", "honorific")
    same += ("position_title", "achievement", "money")
    return PastEntry(
        first_year=first,
        last_year=last,
        unit=unit,
        unit_name=printed or (unit.name if unit else ""),
        whole_unit=unit is not None and (is_named or data["whole_unit"]),
        **{name: data[name] for name in same},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Writes one old award down."""
    office = kept_office(request)
    form = PastAwardForm(posted(request))
    asked: list[str] = []

    def act() -> str:
        data = form.cleaned_data
        row = keep_asking(
            asked,
            lambda: add_past_award(
                office=office, entry=entry_typed(data, office, request), sure=data["sure"], by=request.user,
                at=request.arrived_at,
            ),
        )  # fmt: skip
        messages.success(request, f"Đã ghi {row.award_name} của {row.name}.")
        return reverse("awards:past_award", args=[row.pk])

    if request.method == "POST" and (answer := answered(request, form, purpose="history.add", act=act)):
        return answer
    return form_page(request, form, asked, office)


def keep_asking(asked: list[str], act: Any) -> PastAward:
    """Runs the verb; a question about a namesake is noted so that the form shows its box."""
    try:
        return act()
    except MaybeSame as error:
        asked.append(error.message)
        raise


def form_page(
    request: HttpRequest, form: PastAwardForm, asked: list[str], office: Unit, row: PastAward | None = None
) -> HttpResponse:
    """The form of one award, new or to be corrected."""
    context = {"current": "history", "asked": asked or form.data.get("sure"), "office": office, "row": row}
    context |= {"awards": [one.name for one in catalogue()], **form_context(form)}
    return render(request, "awards/history_form.html", context, status=status_of_form(form))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects one old award, with a reason."""
    office = kept_office(request)
    row = get_object_or_404(readable(request), pk=pk, keeper=office)
    form = EditPastAwardForm(posted(request), initial=initial_of(row))
    asked: list[str] = []

    def act() -> str:
        data = dict(form.cleaned_data)
        edit = {"reason": data["reason"], "version": data["version"], "sure": data["sure"]}
        entry = entry_typed(data, office, request)
        by = {"by": request.user, "at": request.arrived_at}
        keep_asking(asked, lambda: edit_past_award(row=row, entry=entry, **edit, **by))
        messages.success(request, f"Đã sửa khen thưởng của {entry.name}.")
        return reverse("awards:past_award", args=[pk])

    if request.method == "POST" and (
        answer := answered(request, form, purpose=f"history.edit.{pk}", act=act)
    ):
        return answer
    return form_page(request, form, asked, office, row)


def initial_of(row: PastAward) -> dict[str, Any]:
    """The stored values as they are typed."""
    entry = entry_of(row)
    names = ("subject", "name", "honorific", "position_title", "unit_name", "whole_unit", "award_name")
    names += ("achievement", "number", "signed_on", "issuer_name", "summary", "money")
    values = {name: getattr(entry, name) for name in names}
    if values["money"] is not None:
        values["money"] = f"{values['money']:f}"
    return values | {"unit": row.unit.code if row.unit else "", "years": row.years, "version": row.version}


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one old award off the record, with a reason."""
    row = get_object_or_404(readable(request), pk=pk, keeper=kept_office(request))
    reason = request.POST.get("reason", "")
    remove_past_award(row=row, reason=reason, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa {row.award_name} của {row.name} khỏi danh sách.")
    return redirect("awards:history")


@require_POST
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Says whose account the award belongs to, or takes that back."""
    office = kept_office(request)
    row = get_object_or_404(readable(request), pk=pk, keeper=office)
    text = request.POST.get("to", "")
    found = find_typed_person(text, people_under(office)) if text.strip() else None
    tie_person(row=row, person=found, by=request.user, at=request.arrived_at)
    said = f"Đã ghi: lần khen này là của {found}." if found else "Đã bỏ gắn tài khoản."
    messages.success(request, said)
    return redirect("awards:past_award", pk)
