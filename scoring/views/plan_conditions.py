"""The conditions of an award in the plan's editor: choose the rule, then its own parameters as fields."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError, Stale
from awards.domain.change_plan import Paper, PlanChange
from awards.domain.edit_plan import find_row
from awards.domain.plan_editor import line, names_of
from awards.models import Award
from awards.views.plan_edit import (
    back_to_editor,
    form_page,
    kept_plan,
    paper_form,
    paper_of,
    place_error,
    saved,
)
from campaigns.models import Campaign
from scoring.domain.write_condition import add_condition, edit_condition
from scoring.forms_conditions import ConditionForm, all_rules
from scoring.rules import RULES


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, award: str) -> HttpResponse:
    """First the rule out of the registry, then the form with its parameters."""
    campaign = kept_plan(request, slug)
    owner = get_object_or_404(Award, campaign=campaign, code=award)
    chosen = request.POST.get("rule") or request.GET.get("quy-tac", "")
    if not chosen:
        context = {"current": "campaigns", "campaign": campaign, "award": owner, "rules": all_rules()}
        return render(request, "scoring/plan_condition_rules.html", context)
    rule = RULES.get(chosen)
    if rule is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    initial = {"subject": rule.subjects[0] if len(rule.subjects) == 1 else ""}
    form = ConditionForm(posted, campaign=campaign, rule=rule, initial=initial)

    def act(paper: Paper) -> PlanChange:
        return add_condition(
            campaign=campaign, award=owner, values=form.values(), paper=paper,
            by=request.user, at=request.arrived_at,
        )  # fmt: skip

    context = {"title": f"Thêm: tiêu chuẩn của «{owner}»", "owner": owner, "adding": True}
    return condition_page(request, campaign, form, act, context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The form of a condition; `quy-tac` in the address changes its rule."""
    campaign = kept_plan(request, slug)
    part, row = find_row(campaign, "conditions", pk)
    rule = RULES.get(request.POST.get("rule") or request.GET.get("quy-tac") or row.rule)
    if rule is None:
        raise Http404
    shown = line(part, row, names_of(campaign))
    names = ("text", "subject", "origin", "round_kind", "group", "clause")
    initial = {**{name: getattr(row, name) for name in names}, "seen": shown.seen}
    params = row.params if rule.code == row.rule else {}
    posted = request.POST if request.method == "POST" else None
    form = ConditionForm(posted, campaign=campaign, rule=rule, params=params, initial=initial)

    def act(paper: Paper) -> PlanChange:
        return edit_condition(
            campaign=campaign, pk=pk, values=form.values(), seen=form.cleaned_data["seen"], paper=paper,
            by=request.user, at=request.arrived_at,
        )  # fmt: skip

    context = {"title": f"Tiêu chuẩn: {shown.label}", "owner": row.award, "shown": shown, "pk": pk}
    return condition_page(request, campaign, form, act, context)


def condition_page(
    request: HttpRequest, campaign: Campaign, form: ConditionForm, act, context: dict[str, Any]
) -> HttpResponse:
    """Shows the form, or saves it."""
    paper = paper_form(request, campaign)
    posted = request.method == "POST"
    if posted and form.is_valid() and (paper is None or paper.is_valid()):
        try:
            saved(request, act(paper_of(paper)))
            return back_to_editor(campaign, "awards")
        except DomainError as error:
            place_error(form, paper, error)
            if isinstance(error, Stale):
                context["now"] = context.get("shown")
    shared = {"form": form, "paper": paper, "part": "conditions", "rule": form.rule_row, "rules": all_rules()}
    return form_page(request, campaign, {**shared, **context}, wrong=posted)
