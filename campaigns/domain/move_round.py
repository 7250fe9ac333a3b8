"""Mở, kết thúc đợt xét: the only writer of a round's state; one round is open at a time."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.enums import CampaignState, RoundState
from campaigns.models import Campaign, Round
from campaigns.permissions import check_standing


def start_round(*, round: Round, by: User, at: datetime) -> Round:
    """Opens a planned (or a closed) round for nominations; DomainError while another one is open."""
    with transaction.atomic():
        campaign, row = _locked(round, by, at)
        if campaign.state != CampaignState.LAUNCHED:
            raise DomainError("Phong trào chưa phát động nên chưa mở đợt xét được.")
        other = campaign.rounds.filter(state=RoundState.OPEN).exclude(pk=row.pk).first()
        if other:
            raise DomainError(f"«{other}» đang mở. Hãy kết thúc đợt đó rồi mở «{row}».")
        if row.state == RoundState.OPEN:
            return row
        return _move(row, RoundState.OPEN, by, at)


def end_round(*, round: Round, by: User, at: datetime) -> Round:
    """Closes the open round; it can be opened again while nothing else is."""
    with transaction.atomic():
        _, row = _locked(round, by, at)
        if row.state != RoundState.OPEN:
            raise DomainError(f"«{row}» không mở nên không có gì để kết thúc.")
        return _move(row, RoundState.CLOSED, by, at)


def open_first_round(campaign: Campaign, at: datetime) -> None:
    """With the launch the first round of the plan is open."""
    first = campaign.rounds.first()
    if first and first.state == RoundState.PLANNED:
        first.state, first.opened_at = RoundState.OPEN, at
        first.save(update_fields=["state", "opened_at"])


def _locked(round: Round, by: User, at: datetime) -> tuple[Campaign, Round]:
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=round.campaign_id)
    check_standing(by=by, campaign=campaign, at=at)
    row = campaign.rounds.filter(pk=round.pk).first()
    if row is None:
        raise DomainError("Đợt xét này vừa được xóa khỏi kế hoạch. Hãy tải lại trang.")
    return campaign, row


def _move(row: Round, to: str, by: User, at: datetime) -> Round:
    row.state = to
    row.opened_at = at if to == RoundState.OPEN else row.opened_at
    row.closed_at = None if to == RoundState.OPEN else at
    row.save(update_fields=["state", "opened_at", "closed_at"])
    record_event(
        by=by,
        at=at,
        kind=f"round.{to}",
        target=row,
        campaign=row.campaign,
        sentence=f"{'Mở' if to == RoundState.OPEN else 'Kết thúc'} đợt xét «{row}».",
    )
    return row
