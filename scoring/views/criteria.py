"""Sửa, xóa a criterion: here, because the points that sheets already hold say what may still change."""

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.domain.edit_criteria import Scored, edit_criterion, remove_criterion
from campaigns.forms_yearly import CriterionForm
from campaigns.models import Criterion
from campaigns.views.criteria import editable_or_404, points_text
from campaigns.views.yearly import answered, form_context, posted, status_of_form
from scoring.models import SheetItem


def scores_of(criterion: Criterion) -> Scored:
    """How many lines of sheets hold the criterion (or one of its group), and the highest points among them."""
    rows = SheetItem.objects.filter(Q(criterion=criterion) | Q(criterion__parent=criterion))
    found = rows.aggregate(count=Count("pk"), highest=Max("self_points"))
    return Scored(found["count"], found["highest"])


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The form of one group or criterion."""
    found = editable_or_404(request, code)
    row = get_object_or_404(found.criteria.select_related("parent", "criteria_set"), pk=pk)
    initial = {name: getattr(row, name) for name in ("code", "name", "how", "evidence_hint")}
    initial["maximum"] = points_text(row.maximum)
    form = CriterionForm(posted(request), initial=initial, is_group=row.is_group)

    def act() -> str:
        edit_criterion(
            criterion=row, scores_of=scores_of, by=request.user, at=request.arrived_at, **form.cleaned_data
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
    return render(request, "campaigns/criteria_form.html", context, status=status_of_form(form))


@require_POST
def criterion_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Removes a criterion, or a group with its criteria."""
    found = editable_or_404(request, code)
    row = get_object_or_404(found.criteria.select_related("criteria_set"), pk=pk)
    remove_criterion(criterion=row, scores_of=scores_of, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa «{row}».")
    return redirect("campaigns:criteria_set", code)
