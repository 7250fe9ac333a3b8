"""What a member of the council has to do."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from awards.council_queries import ballot_of
from awards.enums import CouncilLevel, MeetingState
from awards.models import CouncilMember, Meeting
from campaigns.access import Access
from dossiers.task import Task, due_on


def vote_tasks(access: Access, at: datetime) -> Iterator[Task]:
    """Open meetings in which the member may vote on something and has not voted."""
    seats = CouncilMember.objects.filter(user=access.user, council__level=CouncilLevel.DECIDING)
    for member in seats.select_related("council", "user"):
        for meeting in Meeting.objects.filter(council=member.council, state=MeetingState.OPEN):
            ballot = ballot_of(meeting, member, at)
            if ballot.voted_at or ballot.why_not:
                continue
            yield Task(
                due=due_on(meeting.held_on),
                title=f"Bỏ phiếu: {member.council}",
                text=f"{len(ballot.open_items)} đề nghị khen thưởng chờ ý kiến của Ông/Bà. "
                "Kết quả chỉ hiện sau khi kết thúc phiên.",
                url=reverse("dossiers:meeting", args=[meeting.pk]),
                button="Xem và bỏ phiếu",
                urgent=True,
                order=0,
            )
