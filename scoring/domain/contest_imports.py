"""A contest's result file on its way in: uploaded, its columns and maximum chosen, typed units decided."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from campaigns.enums import CampaignState, MeasuredBy
from campaigns.models import Campaign
from campaigns.organisation import past_members
from scoring.domain.index_imports import mark_of
from scoring.enums import ImportState
from scoring.models import ContestImport
from scoring.permissions import check_keeps_results

RESIDENT, OUTSIDE = "resident", "outside"
LARGEST_MAXIMUM = Decimal(1_000_000)


def upload_contest(
    *,
    campaign: Campaign,
    filename: str,
    data: bytes,
    sheet_name: str,
    columns: dict,
    by: User,
    at: datetime,
) -> ContestImport:
    """Keeps the file with the guess of its columns; the same file again leads to the preview that is open.

    A file that is confirmed already brings along its choices; any file brings who was decided to be no unit.
    """
    _check_can_import(campaign, by, at)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        rows = ContestImport.objects.filter(campaign=campaign)
        if waiting := rows.filter(sha256=digest, state=ImportState.PREVIEW).first():
            return waiting
        row = ContestImport(campaign=campaign, sheet_name=sheet_name, columns=columns, sha256=digest)
        _take_choices(row, rows.filter(state=ImportState.CONFIRMED).first())
        row.filename, row.size = tidy(filename)[-200:], len(data)
        row.uploaded_at, row.uploaded_by = at, by
        row.file = _keep(campaign, filename, data)
        row.save()
        record_event(
            by=by,
            at=at,
            kind="contest.uploaded",
            target=row,
            campaign=campaign,
            sentence=f"Tải lên tệp kết quả cuộc thi «{row.filename}».",
            changes={"sha256": digest},
        )
        return row


def _check_can_import(campaign: Campaign, by: User, at: datetime) -> None:
    """Only the standing body of a launched contest campaign; NotAllowed or DomainError with the reason."""
    check_keeps_results(by=by, campaign=campaign, at=at)
    if campaign.measured_by != MeasuredBy.CONTEST:
        raise DomainError("Phong trào này không xét theo kết quả cuộc thi nên không nhập kết quả thi được.")
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên không nhập kết quả được.")


def _keep(campaign: Campaign, filename: str, data: bytes) -> str:
    """Stores the bytes as they came; the name they are kept under."""
    ending = ".csv" if PurePath(filename).suffix.lower() == ".csv" else ".xlsx"
    return default_storage.save(f"cuoc-thi/{campaign.pk}/{uuid4().hex}{ending}", ContentFile(data))


def _take_choices(row: ContestImport, known: ContestImport | None) -> None:
    """What a person chose before need not be chosen again; columns and maximum only for the very same file."""
    if known is None:
        return
    row.decisions = {key: answer for key, answer in known.decisions.items() if answer in (RESIDENT, OUTSIDE)}
    if known.sha256 == row.sha256:
        for name in ("sheet_name", "columns", "maximum", "decisions"):
            setattr(row, name, getattr(known, name))


def set_contest_columns(
    *,
    contest_import: ContestImport,
    sheet_name: str,
    columns: dict,
    maximum: Decimal | None,
    by: User,
    at: datetime,
) -> ContestImport:
    """Keeps what a person chose: the sheet, what its columns hold, and the most points that one attempt can have."""
    with transaction.atomic():
        row = lock_contest_preview(contest_import=contest_import, by=by, at=at)
        if maximum is None or not 0 < maximum <= LARGEST_MAXIMUM:
            raise DomainError(
                "Hãy nhập điểm tối đa của một lượt thi (số lớn hơn 0), ví dụ 20.", field="maximum"
            )
        row.sheet_name, row.columns, row.maximum = sheet_name, columns, maximum
        row.save(update_fields=["sheet_name", "columns", "maximum"])
        return row


def decide_contest_units(
    *, contest_import: ContestImport, decisions: Mapping[str, int | str], by: User, at: datetime
) -> ContestImport:
    """Keeps a person's answers for typed units: key of the name -> unit of the campaign, "resident" or "outside"."""
    with transaction.atomic():
        row = lock_contest_preview(contest_import=contest_import, by=by, at=at)
        wanted = {answer for answer in decisions.values() if answer not in (RESIDENT, OUTSIDE)}
        known = set(row.campaign.members.filter(unit__in=wanted).values_list("unit", flat=True))
        known |= {member.unit_id for member in past_members(row.campaign)}
        if wanted - known:
            raise DomainError("Đơn vị được chọn không thuộc đối tượng của phong trào. Hãy chọn lại.")
        row.decisions = {**row.decisions, **decisions}
        row.save(update_fields=["decisions"])
        return row


def discard_contest(*, contest_import: ContestImport, by: User, at: datetime) -> None:
    """Throws a file away that was never confirmed."""
    with transaction.atomic():
        row = lock_contest_preview(contest_import=contest_import, by=by, at=at)
        record_event(
            by=by,
            at=at,
            kind="contest.discarded",
            target=row,
            campaign=row.campaign,
            sentence=f"Bỏ tệp kết quả cuộc thi «{row.filename}» chưa ghi nhận.",
            changes={"sha256": row.sha256},
        )
        delete_with_file(row)


def delete_with_file(row: ContestImport) -> None:
    """Deletes the row, and its file once the transaction holds."""
    name = row.file.name
    row.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def lock_contest_preview(*, contest_import: ContestImport, by: User, at: datetime) -> ContestImport:
    """The import locked for a change; DomainError when it is no preview any more or the person may not."""
    rows = ContestImport.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("campaign", "campaign__standing_unit").get(pk=contest_import.pk)
    check_keeps_results(by=by, campaign=row.campaign, at=at)
    if row.state != ImportState.PREVIEW:
        raise DomainError(
            f"Lần nhập «{row.filename}» đã ở trạng thái «{row.get_state_display()}», không sửa được."
        )
    return row


def contest_mark(contest_import: ContestImport) -> str:
    """A hash of everything a person chose for the file: a plan made with other choices is not written."""
    maximum = f"{contest_import.maximum:.2f}" if contest_import.maximum is not None else ""
    chosen = [contest_import.sha256, contest_import.sheet_name, contest_import.columns, maximum]
    return mark_of([*chosen, contest_import.decisions])
