"""The route of a dossier, in one table; `move_dossier` is the only one who walks it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accounts.dates import date_short, is_within
from accounts.errors import DomainError
from accounts.models import User
from awards.enums import NominationState
from campaigns.domain.register_unit import check_still_exists
from campaigns.enums import CampaignState, DeadlineCode, RoundState
from campaigns.rounds import deadline_of
from dossiers.checks import completeness
from dossiers.enums import DossierState
from dossiers.models import Dossier
from dossiers.permissions import check_not_sender
from dossiers.queries import EDITABLE

__all__ = ["EDITABLE", "STEPS", "Late", "Step", "states_diagram"]
UNIT, STANDING = "unit", "standing"
OWNERS = {UNIT: "đơn vị", STANDING: "cơ quan thường trực"}
Guard = Callable[[Dossier, User, datetime, str], None]


@dataclass(frozen=True)
class Step:
    """Who may take it, what must hold (DomainError otherwise), its event and sentence, where nominations go."""

    owner: str
    label: str
    guard: Guard
    event: str
    sentence: str
    nominations: str


class Late(DomainError):
    """The dossier arrived after the last valid day; it stays a draft."""


def check_campaign_open(dossier: Dossier) -> None:
    """A closed campaign or round takes and moves nothing any more."""
    if dossier.campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào đã kết thúc nên hồ sơ không chuyển bước được nữa.")
    if dossier.round.state != RoundState.OPEN:
        raise DomainError(f"Đợt xét «{dossier.round}» không còn mở nên hồ sơ không chuyển bước được nữa.")


def check_on_time(dossier: Dossier, at: datetime) -> None:
    """Judges the time of arrival; a dossier that came in time once may come again after it was returned."""
    if dossier.first_sent_at:
        return
    deadline = deadline_of(dossier.campaign, DeadlineCode.DOSSIER, dossier.round)
    if deadline and not is_within(at, deadline.last_valid_day):
        raise Late(
            f"Đã hết hạn gửi hồ sơ: kế hoạch ghi «{deadline.stated}» ({deadline.clause}), ngày cuối cùng nhận là "
            f"{date_short(deadline.last_valid_day)}. Hồ sơ vẫn được giữ ở trạng thái đang soạn; "
            f"hãy liên hệ {dossier.campaign.standing_unit} nếu có lý do."
        )


def check_ready(dossier: Dossier, by: User, at: datetime, why: str) -> None:
    """On time, and everything that the plan asks for is there."""
    check_campaign_open(dossier)
    check_still_exists(unit=dossier.unit, at=at)
    check_on_time(dossier, at)
    missing = [line.sentence for line in completeness(dossier) if not line.ok]
    if missing:
        raise DomainError("Hồ sơ chưa đủ nên chưa gửi được. " + " ".join(missing))


def check_reason(dossier: Dossier, by: User, at: datetime, why: str) -> None:
    """A dossier goes back only with a reason that tells the unit what to do."""
    check_campaign_open(dossier)
    if len(why.strip()) < 10:
        raise DomainError(
            "Hãy ghi rõ lý do trả lại và việc đơn vị cần làm (ít nhất 10 ký tự).", field="reason"
        )


def check_not_own(dossier: Dossier, by: User, at: datetime, why: str) -> None:
    """Nobody accepts what they sent; `check_owner` leads what the office sent to its head."""
    check_campaign_open(dossier)
    check_not_sender(dossier=dossier, by=by)


SENT = "{unit} gửi hồ sơ đề nghị khen thưởng. {why}"
SENT_AGAIN = "{unit} gửi lại hồ sơ đề nghị khen thưởng. {why}"
RETURNED = "{office} trả lại hồ sơ của {unit}. Lý do: {why}"
ACCEPTED = "{office} tiếp nhận hồ sơ của {unit}. {why}"
D, N = DossierState, NominationState
STEPS: dict[str, dict[str, Step]] = {
    D.DRAFT: {D.SENT: Step(UNIT, "Gửi hồ sơ", check_ready, "dossier.sent", SENT, N.SENT)},
    D.SENT: {
        D.RETURNED: Step(STANDING, "Trả lại hồ sơ", check_reason, "dossier.returned", RETURNED, N.DRAFT),
        D.ACCEPTED: Step(
            STANDING, "Tiếp nhận hồ sơ", check_not_own, "dossier.accepted", ACCEPTED, N.ACCEPTED
        ),
    },
    D.RETURNED: {D.SENT: Step(UNIT, "Gửi lại hồ sơ", check_ready, "dossier.sent_again", SENT_AGAIN, N.SENT)},
    D.ACCEPTED: {},
}


def states_diagram() -> str:
    """The table as a mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {D.DRAFT.value}: Lập hồ sơ (đơn vị)"]
    for state in D:
        lines.append(f'    state "{state.label}" as {state.value}')
    for state, steps in STEPS.items():
        for after, step in steps.items():
            lines.append(f"    {D(state).value} --> {D(after).value}: {step.label} ({OWNERS[step.owner]})")
    return "\n".join(lines) + "\n"
