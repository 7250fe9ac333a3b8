"""The life of a self-scored sheet: opened, filled row by row, sent, pulled back."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.dates import date_short, date_time_short, is_within
from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.numbers import format_decimal
from awards.queries import asks_registration, is_registered
from campaigns.domain.register_unit import check_still_exists
from campaigns.enums import CampaignState, DeadlineCode
from campaigns.models import Campaign, Criterion, Unit
from campaigns.permissions import check_acts_for
from campaigns.rounds import deadline_of, shown_round, shown_year
from scoring.answers import Answer, answer_of, read_answer, write_answer
from scoring.enums import SheetState
from scoring.models import Evidence, ScoreSheet, SheetItem
from scoring.permissions import check_scores
from scoring.queries import nomination_is_sent, picture_of
from scoring.sheets import Typed


class StaleItem(Stale):
    """A line was changed by somebody else; `version` is the one that stands now."""

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version


@dataclass(frozen=True)
class TypedLine:
    """What a form carries for one criterion."""

    criterion: Criterion
    typed: Typed
    version: int


@dataclass
class SaveReport:
    """How many lines were saved, and the sentence for each line (by criterion) that was refused."""

    saved: int = 0
    refused: list[tuple[TypedLine, DomainError]] = field(default_factory=list)


def check_can_open(*, campaign: Campaign, unit: Unit) -> None:
    """Raises DomainError when the unit can have no sheet in this campaign; it registers first where the plan asks."""
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên không chấm điểm được.")
    if not campaign.has_self_score:
        raise DomainError("Phong trào này không có bảng điểm tự chấm.")
    if campaign.criteria_set_id is None:
        raise DomainError("Phong trào chưa có bộ tiêu chí. Hãy liên hệ cơ quan thường trực để được bổ sung.")
    if asks_registration(campaign) and not is_registered(campaign, unit):
        raise DomainError(f"{unit} chưa đăng ký thi đua phong trào này. Hãy đăng ký trước rồi chấm điểm.")


def open_sheet(*, campaign: Campaign, unit: Unit, by: User, at: datetime) -> ScoreSheet:
    """Opens the unit's sheet of the year that the round looks at, or returns the one that is there."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_acts_for(by=by, unit=unit, at=at)
        year = shown_year(campaign)
        found = ScoreSheet.objects.filter(campaign=campaign, unit=unit, year=year).first()
        if found:
            return found
        check_still_exists(unit=unit, at=at)
        check_can_open(campaign=campaign, unit=unit)
        sheet = ScoreSheet.objects.create(
            campaign=campaign,
            unit=unit,
            year=year,
            criteria_set_id=campaign.criteria_set_id,
            updated_at=at,
        )
        record_event(
            by=by,
            at=at,
            kind="sheet.opened",
            target=sheet,
            campaign=campaign,
            unit=unit,
            sentence=f"{unit} mở bảng điểm tự chấm.",
        )
        return sheet


def save_item(
    *, sheet: ScoreSheet, criterion: Criterion, typed: Typed, version: int, by: User, at: datetime
) -> SheetItem:
    """Saves one line (nothing typed clears it); raises Stale when another person changed it after `version`.

    Where the criterion has a rule the points are computed from the inputs, whatever else was posted.
    The typing of a draft is no event of the audit trail: the line keeps who and when, sending records all scores.
    """
    answer = read_answer(criterion, typed)
    with transaction.atomic():
        lock_draft(sheet=sheet, by=by, at=at)
        if criterion.criteria_set_id != sheet.criteria_set_id or criterion.is_group:
            raise DomainError("Tiêu chí này không thuộc bảng điểm. Hãy tải lại trang.")
        item = SheetItem.objects.filter(sheet=sheet, criterion=criterion).select_related("updated_by").first()
        if item and answer == answer_of(item):
            return item
        if (item.version if item else 0) != version:
            raise StaleItem(_both_texts(item, criterion, answer), version=item.version if item else 0)
        if item is None:
            item = SheetItem(sheet=sheet, criterion=criterion)
        write_answer(item, answer)
        item.version, item.updated_at, item.updated_by = version + 1, at, by
        item.save()
        ScoreSheet.objects.filter(pk=sheet.pk).update(updated_at=at)
        return item


def save_items(*, sheet: ScoreSheet, typed: list[TypedLine], by: User, at: datetime) -> SaveReport:
    """Saves the lines of a whole form one by one: a refused line keeps no other from being saved."""
    report = SaveReport()
    for line in typed:
        try:
            save_item(
                sheet=sheet,
                criterion=line.criterion,
                typed=line.typed,
                version=line.version,
                by=by,
                at=at,
            )
            report.saved += 1
        except DomainError as error:
            report.refused.append((line, error))
    return report


def lock_draft(*, sheet: ScoreSheet, by: User, at: datetime) -> None:
    """Locks the sheet for writing; raises DomainError unless it is a running campaign's draft of the person's unit."""
    check_scores(sheet=sheet, by=by, at=at)
    if sheet.campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào đã kết thúc nên bảng điểm chỉ còn để xem.")
    if lock_state(sheet) != SheetState.DRAFT:
        raise DomainError("Bảng điểm đã gửi nên không sửa được. Hãy rút lại rồi sửa.")


