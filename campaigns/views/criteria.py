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
from campaigns.domain.edit_criteria import add_criterion
from campaigns.domain.edit_criteria_set import create_criteria_set, edit_criteria_set, remove_criteria_set
from campaigns.enums import CriterionKind, PointRule
from campaigns.forms_criteria import CriteriaSetForm, CriterionForm
from campaigns.models import CriteriaSet, Criterion
from campaigns.permissions import can_edit, can_keep_criteria
from campaigns.point_params import typed_params
from campaigns.views.yearly import answered, form_context, page_of_rows, posted, status_of_form

COLUMNS = [
    Column("Mã", width=10),
    Column("Tiêu chí", width=60),
    Column("Loại", width=20),
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
        "page": page_of_rows(picture.roots, request.GET.get("trang")),
        "may_edit": may,
        "may_copy": is_officer(request),
        "campaigns": campaigns_of(found) if may else [],
        "launched": is_launched(found),
    }
    return render(request, "campaigns/criteria_set.html", context)


def workbook(picture: SetPicture) -> bytes:
    """Groups and criteria in their order; codes are text. What goes out may be brought in again."""
    rows = [
        [
            node.row.code,
            node.row.name,
            node.row.get_kind_display(),
            node.row.maximum,
            node.row.how,
            node.row.evidence_hint,
        ]
        for node in picture.rows
    ]
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
    initial = {name: getattr(found, name) for name in ("title", "basis", "note", "year", "rescale")}
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
    """Points as they are typed: 1234.50 -> "1234,5"; nothing for none."""
    if value is None:
        return ""
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
    """A new largest group; with `nhom` a criterion of that group, or with `loai=nhom` a group inside it."""
    found = editable_or_404(request, code)
    parent = None
    if request.GET.get("nhom"):
        pk = whole_number(request.GET["nhom"])
        parent = get_object_or_404(found.criteria.filter(kind=CriterionKind.GROUP), pk=pk)
    is_group = parent is None or request.GET.get("loai") == "nhom"
    form = criterion_form(request, initial={}, is_group=is_group)

    def act() -> str:
        row = add_criterion(
            criteria_set=found, parent=parent, typed=form.typed(), by=request.user, at=request.arrived_at
        )
        messages.success(request, f"Đã thêm «{row}».")
        return reverse("campaigns:criteria_set", args=[code]) + f"#tc-{row.pk}"

    if request.method == "POST" and (answer := answered(request, form, purpose="criteria.add", act=act)):
        return answer
    what = "nhóm" if is_group else "tiêu chí"
    title = f"Thêm {what} vào «{parent}»" if parent else "Thêm nhóm tiêu chí"
    context = {"current": "campaigns", "set": found, "title": title, **form_context(form)}
    return render(request, "campaigns/criterion_form.html", context, status=status_of_form(form))


def criterion_form(request: HttpRequest, *, initial: dict, is_group: bool) -> CriterionForm:
    """The form with the fields of the rule that was posted, chosen in the address, or stored."""
    asked = request.POST if request.method == "POST" else request.GET
    stored = initial.get("rule", PointRule.MANUAL)
    rule = asked["rule"] if asked.get("rule") in PointRule.values else stored
    if request.method != "POST" and "rule" in request.GET:
        initial = {**initial, "rule": rule}
    return CriterionForm(posted(request), initial=initial, is_group=is_group, rule=rule)


def initial_of(row: Criterion) -> dict:
    """A row as its form shows it."""
    names = ("code", "name", "kind", "how", "evidence_hint", "rule", "may_not_apply")
    shown = {name: getattr(row, name) for name in names}
    return {**shown, "maximum": points_text(row.maximum), **typed_params(row.rule_params)}
