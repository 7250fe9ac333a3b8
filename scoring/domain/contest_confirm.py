"""The door between a previewed contest file and its results: all of it in one transaction, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.text import tidy
from awards.models import AwardRecord
from campaigns.enums import CountedAttempt
from campaigns.models import Campaign
from scoring.contest_queries import confirmed_contest, living_nominees
from scoring.domain.confirm_index import remember_names
from scoring.domain.contest_imports import contest_mark, delete_with_file, lock_contest_preview
from scoring.domain.contest_writing import PlannedEntrant, write_people
from scoring.enums import ImportState
from scoring.models import ContestImport
from scoring.permissions import check_keeps_results

SHOWN_NAMES = 5


@dataclass(frozen=True)
class PreparedContest:
    """The plan's people and problems (located sentences), and the mark of the choices they were made with."""

    people: Sequence[PlannedEntrant]
    problems: Sequence[str]
    mark: str


@dataclass(frozen=True)
class ContestReport:
    """What a confirmation did; not `changed` when the same file with the same choices was there already."""

    contest_import: ContestImport
    registered: int
    people: int
    attempts: int
    changed: bool


@dataclass(frozen=True)
class _DecidedName:
    raw_name: str
    unit_key: int
    how: str = "decision"


def confirm_contest(
    *, contest_import: ContestImport, prepared: PreparedContest, by: User, at: datetime
) -> ContestReport:
    """Writes people, attempts, ranks and totals, replaces the earlier import, remembers the decided names.

    Raises DomainError with the located sentences, and writes nothing, when a single problem is left.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=contest_import.campaign_id)
        row = lock_contest_preview(contest_import=contest_import, by=by, at=at)
        if contest_mark(row) != prepared.mark:
            raise Stale(
                "Cột, điểm tối đa hoặc tên đơn vị vừa được người khác chọn lại. Hãy xem lại rồi ghi nhận."
            )
        _check_prepared(row, prepared)
        rule = _needed_rule(row.campaign)
        earlier = confirmed_contest(row.campaign)
        if earlier and contest_mark(earlier) == prepared.mark and earlier.counted_by == rule:
            delete_with_file(row)
            return _report(earlier, prepared, changed=False)
        check_no_contest_awards(campaign=row.campaign, what="thay kết quả cuộc thi")
        _check_nominees_stay(row.campaign, prepared.people)
        if earlier:
            earlier.state = ImportState.SUPERSEDED
            earlier.save(update_fields=["state"])
        row.state, row.confirmed_at, row.confirmed_by = ImportState.CONFIRMED, at, by
        row.counted_by = rule
        row.save(update_fields=["state", "confirmed_at", "confirmed_by", "counted_by"])
        write_people(row, prepared.people)
        remember_names(_decided(prepared.people), by, at)
        report = _report(row, prepared, changed=True)
        _record_confirmed(report, earlier, by, at)
        return report


def undo_contest(
    *, contest_import: ContestImport, reason: str, by: User, at: datetime
) -> ContestImport | None:
    """Takes a confirmed import back; the one it had replaced holds again (returned), else there are no results.

    DomainError once somebody was chosen from these results.
    """
    reason = tidy(reason)
    if not reason:
        raise DomainError("Hãy ghi lý do hủy lần nhập này.", field="reason")
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=contest_import.campaign_id)
        row = ContestImport.objects.select_for_update(no_key=True).get(pk=contest_import.pk)
        check_keeps_results(by=by, campaign=campaign, at=at)
        if row.state != ImportState.CONFIRMED:
            raise DomainError(f"Lần nhập «{row.filename}» không ở trạng thái đã ghi nhận nên không hủy được.")
        check_no_contest_awards(campaign=campaign, what="hủy kết quả cuộc thi")
        if chosen := living_nominees(campaign).count():
            raise DomainError(
                f"Đã đề nghị khen thưởng {chosen} người từ kết quả này. Hãy rút các đề nghị đó trước khi hủy."
            )
        row.state, row.undone_at = ImportState.UNDONE, at
        row.save(update_fields=["state", "undone_at"])
        record_event(
            by=by,
            at=at,
            kind="contest.undone",
            target=row,
            campaign=campaign,
            sentence=f"Hủy kết quả cuộc thi nhập từ tệp «{row.filename}». Lý do: {reason}",
            changes={"reason": reason},
        )
        return _restore_earlier(row)


def check_no_contest_awards(*, campaign: Campaign, what: str) -> None:
    """Raises DomainError when awards of the campaign were marked already."""
    if AwardRecord.objects.filter(campaign=campaign).exists():
        raise DomainError(
            f"Không {what} được vì đã chọn tập thể, cá nhân được khen thưởng dựa trên kết quả này. "
            "Hãy bỏ chọn khen thưởng trước."
        )


def _check_prepared(row: ContestImport, prepared: PreparedContest) -> None:
    if row.maximum is None:
        raise DomainError("Chưa nhập điểm tối đa của một lượt thi. Hãy nhập rồi xem lại.")
    if prepared.problems:
        raise DomainError("Chưa ghi nhận được, chưa có gì thay đổi. " + " ".join(prepared.problems))
    if not prepared.people:
        raise DomainError(f"Tệp «{row.filename}» không có người dự thi nào để ghi nhận.")


def _needed_rule(campaign: Campaign) -> str:
    if campaign.counted_attempt not in CountedAttempt.values:
        raise DomainError(
            "Kế hoạch chưa nêu lượt thi nào được tính (cao nhất, đầu tiên hay cuối cùng). "
            "Hãy chọn ở phần «Cách xét» của trang soạn kế hoạch rồi ghi nhận lại."
        )
    return campaign.counted_attempt


def _check_nominees_stay(campaign: Campaign, people: Iterable[PlannedEntrant]) -> None:
    accounts = {one.account for one in people}
    gone = [one.nomination.name for one in living_nominees(campaign) if one.account not in accounts]
    if gone:
        names = ", ".join(gone[:SHOWN_NAMES]) + (" và người khác" if len(gone) > SHOWN_NAMES else "")
        raise DomainError(
            f"{len(gone)} người đã được đề nghị khen thưởng không còn trong tệp mới: {names}. "
            "Hãy rút các đề nghị đó trước, hoặc kiểm tra lại tệp."
        )


def _decided(people: Iterable[PlannedEntrant]) -> Iterable[_DecidedName]:
    found = {one.unit_text: one.unit_key for one in people if one.how == "decision" and one.unit_text}
    return [_DecidedName(text, unit) for text, unit in found.items() if unit is not None]


def _report(row: ContestImport, prepared: PreparedContest, *, changed: bool) -> ContestReport:
    people = sum(bool(one.attempts) for one in prepared.people)
    attempts = sum(len(one.attempts) for one in prepared.people)
    return ContestReport(row, len(prepared.people), people, attempts, changed)


def _record_confirmed(report: ContestReport, earlier: ContestImport | None, by: User, at: datetime) -> None:
    row = report.contest_import
    instead = f", thay tệp «{earlier.filename}»" if earlier else ""
    record_event(
        by=by,
        at=at,
        kind="contest.confirmed",
        target=row,
        campaign=row.campaign,
        sentence=f"Ghi nhận kết quả cuộc thi từ tệp «{row.filename}»: {report.registered} người đăng ký, "
        f"{report.people} người dự thi, {report.attempts} lượt thi{instead}.",
        changes={"sha256": row.sha256, "superseded": earlier.pk if earlier else None},
    )


def _restore_earlier(row: ContestImport) -> ContestImport | None:
    superseded = ContestImport.objects.filter(
        campaign=row.campaign_id, state=ImportState.SUPERSEDED, confirmed_at__lte=row.confirmed_at
    )
    earlier = superseded.order_by("-confirmed_at", "-id").first()
    if earlier:
        earlier.state = ImportState.CONFIRMED
        earlier.save(update_fields=["state"])
    return earlier
