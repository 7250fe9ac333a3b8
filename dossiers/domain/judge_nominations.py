"""Stores the verdicts: every finding with the facts and the plan's version as they were on the day."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.dates import local
from accounts.domain.audit import record_event
from accounts.models import User
from awards.models import Nomination
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.models import Campaign, Round
from campaigns.permissions import check_standing
from dossiers.domain.propose import Proposal, propose
from scoring.models import Verdict
from scoring.rules import Judgement, facts_as_data, replay


def judge_nominations(
    *, campaign: Campaign, by: User, at: datetime, round: Round | None = None
) -> list[Verdict]:
    """Judges every nomination that was sent and keeps a new verdict where something changed since the last one."""
    with transaction.atomic():
        campaign = lock_campaign(campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        # What the caller holds may be of an earlier version than the one that the verdicts will name.
        round = campaign.rounds.get(pk=round.pk) if round else None
        return keep_verdicts(proposal=propose(campaign=campaign, at=at, round=round), by=by, at=at)


def keep_verdicts(*, proposal: Proposal, by: User, at: datetime) -> list[Verdict]:
    """Stores what a proposal made just now says where it differs from the last verdict; the caller holds the lock."""
    last = latest_verdicts(proposal.picture.round)
    # What a head gives by own power the head judges.
    found = [
        (_verdict(proposal, one, by, at), last.get(one.pk))
        for one in proposal.picture.nominations
        if not one.award.own_power
    ]
    new = Verdict.objects.bulk_create(made for made, old in found if made and not _same(made, old))
    if new:
        record_event(
            by=by,
            at=at,
            kind="verdict.judged",
            target=proposal.picture.campaign,
            campaign=proposal.picture.campaign,
            changes={"verdicts": [verdict.pk for verdict in new]},
            sentence=f"Xét điều kiện ({proposal.picture.round}): {len(new)} kết luận mới hoặc thay đổi.",
        )
    return new


def latest_verdicts(round: Round) -> dict[int, Verdict]:
    """nomination id -> the last verdict on it."""
    rows = Verdict.objects.filter(nomination__round=round).order_by("judged_at", "id")
    return {row.nomination_id: row for row in rows}


def replay_verdict(verdict: Verdict) -> Judgement:
    """Judges again from what the verdict stored, as of its day; the same findings unless a rule has changed."""
    return replay(verdict.findings, verdict.facts, local(verdict.judged_at).date())


def _verdict(proposal: Proposal, one: Nomination, by: User, at: datetime) -> Verdict | None:
    found = proposal.candidate(one.pk)
    if found is None:
        return None
    judgement, known = found[1].judgement, found[1].facts
    assert judgement is not None and known is not None
    facts: dict[str, Any] = facts_as_data(known)
    # The day is that of the verdict itself.
    facts.pop("judged_on")
    return Verdict(
        nomination=one,
        campaign_version=proposal.picture.version,
        outcome=judgement.outcome,
        findings=judgement.as_data(),
        facts=facts,
        judged_at=at,
        judged_by=by,
    )


def _same(new: Verdict, old: Verdict | None) -> bool:
    return old is not None and (
        new.outcome,
        new.findings,
        new.facts,
        new.campaign_version_id,
    ) == (old.outcome, old.findings, old.facts, old.campaign_version_id)
