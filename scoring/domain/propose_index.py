"""One person prepares official results and proposes them, another confirms: the steps before the confirmation."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.text import tidy
from campaigns.models import Campaign
from scoring.domain.index_imports import check_state, choices_mark, lock_import, lock_preview
from scoring.domain.planned import PlannedLine, PreparedImport
from scoring.enums import ImportState
from scoring.models import IndexImport
from scoring.permissions import check_takes_back_proposal
from scoring.queries import confirmed_import
from scoring.second_person import second_person


@dataclass(frozen=True)
class Proposal:
    """The import that waits for its second person, or, not `changed`, the one that holds the same results already."""

    index_import: IndexImport
    changed: bool


def propose_index(*, index_import: IndexImport, prepared: PreparedImport, by: User, at: datetime) -> Proposal:
    """Hands the lines that the person saw to a second person; nothing is written and nothing is ranked yet.

    Raises DomainError with the located sentences when a problem is left, or when nobody could confirm. The same file
    with the same choices as the results that hold changes nothing: the new row goes.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=index_import.campaign_id)
        row = lock_preview(index_import=index_import, by=by, at=at)
        check_prepared(row, prepared)
        earlier = confirmed_import(row.campaign, row.year)
        if earlier and choices_mark(earlier) == prepared.mark:
            drop_row(row)
            return Proposal(earlier, changed=False)
        step = second_person(row.campaign, done_by=by.pk, at=at)
        if not step.people:
            raise DomainError(step.sentence)
        row.state, row.proposed_at, row.proposed_by = ImportState.PROPOSED, at, by
        row.proposed_lines, row.returned_reason = lines_mark(prepared), ""
        row.save(update_fields=["state", "proposed_at", "proposed_by", "proposed_lines", "returned_reason"])
        record_event(
            by=by,
            at=at,
            kind="index.proposed",
            target=row,
            campaign=row.campaign,
            sentence=f"Đề nghị xác nhận kết quả năm {row.year} của {len(prepared.lines)} đơn vị "
            f"từ tệp «{row.filename}».",
            changes={"sha256": row.sha256, "count": len(prepared.lines)},
        )
        return Proposal(row, changed=True)


def return_index(*, index_import: IndexImport, reason: str, by: User, at: datetime) -> IndexImport:
    """Back to the preview: the second person gives it back with a reason, or who proposed it takes it back."""
    reason = tidy(reason)[:300]
    with transaction.atomic():
        row = lock_import(index_import)
        check_takes_back_proposal(index_import=row, by=by, at=at)
        check_state(row, ImportState.PROPOSED)
        is_own = row.proposed_by_id == by.pk
        if not (reason or is_own):
            raise DomainError("Hãy ghi lý do trả lại để người chuẩn bị sửa.", field="reason")
        row.state, row.proposed_at, row.proposed_by, row.proposed_lines = ImportState.PREVIEW, None, None, ""
        row.returned_reason = reason
        row.save(update_fields=["state", "proposed_at", "proposed_by", "proposed_lines", "returned_reason"])
        what = "Rút lại" if is_own else "Trả lại"
        record_event(
            by=by,
            at=at,
            kind="index.returned",
            target=row,
            campaign=row.campaign,
            sentence=f"{what} đề nghị xác nhận kết quả năm {row.year} từ tệp «{row.filename}»."
            + (f" Lý do: {reason}" if reason else ""),
            changes={"reason": reason},
        )
        return row


def check_prepared(row: IndexImport, prepared: PreparedImport) -> None:
    """Raises DomainError unless the plan was made with the choices as they are and has nothing against it."""
    if choices_mark(row) != prepared.mark:
        raise Stale("Cột, thang điểm hoặc tên đơn vị vừa được người khác chọn lại. Hãy xem lại rồi ghi nhận.")
    if not row.scale:
        raise DomainError("Chưa chọn thang điểm. Hãy chọn thang điểm rồi xem lại.")
    if prepared.problems:
        raise DomainError("Chưa ghi nhận được, chưa có gì thay đổi. " + " ".join(prepared.problems))
    if not prepared.lines:
        raise DomainError(f"Tệp «{row.filename}» không có hàng kết quả nào để ghi nhận.")


def lines_mark(prepared: PreparedImport) -> str:
    """A hash of whose figures these are and where they stand."""
    digest = hashlib.sha256()
    for line in prepared.lines:
        digest.update(_line_text(line).encode())
    return digest.hexdigest()


def _line_text(line: PlannedLine) -> str:
    parts = "|".join(f"{header}={text}" for header, text in line.parts.items())
    return f"{line.unit_key}|{line.value:f}|{line.cell}|{line.rank}|{parts}\n"


def drop_row(row: IndexImport) -> None:
    """The row and its file go: what holds already came from the same file with the same choices."""
    name = row.file.name
    row.delete()
    transaction.on_commit(lambda: default_storage.delete(name))
