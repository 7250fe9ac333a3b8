"""A list of old awards on its way in: uploaded, decided about, written all at once, undone with a reason."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Q

from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.text import fold, tidy
from awards.domain.history_checks import check_within, known_awards, same_as
from awards.domain.history_rows import drop_unused, said, write_entries
from awards.domain.write_history import lock_history
from awards.history import PastEntry
from awards.models import HistoryImport, PastAward
from campaigns.models import Unit
from campaigns.queries import under

SHARED = ("number", "signed_on", "issuer_name", "summary", "award_name", "achievement", "years", "subject")
NOTED = 300


@dataclass(frozen=True)
class PreparedHistory:
    """The entries of a plan, every sentence against them, and the mark of the choices they were made with."""

    entries: Sequence[PastEntry]
    problems: Sequence[str]
    mark: str


def choices_mark(row: HistoryImport) -> str:
    """A hash of everything a person chose for the list: a plan made with other choices is not written."""
    chosen = [row.sha256, row.shared, row.units, row.rows]
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()


def upload_history(
    *, office: Unit, filename: str, data: bytes, shared: Mapping[str, Any], by: User, at: datetime
) -> HistoryImport:
    """Keeps the list as it came; the same file again leads to the preview that is open, or to what it wrote.

    Names that were decided about in earlier lists need not be decided again.
    """
    with transaction.atomic():
        office = lock_history(office=office, by=by, at=at)
        digest = hashlib.sha256(data).hexdigest()
        rows = HistoryImport.objects.filter(keeper=office, undone_at__isnull=True)
        if known := rows.filter(sha256=digest).order_by("-confirmed_at").first():
            if known.confirmed_at is None:
                known.shared = _plain(shared)
                known.save(update_fields=["shared"])
            return known
        row = HistoryImport(keeper=office, sha256=digest, size=len(data), shared=_plain(shared))
        for earlier in rows.filter(confirmed_at__isnull=False).order_by("confirmed_at"):
            row.units |= earlier.units
        ending = ".csv" if PurePath(filename).suffix.lower() == ".csv" else ".xlsx"
        path = f"khen-thuong-cu/{office.pk}/{uuid4().hex}{ending}"
        row.file = default_storage.save(path, ContentFile(data))
        row.filename, row.uploaded_at, row.uploaded_by = tidy(filename)[-200:], at, by
        row.save()
        _note(row, "history.uploaded", f"Tải lên danh sách khen thưởng cũ «{row.filename}».", by, at)
        return row


def choose_history(
    *,
    item: HistoryImport,
    units: Mapping[str, int | str],
    rows: Mapping[str, str],
    by: User,
    at: datetime,
) -> HistoryImport:
    """Keeps a person's answers: which unit a printed name means, and whether a row that looks alike is written."""
    with transaction.atomic():
        row = _locked(item, by, at)
        _check_preview(row)
        wanted = {answer for answer in units.values() if isinstance(answer, int)}
        inside = Unit.objects.filter(under("", row.keeper_id), pk__in=wanted).values_list("pk", flat=True)
        if wanted - set(inside):
            raise DomainError(f"Đơn vị được chọn không thuộc {row.keeper}. Hãy chọn lại.")
        row.units, row.rows = {**row.units, **units}, {**row.rows, **rows}
        row.save(update_fields=["units", "rows"])
        return row


def confirm_history(
    *, item: HistoryImport, prepared: PreparedHistory, by: User, at: datetime
) -> HistoryImport:
    """Writes the planned rows, all or none; DomainError while anything stands against the list."""
    with transaction.atomic():
        row = _locked(item, by, at)
        _check_preview(row)
        if choices_mark(row) != prepared.mark:
            raise Stale("Người khác vừa trả lời khác cho danh sách này. Hãy xem lại rồi ghi.")
        if prepared.problems:
            raise DomainError(f"Chưa ghi gì vì danh sách còn vướng mắc. {prepared.problems[0]}")
        check_within(row.keeper, prepared.entries)
        known = known_awards(row.keeper, [entry.name for entry in prepared.entries])
        for entry in prepared.entries:
            if same_as(entry, known.get(fold(entry.name)[:200], ())):
                raise Stale(f"«{entry.name}» vừa được người khác ghi. Hãy xem lại danh sách rồi ghi.")
        _check_untied(row.keeper, prepared.entries)
        row.written = write_entries(row.keeper, prepared.entries, by=by, at=at, source=row)
        row.confirmed_at, row.confirmed_by = at, by
        row.save(update_fields=["written", "confirmed_at", "confirmed_by"])
        names = [f"{one.name}, {one.award_name}, {one.number}" for one in prepared.entries[:NOTED]]
        sentence = f"Nhập {row.written} lần khen thưởng cũ từ tệp «{row.filename}»."
        _note(row, "history.imported", sentence, by, at, rows=names)
        return row