def locked(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as it is once nobody else writes it; DomainError when it was handed on or set aside meanwhile."""
    lock_state(sheet)
    return ScoreSheet.objects.select_related("campaign", "unit").get(pk=sheet.pk)


def lock_state(sheet: ScoreSheet) -> str:
    """The state under lock; without a join, which would lose the row that changed its unit while we waited."""
    rows = ScoreSheet.every.select_for_update(no_key=True)
    state, unit, aside = rows.values_list("state", "unit", "set_aside").get(pk=sheet.pk)
    if aside or unit != sheet.unit_id:
        raise DomainError(
            "Bảng điểm này vừa được chuyển hoặc cất theo quyết định kế thừa. Hãy tải lại trang để xem bảng đang dùng."
        )
    return state


def send_sheet(*, sheet: ScoreSheet, by: User, at: datetime) -> ScoreSheet:
    """Sends the sheet to the standing body; late only against the plan's own day for sheets; needs one score."""
    with transaction.atomic():
        sheet = locked(sheet)
        check_scores(sheet=sheet, by=by, at=at)
        if sheet.state == SheetState.SENT:
            raise DomainError(f"Bảng điểm đã gửi lúc {date_time_short(sheet.sent_at)}.")
        check_in_time(
            campaign=sheet.campaign, at=at, code=DeadlineCode.SELF_SCORE, what="gửi bảng điểm tự chấm"
        )
        scores = list(sheet.items.filter(answered=True).values_list("criterion__code", "self_points"))
        if not scores:
            raise DomainError("Bảng điểm chưa chấm tiêu chí nào. Hãy chấm ít nhất một tiêu chí rồi gửi.")
        sheet.state, sheet.sent_at, sheet.sent_by = SheetState.SENT, at, by
        sheet.self_total = picture_of(sheet).total
        sheet.save(update_fields=["state", "sent_at", "sent_by", "self_total"])
        documents = Evidence.objects.filter(item__sheet=sheet).count()
        record_event(
            by=by,
            at=at,
            kind="sheet.sent",
            target=sheet,
            campaign=sheet.campaign,
            unit=sheet.unit,
            sentence=f"{sheet.unit} gửi bảng điểm tự chấm: {format_decimal(sheet.self_total)} điểm, "
            f"{len(scores)} tiêu chí, {documents} tài liệu.",
            changes={
                "scores": {code: "" if points is None else str(points) for code, points in sorted(scores)}
            },
        )
        return sheet


def check_can_reopen(*, sheet: ScoreSheet, at: datetime) -> None:
    """Raises DomainError once the dossier's last day is over or the unit's nomination was sent with this sheet."""
    if sheet.state != SheetState.SENT:
        raise DomainError("Bảng điểm chưa gửi nên không cần rút lại.")
    if nomination_is_sent(campaign=sheet.campaign, unit=sheet.unit):
        raise DomainError(
            "Hồ sơ đề nghị khen thưởng dựa trên bảng điểm này đã gửi nên không rút lại được. "
            "Hãy đề nghị cơ quan thường trực trả hồ sơ trước."
        )
    check_in_time(campaign=sheet.campaign, at=at, code=DeadlineCode.DOSSIER, what="rút lại bảng điểm")


def reopen_sheet(*, sheet: ScoreSheet, by: User, at: datetime) -> ScoreSheet:
    """Pulls a sent sheet back to be changed; allowed until the dossier's last day and while no dossier was sent."""
    with transaction.atomic():
        sheet = locked(sheet)
        check_scores(sheet=sheet, by=by, at=at)
        check_can_reopen(sheet=sheet, at=at)
        sheet.state, sheet.sent_at, sheet.sent_by = SheetState.DRAFT, None, None
        sheet.updated_at, sheet.self_total = at, None
        sheet.save(update_fields=["state", "sent_at", "sent_by", "self_total", "updated_at"])
        record_event(
            by=by,
            at=at,
            kind="sheet.reopened",
            target=sheet,
            campaign=sheet.campaign,
            unit=sheet.unit,
            sentence=f"{sheet.unit} rút lại bảng điểm tự chấm để sửa.",
        )
        return sheet


def check_in_time(*, campaign: Campaign, at: datetime, code: str, what: str) -> None:
    """Raises DomainError when the plan has this deadline and its last valid day is over at `at` (arrival)."""
    deadline = deadline_of(campaign, code, shown_round(campaign))
    if deadline and not is_within(at, deadline.last_valid_day):
        raise DomainError(
            f"Đã hết hạn {what} (ngày cuối cùng nhận là {date_short(deadline.last_valid_day)}, {deadline.clause})."
        )


def touch_item(*, sheet: ScoreSheet, criterion: Criterion, by: User, at: datetime) -> SheetItem:
    """The line of a criterion for a document to hang on; made without a score when there is none yet."""
    item, _ = SheetItem.objects.get_or_create(
        sheet=sheet, criterion=criterion, defaults={"updated_at": at, "updated_by": by}
    )
    ScoreSheet.objects.filter(pk=sheet.pk).update(updated_at=at)
    return item


def _both_texts(item: SheetItem | None, criterion: Criterion, answer: Answer) -> str:
    if item is None:
        theirs, who = "dòng trống", "Người khác"
    else:
        theirs = answer_of(item).words
        who = f"{item.updated_by} (lúc {date_time_short(item.updated_at)})"
    return (
        f"Tiêu chí {criterion.code} vừa được người khác sửa. {who} ghi: {theirs}. "
        f"Bạn đang nhập: {answer.words}. Bấm lưu lần nữa để giữ bản của bạn."
    )
