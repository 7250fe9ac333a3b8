"""Bộ tiêu chí: the list, one set with its groups and criteria, a new set, and what may be added to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import whole_number
from accounts.paging import page_of
from campaigns.context import access
from campaigns.criteria import SetPicture, campaigns_of, is_launched, set_list, set_picture, sets_visible_to
from campaigns.domain.edit_criteria import (
    add_criterion,
    create_criteria_set,
    edit_criteria_set,
    remove_criteria_set,
)
from campaigns.forms_yearly import CriteriaSetForm, CriterionForm
from campaigns.models import CriteriaSet
from campaigns.permissions import can_edit, can_keep_criteria
from campaigns.views.yearly import answered, form_context, page_of_rows, posted, status_of_form

COLUMNS = [
    Column("Mã", width=10),
    Column("Tiêu chí", width=60),
    Column("Điểm tối đa", "number", width=12),
    Column("Cách tính điểm", width=50),
    Column("Tài liệu kiểm chứng", width=40),
]


@require_safe
def criteria_sets(request: HttpRequest) -> HttpResponse:
    """Every set that the person may see."""
    q = request.GET.get("q", "")[:100]
    page = page_of(set_list(access(request), q=q), request.GET.get("trang"))
    context = {"current": "campaigns", "page": page, "q": q, "may_add": is_officer(request)}
    return render(request, "campaigns/criteria.html", context)


def is_officer(request: HttpRequest) -> bool:
    """Whether the person is a standing officer anywhere."""
    return not access(request).is_unit and can_keep_criteria(by=request.user, at=request.arrived_at)


def set_or_404(request: HttpRequest, code: str) -> CriteriaSet:
    """A set that the person may see."""
    return get_object_or_404(sets_visible_to(access(request)), code=code)


def editable_or_404(request: HttpRequest, code: str) -> CriteriaSet:
    """A set that the person may edit: for everybody else the page does not exist."""
    found = set_or_404(request, code)
    if access(request).is_unit or not can_edit(criteria_set=found, by=request.user, at=request.arrived_at):
        raise Http404
    return found


@require_safe
def criteria_set(request: HttpRequest, code: str) -> HttpResponse:
    """One set: groups, criteria, sums beside what is stated."""
    found = set_or_404(request, code)
    picture = set_picture(found)
    if request.GET.get("xuat") == "excel":
        return excel_response(f"Bo tieu chi {code}", workbook(picture))
    may = not access(request).is_unit and can_edit(criteria_set=found, by=request.user, at=request.arrived_at)
    context = {
        "current": "campaigns",
        "picture": picture,
        "set": found,
        "page": page_of_rows(picture.groups, request.GET.get("trang")),
        "may_edit": may,
        "campaigns": campaigns_of(found) if may else [],
        "launched": is_launched(found),
    }
    return render(request, "campaigns/criteria_set.html", context)


def workbook(picture: SetPicture) -> bytes:
    """Groups and criteria in their order; codes are text."""
    rows = []
    for part in picture.groups:
        rows.append([part.group.code, part.group.name.upper(), part.group.maximum, "", ""])
        rows += [[row.code, row.name, row.maximum, row.how, row.evidence_hint] for row in part.criteria]
    title = f"{picture.criteria_set.title}\n{picture.criteria_set.basis}".strip()
    return write_table(title=title, columns=COLUMNS, rows=rows, sheet_name="Tiêu chí", landscape=True)


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_new(request: HttpRequest) -> HttpResponse:
    """A new set from scratch."""
    if not is_officer(request):
        raise Http404
    form = CriteriaSetForm(posted(request), is_new=True)

    def act() -> str:
        row = create_criteria_set(by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, f"Đã lập bộ tiêu chí «{row.title}». Hãy thêm các nhóm và tiêu chí.")
        return reverse("campaigns:criteria_set", args=[row.code])

    if request.method == "POST" and (answer := answered(request, form, purpose="criteria.create", act=act)):
        return answer
    context = {"current": "campaigns", "set": None, "title": "Bộ tiêu chí mới", **form_context(form)}
    return render(request, "campaigns/criteria_form.html", context, status=status_of_form(form))


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_edit(request: HttpRequest, code: str) -> HttpResponse:
    """The set's own texts and its stated maximum."""
    found = editable_or_404(request, code)
    initial = {name: getattr(found, name) for name in ("title", "basis", "note")}
    initial["stated_maximum"] = points_text(found.stated_maximum)
    form = CriteriaSetForm(posted(request), initial=initial, is_new=False)

    def act() -> str:
        edit_criteria_set(criteria_set=found, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, "Đã lưu bộ tiêu chí.")
        return reverse("campaigns:criteria_set", args=[code])

    if request.method == "POST" and (answer := answered(request, form, purpose="criteria.edit", act=act)):
        return answer
    context = {"current": "campaigns", "set": found, "title": "Sửa bộ tiêu chí", **form_context(form)}
    return render(request, "campaigns/criteria_form.html", context, status=status_of_form(form))


def points_text(value) -> str:
    """Points as they are typed: 1234.50 -> "1234,5"."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


@require_POST
def criteria_remove(request: HttpRequest, code: str) -> HttpResponse:
    """Removes a set that no campaign uses."""
    found = editable_or_404(request, code)
    remove_criteria_set(criteria_set=found, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa bộ tiêu chí «{found.title}».")
    return redirect("campaigns:criteria")


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_add(request: HttpRequest, code: str) -> HttpResponse:
    """A new group, or with `nhom` a new criterion of that group."""
    found = editable_or_404(request, code)
    group = None
    if request.GET.get("nhom"):
        pk = whole_number(request.GET["nhom"])
        group = get_object_or_404(found.criteria.filter(parent=None), pk=pk)
    form = CriterionForm(posted(request), is_group=group is None)

    def act() -> str:
        values = {"criteria_set": found, "group": group, "by": request.user, "at": request.arrived_at}
        row = add_criterion(**values, **form.cleaned_data)
        messages.success(request, f"Đã thêm «{row}».")
        return reverse("campaigns:criteria_set", args=[code]) + f"#tc-{row.pk}"

    if request.method == "POST" and (answer := answered(request, form, purpose="criteria.add", act=act)):
        return answer
    title = f"Thêm tiêu chí vào nhóm «{group}»" if group else "Thêm nhóm tiêu chí"
    context = {"current": "campaigns", "set": found, "title": title, **form_context(form)}
    return render(request, "campaigns/criteria_form.html", context, status=status_of_form(form))
