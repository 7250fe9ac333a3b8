"""«Ai kế thừa»: the standing officer answers; what goes on is moved or linked, nothing lost, nothing counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.dates import local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.domain.unit_basis import lock_units
from campaigns.enums import CampaignState, Inherited
from campaigns.models import Campaign, Takeover, Unit
from campaigns.permissions import check_standing
from dossiers.domain.move_inherited import MOVERS
from dossiers.domain.set_aside import check_can_set_aside, lock_sheets, set_aside
from dossiers.takeover_dossiers import why_collective_falls_out
from dossiers.takeover_holdings import Holding
from dossiers.takeovers import Question, questions_of

LONGEST_DOCUMENT = 250


@dataclass(frozen=True)
class Answer:
    """One answer: what of whom goes to which unit, or (None) to nobody."""

    predecessor: int
    what: str
    successor: int | None
    # The successor's own of the same year is set aside for the predecessor's.
    instead: bool = False


def decide_takeovers(
    *,
    campaign: Campaign,
    answers: Sequence[Answer],
    document: str,
    by: User,
    at: datetime,
    dry_run: bool = False,
) -> list[Takeover]:
    """Writes the answers, all or none. DomainError for one that was answered, a stranger to the line, two
    predecessors that hold the same year, a successor without a place or with own work that was sent; NotAllowed."""
    with transaction.atomic():
        campaign = lock_campaign(campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        document = checked_document(campaign, answers, document)
        named = [key for row in answers for key in (row.predecessor, row.successor) if key]
        lock_units(named)
        lock_sheets(campaign, named)
        questions = {row.unit.pk: row for row in questions_of(campaign, at)}
        order = list(Inherited.values)
        ready = [(answer, *checked(answer, questions)) for answer in answers]
        ready.sort(key=lambda row: order.index(row[0].what))
        check_apart(campaign, ready)
        rows = [
            decide(campaign, question, holding, answer, document, by=by, at=at)
            for answer, question, holding in ready
        ]
        if dry_run:
            transaction.set_rollback(True)
        return rows


def checked_document(campaign: Campaign, answers: Sequence[Answer], document: str) -> str:
    """The paper that the answers rest on."""
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào không còn chạy nên không ghi kế thừa; hãy dùng «Bàn giao phong trào».")
    if not answers:
        raise DomainError("Chưa chọn nội dung nào. Hãy chọn đơn vị kế thừa, hoặc «Không ai kế thừa».")
    document = tidy(document)
    if not document or len(document) > LONGEST_DOCUMENT:
        raise DomainError(
            "Hãy ghi văn bản làm căn cứ (số, ngày, cơ quan), không quá 250 ký tự.", field="document"
        )
    return document


def checked(answer: Answer, questions: dict[int, Question]) -> tuple[Question, Holding]:
    """The question that is answered; DomainError when it is none any more, or the successor is not of its line."""
    question = questions.get(answer.predecessor)
    holding = question.holding(answer.what) if question else None
    if question is None or holding is None:
        raise DomainError(
            "Nội dung này vừa được người khác quyết định hoặc không còn gì để kế thừa. Hãy tải lại trang."
        )
    if answer.successor and answer.successor not in {row.pk for row in question.candidates}:
        raise DomainError(f"Đơn vị được chọn không kế thừa {question.unit}. Hãy tải lại trang rồi chọn lại.")
    return question, holding


def check_apart(campaign: Campaign, ready: Sequence[tuple[Answer, Question, Holding]]) -> None:
    """DomainError when two predecessors would hand the same thing of a year to one successor: nobody averages."""
    taken: dict[tuple, Unit] = {}
    for answer, question, holding in ready:
        if answer.successor is None:
            continue
        for key in holding.keys:
            other = taken.setdefault((answer.successor, answer.what, key), question.unit)
            if other != question.unit:
                raise DomainError(
                    f"{holding.label}: {other} và {question.unit} cùng có nội dung của một năm. Không cộng, không "
                    "chia trung bình: hãy chọn một đơn vị để tiếp tục, đơn vị kia chọn «Không ai kế thừa»."
                )
    for answer, _, holding in ready:
        if answer.what == Inherited.YEARS and answer.successor:
            check_years_free(campaign, answer.successor, holding)


def check_years_free(campaign: Campaign, successor: int, holding: Holding) -> None:
    """DomainError when the successor counts another predecessor's result of one of these years already."""
    rows = Takeover.objects.filter(
        campaign=campaign, what=Inherited.YEARS, successor=successor, undone_at__isnull=True
    )
    for row in rows.select_related("successor", "predecessor"):
        if holding.keys & {("year", year) for year in row.moved.get("years", ())}:
            raise DomainError(
                f"{row.successor} đã tính kết quả cùng năm của {row.predecessor}. Mỗi năm chỉ tính của một đơn vị."
            )


def decide(
    campaign: Campaign,
    question: Question,
    holding: Holding,
    answer: Answer,
    document: str,
    *,
    by: User,
    at: datetime,
) -> Takeover:
    """Moves what one answer names and keeps the answer."""
    successor = next((row for row in question.candidates if row.pk == answer.successor), None)
    if successor and answer.what != Inherited.PLACE:
        check_has_place(campaign, successor)
    rival = question.rivals.get((answer.successor or 0, answer.what))
    row = Takeover.objects.create(
        campaign=campaign,
        predecessor=question.unit,
        what=answer.what,
        successor=successor,
        document=document,
        at=at,
        by=by,
    )
    aside = set_aside(row, check_can_set_aside(rival)) if answer.instead else {}
    row.moved = MOVERS[answer.what](campaign, question.unit, successor, at) | (
        {"aside": aside} if aside else {}
    )
    row.save(update_fields=["moved"])
    said = f"; phần của chính {successor} ({rival.said}) được cất, không tính" if aside and rival else ""
    if row.moved.get("withdrawn"):
        said += f"; {why_collective_falls_out(row.predecessor, local(at).date())}"
    note(row, holding.said, said.rstrip("."), by=by, at=at)
    return row


def note(row: Takeover, held: str, aside: str, *, by: User, at: datetime) -> None:
    """The answer in the trail."""
    record_event(
        by=by,
        at=at,
        kind="takeover.decided",
        target=row,
        campaign=row.campaign,
        unit=row.successor or row.predecessor,
        sentence=f"{row.get_what_display()} của {row.predecessor} ({held}): "
        f"{f'{row.successor} kế thừa' if row.successor else 'không ai kế thừa'}{aside}. Căn cứ {row.document}.",
        changes=row.moved,
    )


def check_has_place(campaign: Campaign, successor: Unit) -> None:
    """DomainError while the successor takes no part in the campaign."""
    if not campaign.members.filter(unit=successor).exists():
        raise DomainError(
            f"{successor} chưa có chỗ trong nhóm thi đua. Hãy chọn cho {successor} nhận chỗ trong nhóm trước."
        )
