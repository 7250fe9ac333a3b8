"""Lập phong trào mới: choose a source, say what is taken over and what the new plan is called."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import DomainError
from awards.domain.export_plan import export_plan
from awards.domain.new_plan import counts_of, new_plan
from awards.domain.set_up_campaign import set_up_campaign, with_those_above
from awards.forms.setup import SetupForm, UploadPlanForm, ticks
from awards.packs_schema import pack_names, read_pack
from awards.permissions import check_sets_up_somewhere
from campaigns.context import access
from campaigns.models import CriteriaSet, Unit
from campaigns.queries import campaigns_visible_to

PACK, CAMPAIGN, NOTHING = "goi", "phong-trao", "trong"


def own_units(request: HttpRequest) -> list[Unit]:
    """The bodies where the person is standing officer today; a refusal when there is none."""
    return check_sets_up_somewhere(by=request.user, at=request.arrived_at)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Packs of the program, earlier campaigns, or nothing; each with what it holds."""
    own_units(request)
    packs = [(name, read_pack(name)) for name in pack_names()]
    campaigns = campaigns_visible_to(access(request)).select_related("criteria_set")
    context = {
        "current": "campaigns",
        "packs": [(name, pack, held(pack)) for name, pack in packs],
        "campaigns": [(row, held(export_plan(row))) for row in campaigns[:30]],
        "form": UploadPlanForm(label_suffix=""),
    }
    return render(request, "awards/setup_sources.html", context)


def held(pack: dict[str, Any]) -> list[tuple[str, int]]:
    """The lists that are not empty, with their numbers."""
    return [(name, count) for _, name, count in counts_of(pack) if count]


def source_of(request: HttpRequest, kind: str, source: str) -> dict[str, Any]:
    """The pack that the new plan starts from; empty for a plan from nothing."""
    if kind == NOTHING:
        return {}
    if kind == PACK and source in pack_names():
        return read_pack(source)
    if kind == CAMPAIGN:
        return export_plan(get_object_or_404(campaigns_visible_to(access(request)), slug=source))
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, kind: str, source: str) -> HttpResponse:
    """The questions of the set-up; the answer is a draft campaign and its editor."""
    units = own_units(request)
    pack = source_of(request, kind, source)
    posted = request.POST if request.method == "POST" else None
    form = SetupForm(
        posted,
        initial=first_answers(pack, units) | (own_answers(pack, units) if kind == PACK else {}),
        counts=counts_of(pack) if pack else [],
        own_units=units,
        from_nothing=not pack,
    )
    if posted is not None and form.is_valid():
        try:
            return made(request, pack, form, f"{kind}:{source}")
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {"current": "campaigns", "form": form, "pack": pack, "held": held(pack), "kind": kind}
    status = 200 if posted is None else 422
    return render(request, "awards/setup_start.html", context, status=status)


def made(request: HttpRequest, pack: dict[str, Any], form: SetupForm, source: str) -> HttpResponse:
    """The draft, and what was left behind."""
    wanted, notes = new_plan(pack, form.wishes())
    report = set_up_campaign(pack=wanted, by=request.user, at=request.arrived_at, source=source)
    messages.success(request, " ".join(["Đã lập phong trào ở trạng thái đang chuẩn bị.", *notes]))
    assert report.campaign is not None
    return redirect("awards:plan_edit", report.campaign.slug)


def first_answers(pack: dict[str, Any], units: list[Unit]) -> dict[str, Any]:
    """What the form starts with: the source's own answers, the person's own body."""
    measure = pack.get("measure", {})
    issuer = with_those_above(units[0])[1:2] or [units[0]]
    return {
        "take": [key for key, _ in ticks(counts_of(pack))],
        "title": pack.get("title", ""),
        "short_title": pack.get("short_title", ""),
        "authority": pack.get("authority", {}).get("title", ""),
        "level": pack.get("launch", {}).get("level", ""),
        "measured_by": measure.get("measured_by", ""),
        "nominated_by": measure.get("nominated_by", ""),
        "counted_attempt": measure.get("counted_attempt", ""),
        "self_score": measure.get("self_score", False),
        "criteria_set": CriteriaSet.objects.filter(code=pack.get("criteria_set", "")).first(),
        "standing_unit": units[0],
        "issuer": issuer[0],
    }


def own_answers(pack: dict[str, Any], units: list[Unit]) -> dict[str, Any]:
    """Number, day and appraising body of a pack that is this place's own plan; of another's plan nothing."""
    if pack.get("issuer", {}).get("code") not in {unit.code for unit in with_those_above(units[0])}:
        return {}
    plan = pack.get("plan", {})
    code = pack.get("appraising_unit", {}).get("code", "")
    return {
        "plan_number": plan.get("number", ""),
        "plan_date": plan.get("date"),
        "appraising_unit": Unit.objects.filter(code=code).first(),
    }
