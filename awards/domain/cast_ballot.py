"""A council member votes once, in secret: sealed choices in one place, the mark that they voted in another."""

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.council_queries import ballot_of, own_units_of
from awards.domain.seal import seal_choice
from awards.enums import MeetingState
from awards.models import Ballot, Meeting, VoterMark
from awards.permissions import check_ballot, check_votes


def cast_ballot(*, meeting: Meeting, choices: Mapping[int, bool], by: User, at: datetime) -> None:
    """Takes the member's choices (nomination id -> agree), one on every nomination open to them.

    NotAllowed for outsiders, absent ones and those recused from everything; DomainError for a second vote, a
    missing choice, a choice on one's own unit, or a meeting that is not open.
    """
    with transaction.atomic():
        # The lock puts votes in one order, so that the ballots can be mixed anew each time.
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        member = check_votes(meeting=meeting, by=by, at=at)
        if meeting.state != MeetingState.OPEN:
            raise DomainError("Phiên họp không ở bước bỏ phiếu. Hãy tải lại trang.")
        ballot = ballot_of(meeting, member, at)
        if ballot.voted_at:
            raise DomainError("Ông (bà) đã bỏ phiếu trong phiên này. Mỗi thành viên bỏ phiếu một lần.")
        check_ballot(ballot)
        _check_choices(choices, {item.nomination_id for item in ballot.open_items})
        _mix_in(meeting, choices)
        VoterMark.objects.create(
            meeting=meeting, member=member, voted_at=at, recused_units=sorted(own_units_of(member, at))
        )
        record_event(
            by=by,
            at=at,
            kind="meeting.voted",
            target=meeting,
            campaign=meeting.council.campaign,
            sentence=f"{member} đã bỏ phiếu.",
        )


def _check_choices(choices: Mapping[int, bool], wanted: set[int]) -> None:
    if set(choices) - wanted:
        raise DomainError(
            "Phiếu có trường hợp không thuộc phần biểu quyết của ông (bà). Hãy tải lại trang rồi bỏ phiếu lại."
        )
    missing = len(wanted - set(choices))
    if missing:
        raise DomainError(
            f"Còn {missing} trường hợp chưa chọn. Hãy chọn «Đồng ý» hoặc «Không đồng ý» cho từng trường hợp."
        )


def _mix_in(meeting: Meeting, choices: Mapping[int, bool]) -> None:
    """Writes all ballots anew in random order: neither their order nor their transaction names a voter."""
    sealed = [bytes(one) for one in Ballot.objects.filter(meeting=meeting).values_list("sealed", flat=True)]
    sealed += [
        seal_choice(
            public_key=meeting.public_key, meeting_id=meeting.pk, nomination_id=nomination_id, agree=agree
        )
        for nomination_id, agree in choices.items()
    ]
    secrets.SystemRandom().shuffle(sealed)
    Ballot.objects.filter(meeting=meeting).delete()
    Ballot.objects.bulk_create(Ballot(id=uuid.uuid4(), meeting=meeting, sealed=one) for one in sealed)
