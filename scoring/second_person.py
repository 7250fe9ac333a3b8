"""Who is the second pair of eyes on official results: another officer of the standing body, else a head."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from campaigns.four_eyes import head_step, officers_of
from campaigns.models import Campaign
from scoring.models import IndexImport

STEP = "xác nhận kết quả chính thức"


@dataclass(frozen=True)
class SecondPerson:
    """Who may confirm, whether they are heads, and the sentence that says so."""

    people: frozenset[int]
    is_head: bool
    sentence: str

    def may(self, by: User) -> bool:
        """Whether the person is one of them."""
        return by.pk in self.people


def second_person_for(index_import: IndexImport, at: datetime) -> SecondPerson:
    """The people for a proposed import."""
    return second_person(index_import.campaign, done_by=index_import.proposed_by_id, at=at)


def second_person(campaign: Campaign, *, done_by: int | None, at: datetime) -> SecondPerson:
    """The people who may confirm what `done_by` prepares and proposes."""
    office = campaign.standing_unit
    others = {pk: name for pk, name in officers_of(campaign, at).items() if pk != done_by}
    if others:
        names = ", ".join(sorted(others.values())[:5])
        sentence = (
            f"Người chuẩn bị không tự {STEP}: bước này do một cán bộ khác của {office} thực hiện ({names})."
        )
        return SecondPerson(frozenset(others), False, sentence)
    why = f"Người chuẩn bị không tự {STEP} và {office} không có cán bộ nào khác"
    step = head_step(campaign, done_by=[done_by], why=why, step=STEP, at=at)
    return SecondPerson(step.heads, True, step.sentence)
