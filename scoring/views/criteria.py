"""Sửa, xóa a criterion: here, because the points that sheets already hold say what may still change."""

from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.criteria import keys_under
from campaigns.domain.edit_criteria import Scored, edit_criterion, move_criterion, remove_criterion
from campaigns.models import Criterion
from campaigns.views.criteria import criterion_form, editable_or_404, initial_of
from campaigns.views.yearly import answered, form_context, status_of_form
from scoring.models import SheetItem


def scores_of(criterion: Criterion) -> Scored:
    """How many lines of sheets hold the criterion (or one below the group), and the highest points among them."""
    rows = SheetItem.objects.filter(criterion__in=keys_under(criterion))
    found = rows.aggregate(count=Count("pk"), highest=Max("self_points"))
    return Scored(found["count"], found["highest"])


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The form of one group or criterion."""
    found = editable_or_404(request, code)
    row = get_object_or_404(found.criteria.select_related("parent", "criteria_set"), pk=pk)
    form = criterion_form(request, initial=initial_of(row), is_group=row.is_group)

    def act() -> str:
        edit_criterion(
            criterion=row, typed=form.typed(), scores_of=scores_of, by=request.user, at=request.arrived_at
        )
        messages.success(request, f"Đã lưu «{row.code}».")
        return reverse("campaigns:criteria_set", args=[code]) + f"#tc-{row.pk}"

    if request.method == "POST" and (answer := answered(request, form, purpose="criteria.edit_row", act=act)):
        return answer
    title = f"Sửa {'nhóm' if row.is_group else 'tiêu chí'} {row.code}"
    context = {
        "current": "campaigns",
        "set": found,
        "title": title,
        "scored": scores_of(row),
        **form_context(form),
    }
    return render(request, "campaigns/criterion_form.html", context, status=status_of_form(form))


@require_POST
def criterion_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Removes a criterion, or a group with its criteria."""
    found = editable_or_404(request, code)
    row = get_object_or_404(found.criteria.select_related("criteria_set"), pk=pk)
    remove_criterion(criterion=row, scores_of=scores_of, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa «{row}».")
    return redirect("campaigns:criteria_set", code)


@require_POST
def criterion_move(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One place up or down among its neighbours."""
    found = editable_or_404(request, code)
    row = get_object_or_404(found.criteria.select_related("criteria_set"), pk=pk)
    up = request.POST.get("huong") == "len"
    move_criterion(criterion=row, up=up, by=request.user, at=request.arrived_at)
    return redirect(reverse("campaigns:criteria_set", args=[code]) + f"#tc-{row.pk}")