def undo_history(*, item: HistoryImport, reason: str, by: User, at: datetime) -> HistoryImport:
    """Takes everything that a list wrote off the record, with a reason; the trail keeps what went."""
    why = tidy(reason)[:300]
    if not why:
        raise DomainError("Hãy ghi lý do hủy lần nhập này.", field="reason")
    with transaction.atomic():
        row = _locked(item, by, at)
        if row.confirmed_at is None or row.undone_at is not None:
            raise DomainError(f"Lần nhập «{row.filename}» chưa ghi hoặc đã hủy. Hãy tải lại trang.")
        gone = PastAward.objects.filter(source=row).select_related("decision")
        names, papers = [said(one) for one in gone[:NOTED]], set(gone.values_list("decision", flat=True))
        count = gone.count()
        gone.delete()
        drop_unused(papers)
        row.undone_at, row.undone_by, row.undone_reason = at, by, why
        row.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        sentence = f"Hủy lần nhập «{row.filename}»: xóa {count} lần khen thưởng cũ. Lý do: {why}"
        _note(row, "history.undone", sentence, by, at, rows=names)
        return row


def discard_history(*, item: HistoryImport, by: User, at: datetime) -> None:
    """Throws a list away that was never written."""
    with transaction.atomic():
        row = _locked(item, by, at)
        _check_preview(row)
        _note(row, "history.discarded", f"Bỏ danh sách khen thưởng cũ «{row.filename}» chưa ghi.", by, at)
        name = row.file.name
        row.delete()
        transaction.on_commit(lambda: default_storage.delete(name))


def rows_left(item: HistoryImport) -> dict[str, int]:
    """How many awards of the list are still on record, and how many of them were edited since."""
    rows = PastAward.objects.filter(source=item)
    return rows.aggregate(total=Count("pk"), edited=Count("pk", filter=Q(version__gt=1)))


def _locked(item: HistoryImport, by: User, at: datetime) -> HistoryImport:
    lock_history(office=item.keeper, by=by, at=at)
    rows = HistoryImport.objects.select_related("keeper").filter(pk=item.pk)
    found = rows.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise DomainError("Danh sách này vừa bị bỏ. Hãy tải lại trang.")
    return found


def _check_preview(row: HistoryImport) -> None:
    if row.confirmed_at is not None:
        raise DomainError(f"Danh sách «{row.filename}» đã ghi rồi. Hãy tải lại trang.")


def _check_untied(office: Unit, entries: Sequence[PastEntry]) -> None:
    """Nobody wrote down the paper of an award given here while the preview was being looked at."""
    tied = PastAward.objects.filter(keeper=office, given__in=[one.given for one in entries if one.given])
    if row := tied.first():
        raise Stale(f"Quyết định của «{row.name}» vừa được người khác ghi. Hãy xem lại danh sách rồi ghi.")


def _plain(shared: Mapping[str, Any]) -> dict[str, str]:
    """What holds for every row that does not say otherwise, as plain data."""
    found = {}
    for name in SHARED:
        value = shared.get(name)
        if value:
            found[name] = value.isoformat() if isinstance(value, date) else tidy(str(value))
    return found


def _note(row: HistoryImport, kind: str, sentence: str, by: User, at: datetime, **more: Any) -> None:
    changes = {"sha256": row.sha256, **more}
    record_event(by=by, at=at, kind=kind, target=row, unit=row.keeper, sentence=sentence, changes=changes)
