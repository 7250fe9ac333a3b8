"""Tiêu chuẩn riêng của thủ trưởng: what a unit's head asks beyond the plan for the awards that the head decides."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, ProtectedError, QuerySet

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import nfc, tidy
from awards.models import Award, Condition
from campaigns.enums import CampaignState, SubjectKind
from campaigns.models import Campaign, Unit
from campaigns.permissions import check_acts_for

FIRST_POSITION = 500
PREFIX = "rieng-"
LONGEST_TEXT, LONGEST_DOCUMENT = 2000, 60


@dataclass(frozen=True)
class Wanted:
    """What a head asks: of whom ("" for collectives and persons alike), in which words, by which document."""

    text: str
    document: str
    subject: str = ""


def own_conditions(campaign: Campaign, unit: Unit) -> QuerySet[Condition]:
    """The unit's own conditions in this campaign, by award."""
    rows = Condition.objects.filter(award__campaign=campaign, unit=unit)
    return rows.select_related("award").order_by("award__position", "position", "pk")


def awards_of_heads(campaign: Campaign) -> QuerySet[Award]:
    """The awards that heads of units give by their own power: only these can carry a head's own conditions."""
    return Award.objects.filter(campaign=campaign, own_power=True).order_by("position", "pk")


def add_own_condition(*, award: Award, unit: Unit, wanted: Wanted, by: User, at: datetime) -> Condition:
    """Adds a condition that a person attests; it binds the unit's own nominees only."""
    with transaction.atomic():
        campaign = _locked(award.campaign_id, unit, by, at)
        if not award.own_power:
            raise DomainError(
                f"«{award}» do {award.decided_by} quyết định; thủ trưởng đơn vị chỉ đặt thêm tiêu chuẩn cho "
                "hình thức khen thưởng mà mình tự quyết định.",
                field="award",
            )
        values = _checked(wanted)
        rows = Condition.objects.filter(award=award, unit__isnull=False)
        highest = rows.aggregate(position=Max("position"))["position"]
        row = Condition.objects.create(
            award=award,
            unit=unit,
            position=max(FIRST_POSITION, (highest or 0) + 1),
            rule="attested",
            params={"code": f"{PREFIX}{_next_number(award)}"},
            **values,
        )
        _note(campaign, row, "own_condition.added", "Thêm", None, by=by, at=at)
        return row


def edit_own_condition(*, condition: Condition, wanted: Wanted, by: User, at: datetime) -> Condition:
    """Changes the words, the subject or the document; verdicts keep the words that they were given on."""
    with transaction.atomic():
        campaign, row = _own(condition, by, at)
        values = _checked(wanted)
        changes = {
            name: [getattr(row, name), new] for name, new in values.items() if getattr(row, name) != new
        }
        for name, new in values.items():
            setattr(row, name, new)
        row.save(update_fields=list(values))
        if changes:
            _note(campaign, row, "own_condition.edited", "Sửa", changes, by=by, at=at)
        return row


def remove_own_condition(*, condition: Condition, by: User, at: datetime) -> None:
    """Removes a condition that nobody has attested yet; otherwise refused with the number of attestations."""
    with transaction.atomic():
        campaign, row = _own(condition, by, at)
        _note(campaign, row, "own_condition.removed", "Xóa", None, by=by, at=at)
        try:
            row.delete()
        except ProtectedError as error:
            count = len(error.protected_objects)
            raise DomainError(
                f"Tiêu chuẩn này đã được xác nhận cho {count} trường hợp nên không xóa được. "
                "Hãy giữ lại, hoặc sửa nội dung kèm văn bản mới."
            ) from None


def _locked(campaign_id: int, unit: Unit, by: User, at: datetime) -> Campaign:
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)
    check_acts_for(by=by, unit=unit, at=at)
    if not campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên không đặt tiêu chuẩn riêng được.")
    return campaign


def _own(condition: Condition, by: User, at: datetime) -> tuple[Campaign, Condition]:
    """The locked campaign and the row read again; a condition of the plan itself is never anybody's own."""
    row = Condition.objects.select_related("award", "unit").filter(pk=condition.pk).first()
    if row is None or row.unit is None:
        raise DomainError("Tiêu chuẩn riêng này không còn. Hãy tải lại trang.")
    return _locked(row.award.campaign_id, row.unit, by, at), row


def _checked(wanted: Wanted) -> dict[str, str]:
    text, document = nfc(wanted.text).strip(), tidy(wanted.document)
    if not text:
        raise DomainError("Hãy nhập nội dung tiêu chuẩn.", field="text")
    if len(text) > LONGEST_TEXT:
        raise DomainError(f"Nội dung tiêu chuẩn dài quá {LONGEST_TEXT} ký tự.", field="text")
    if not document:
        raise DomainError("Hãy ghi văn bản của thủ trưởng quy định tiêu chuẩn này.", field="document")
    if len(document) > LONGEST_DOCUMENT:
        raise DomainError(
            f"Tên văn bản dài quá {LONGEST_DOCUMENT} ký tự; ghi số và ngày là đủ.", field="document"
        )
    if wanted.subject and wanted.subject not in SubjectKind.values:
        raise DomainError("Hãy chọn đối tượng trong danh sách.", field="subject")
    return {"text": text, "clause": document, "subject": wanted.subject}


def _next_number(award: Award) -> int:
    """The attestations of a nomination are told apart by code, so no two conditions of an award share one."""
    codes = [str(params.get("code", "")) for params in award.conditions.values_list("params", flat=True)]
    numbers = [code.removeprefix(PREFIX) for code in codes if code.startswith(PREFIX)]
    return max([int(number) for number in numbers if number.isdigit()], default=0) + 1


def _note(
    campaign: Campaign, row: Condition, kind: str, verb: str, changes: dict | None, *, by: User, at: datetime
) -> None:
    record_event(
        by=by,
        at=at,
        kind=kind,
        target=row,
        campaign=campaign,
        unit=row.unit,
        sentence=f"{verb} tiêu chuẩn riêng của {row.unit} cho «{row.award}»: {row.text[:200]} ({row.clause}).",
        changes=changes,
    )
