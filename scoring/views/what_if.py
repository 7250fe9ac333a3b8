"""Thử phương án: change a number, a threshold or the tie rule, and see who would come in or fall out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.dates import local
from accounts.errors import DomainError
from accounts.numbers import whole_number
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Round
from scoring.domain.apply_trial import apply_trial, terms_mark
from scoring.enums import Scale
from scoring.forms_what_if import SOURCE, TrialForm
from scoring.models import IndexImport
from scoring.views.common import kept_campaign
from scoring.views.pages import wants_excel
from scoring.views.what_if_cards import card_of, places_of_scores, trial_file
from scoring.what_if_plan import (
    ground_of,
    importing_campaigns,
    money_of,
    source_for,
    sources_of,
    terms_of,
    waiting_imports,
)
from scoring.what_if_run import try_terms
from scoring.what_if_words import money_words, notices_of, total_words

LONGEST = 8000


@require_safe
def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, or with htmx only its results; nothing is stored, the address holds what was changed."""
    campaign = kept_campaign(request, slug)
    rounds = list(campaign.rounds.all())
    round = chosen_round(rounds, request.GET)
    sources = sources_of(campaign)
    wanted = min((row.first_year for row in rounds), default=campaign.year) - 1
    asked = whole_number(request.GET.get(SOURCE))
    source = next((row for row in sources if row.pk == asked), None) or source_for(sources, wanted)
    context = {
        "campaign": campaign,
        "current": "campaigns",
        "round": round,
        "rounds": rounds,
        "wanted": wanted,
    }
    if round is None or source is None:
        context |= {"waiting": waiting_imports(campaign), "importing": importing_campaigns(campaign)}
        return render(request, "scoring/what_if_empty.html", context)
    tried = trial_context(request, campaign, round, sources, source)
    if wants_excel(request):
        return trial_file(campaign, tried["trials"], tried["ground"])
    context |= {**tried, "notices": notices_of(tried["ground"], wanted, tried["after"])}
    partial = request.htmx and not request.htmx.history_restore_request
    response = render(request, "scoring/what_if_results.html" if partial else "scoring/what_if.html", context)
    if partial:
        response["HX-Replace-Url"] = f"{request.path}?{context['shared']}"
    return response


@require_POST
def what_if_apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes what was tried the draft's own plan; a refusal leads back to the trial, as it was."""
    campaign = kept_campaign(request, slug)
    back = f"{reverse('scoring:what_if', args=[slug])}?{request.POST.get('phuong_an', '')[:LONGEST]}"
    data = QueryDict(request.POST.get("phuong_an", "")[:LONGEST])
    round = chosen_round(list(campaign.rounds.all()), data)
    plan = terms_of(round) if round else None
    form = TrialForm(data, plan=plan) if plan else None
    if form is None or form.errors:
        messages.error(request, "Có ô chưa đúng nên chưa ghi gì vào kế hoạch. Hãy xem lại các ô bên trái.")
        return redirect(back)
    try:
        done = apply_trial(
            campaign=campaign,
            before=plan.terms,
            after=form.terms(),
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=request.arrived_at,
        )
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back)
    messages.success(request, " ".join(["Đã đưa vào kế hoạch.", *done.changes]))
    return redirect("awards:plan", slug)


def chosen_round(rounds: Sequence[Round], data: Mapping[str, str]) -> Round | None:
    """The round of the address, else the first one."""
    return next((row for row in rounds if row.code == data.get("dot")), rounds[0] if rounds else None)


def trial_context(
    request: HttpRequest, campaign: Campaign, round: Round, sources: list[IndexImport], source: IndexImport
) -> dict:
    """The form as filled in, and what the changed terms do on the source."""
    plan = terms_of(round)
    form = TrialForm(request.GET, plan=plan, sources=sources, source=source)
    after = form.terms()
    ground = ground_of(round, source, sources, local(request.arrived_at).date())
    trials = try_terms(ground, plan.terms, after)
    totals: Counter[str] = sum((trial.counts for trial in trials), Counter())
    cards = [card_of(trial, ground) for trial in trials]
    return {
        "form": form,
        "plan": plan,
        "after": after,
        "ground": ground,
        "source": source,
        "trials": trials,
        "cards": cards,
        "totals": total_words(totals),
        "changed": after != plan.terms,
        "money": money_words(money_of(campaign, plan.awards, plan.terms, after)),
        "shared": urlencode({"dot": round.code, **form.changes()}),
        "seen": terms_mark(plan.terms),
        "to_write": [one for one in form.changes() if one != SOURCE and not one.startswith("top-")],
        "launched": campaign.state != CampaignState.DRAFT,
        "has_percent": source.scale != Scale.PERCENT,
        "places": places_of_scores(ground),
    }
