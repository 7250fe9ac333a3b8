"""Kế hoạch: the whole plan with its clauses, what is to be settled before the launch, and the launch."""

import json
import uuid
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.files import attachment_response
from accounts.views.password_again import proven_again
from awards.domain.budget import Budget
from awards.domain.check_plan import check_plan
from awards.domain.launch_campaign import launch_campaign
from awards.domain.place_units import units_for_group
from awards.domain.plan_budget import law_lines, plan_budget
from awards.plan_lines import CheckLine
from awards.plan_page import PlanPage, plan_page
from campaigns.domain.set_deadline import set_registration_deadline, settle_deadline
from campaigns.enums import CampaignState, DeadlineCode
from campaigns.forms import DeadlineForm, RegistrationDeadlineForm
from campaigns.models import Campaign, Deadline
from campaigns.permissions import can_stand, check_standing
from campaigns.views.pages import campaign_or_404


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as a document; the standing body of a draft also gets the check list and the settings."""
    campaign = campaign_or_404(request, slug)
    page = plan_page(campaign)
    may = can_stand(by=request.user, campaign=campaign, at=request.arrived_at)
    context = {**plan_context(campaign, page), "may_stand": may}
    if may and campaign.state == CampaignState.DRAFT:
        context |= {
            "checks": checks(request, campaign),
            **deadline_forms(page),
        }
    return render(request, "awards/plan.html", context)


def checks(request: HttpRequest, campaign: Campaign) -> list[CheckLine]:
    """The pre-launch check as of the request's day."""
    return check_plan(campaign, timezone.localdate(request.arrived_at))


def plan_context(campaign: Campaign, page: PlanPage) -> dict:
    """What the plan page and the launch page both show."""
    budget, budget_problem = budget_or_reason(campaign)
    return {
        "current": "campaigns",
        "campaign": campaign,
        "plan": page,
        "is_draft": campaign.state == CampaignState.DRAFT,
        "groups": [(group, units_in(campaign, group)) for group in page.groups],
        "budget": budget,
        "budget_problem": budget_problem,
        "law": law_lines(campaign=campaign, on=estimate_day(campaign)) if budget else [],
    }


def units_in(campaign: Campaign, group) -> int:
    """Units placed in the group, or those that the launch would place in it."""
    if campaign.state == CampaignState.DRAFT:
        return units_for_group(campaign, group).count()
    return group.members.count()


def estimate_day(campaign: Campaign) -> date:
    """An estimate is by the law of the plan's day."""
    return campaign.plan_date or campaign.period_start


def budget_or_reason(campaign: Campaign) -> tuple[Budget | None, str]:
    """The estimate by the law of the plan's day, or why it can't be computed."""
    try:
        return plan_budget(campaign=campaign, on=estimate_day(campaign)), ""
    except DomainError as error:
        return None, error.message


def deadline_forms(page: PlanPage) -> dict:
    """The settings of a draft: what the stated deadline means, and the office's own day for registering."""
    found = {row.code: row for row in page.deadlines if row.round_id is None}
    dossier, registration = found.get(DeadlineCode.DOSSIER), found.get(DeadlineCode.REGISTRATION)
    return {
        "dossier_deadline": dossier,
        "deadline_form": stated_form(dossier) if dossier else None,
        "registration_form": RegistrationDeadlineForm(
            initial={"day": registration.last_valid_day if registration else None}
        ),
    }


def stated_form(row: Deadline, data=None) -> DeadlineForm:
    """The form of a stated deadline, filled with what holds now."""
    initial = {"meaning": row.meaning, "last_valid_day": row.last_valid_day}
    return DeadlineForm(data, initial=initial, stated_day=row.stated_day)


@require_POST
def deadline(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Settles a deadline of the draft; a fault stands on top of the plan and at the field."""
    campaign = campaign_or_404(request, slug)
    is_own = code == DeadlineCode.REGISTRATION
    if is_own:
        form = RegistrationDeadlineForm(request.POST)
    else:
        form = stated_form(get_object_or_404(campaign.deadlines, code=code, round__isnull=True), request.POST)
    if form.is_valid():
        try:
            settle(request, campaign, code, form.cleaned_data)
            messages.success(request, "Đã lưu hạn.")
            return redirect(reverse("awards:plan", args=[slug]) + "#han")
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    check_standing(by=request.user, campaign=campaign, at=request.arrived_at)
    page = plan_page(campaign)
    context = {
        **plan_context(campaign, page),
        "may_stand": True,
        "checks": checks(request, campaign),
    }
    forms = {**deadline_forms(page), "registration_form" if is_own else "deadline_form": form}
    return render(request, "awards/plan.html", {**context, **forms, "wrong_form": form}, status=422)


def settle(request: HttpRequest, campaign: Campaign, code: str, data: dict[str, date]) -> None:
    """One call of the domain for either form."""
    who = {"campaign": campaign, "by": request.user, "at": request.arrived_at}
    if code == DeadlineCode.REGISTRATION:
        set_registration_deadline(day=data["day"], **who)
    else:
        settle_deadline(code=code, meaning=data["meaning"], last_valid_day=data["last_valid_day"], **who)


@proven_again
@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks once more with all numbers, then launches; a second click is led to the same page."""
    campaign = campaign_or_404(request, slug)
    check_standing(by=request.user, campaign=campaign, at=request.arrived_at)
    address = reverse("dossiers:campaign", args=[slug])
    if request.method != "POST":
        if campaign.state != CampaignState.DRAFT:
            return redirect(address)
        context = {
            **plan_context(campaign, plan_page(campaign)),
            "checks": checks(request, campaign),
        }
        context["stopped"] = any(line.stops for line in context["checks"])
        return render(request, "awards/plan_launch.html", {**context, "key": uuid.uuid4()})

    def act() -> str:
        launched = launch_campaign(campaign=campaign, by=request.user, at=request.arrived_at)
        messages.success(
            request, f"Đã phát động «{launched.title}». Nội dung kế hoạch được khóa thành bản 1."
        )
        return address

    key = request.POST.get("key", "")
    return redirect(once(key=key, by=request.user, at=request.arrived_at, purpose="launch", act=act))


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The frozen content, byte for byte what its hash was taken of."""
    campaign = campaign_or_404(request, slug)
    row = get_object_or_404(campaign.versions, number=number)
    text = json.dumps(row.content, ensure_ascii=False, sort_keys=True)
    name = f"{campaign.slug}-ban-{row.number}.json"
    return attachment_response(name, text.encode(), content_type="application/json")
