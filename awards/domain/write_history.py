"""Old awards singly: written, edited, removed, tied to an account; the same one is never written twice."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.dates import local
from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.text import tidy
from awards.domain.history_checks import check_new, check_within, cleaned_entry, entry_of, known_awards
from awards.domain.history_rows import (
    as_data,
    decisions_of,
    drop_unused,
    fields_of,
    move_files,
    said,
    write_entries,
)
from awards.history import PastEntry
from awards.models import PastAward
from awards.permissions import check_keeps_history
from campaigns.enums import SubjectKind
from campaigns.models import Unit


def add_past_award(
    *, office: Unit, entry: PastEntry, sure: bool = False, by: User, at: datetime
) -> PastAward:
    """Writes one old award down; DomainError when it is there already, MaybeSame unless `sure` when it may be."""
    with transaction.atomic():
        lock_history(office=office, by=by, at=at)
        entry = cleaned_entry(entry, today=local(at).date())
        check_within(office, [entry])
        check_new(entry, known_awards(office, [entry.name]), sure)
        write_entries(office, [entry], by=by, at=at)
        row = PastAward.objects.get(
            decision__keeper=office, decision__key=entry.decision_key, same_key=entry.same_key
        )
        note(row, "history.added", f"Ghi khen thưởng cũ: {said(row)}.", by=by, at=at, changes=as_data(entry))
        return row


def edit_past_award(
    *,
    row: PastAward,
    entry: PastEntry,
    version: int,
    reason: str,
    sure: bool = False,
    by: User,
    at: datetime,
) -> PastAward:
    """Corrects one old award with a reason; its cell of the list stays on record. Stale when another was quicker."""
    with transaction.atomic():
        row = locked_past(row, by, at)
        why = _needed(reason, "Hãy ghi lý do sửa.")
        if row.version != version:
            raise Stale("Người khác vừa sửa dòng này. Hãy tải lại trang để xem bản mới rồi sửa tiếp.")
        before = entry_of(row)
        entry = cleaned_entry(entry, today=local(at).date())
        entry = replace(entry, sheet=row.sheet, row=row.row, cells=row.cells, given=row.given_id)
        check_within(row.keeper, [entry])
        check_new(entry, known_awards(row.keeper, [entry.name], but=row.pk), sure)
        old_paper = row.decision
        row.decision = decisions_of(row.keeper, [entry])[entry.decision_key]
        for name, value in fields_of(entry).items():
            setattr(row, name, value)
        if (row.name, row.subject) != (before.name, before.subject):
            row.person = row.person_said_by = row.given = None
        row.version += 1
        row.save()
        move_files(old_paper, row.decision)
        drop_unused([old_paper.pk])
        old, new = as_data(before), as_data(entry)
        changes = {name: [old[name], new[name]] for name in new if old[name] != new[name]}
        sentence = f"Sửa khen thưởng cũ: {said(row)}. Lý do: {why}"
        note(row, "history.edited", sentence, by=by, at=at, changes=changes)
        return row


def remove_past_award(*, row: PastAward, reason: str, by: User, at: datetime) -> None:
    """Takes one old award off the record with a reason; the trail keeps all of it."""
    with transaction.atomic():
        row = locked_past(row, by, at)
        why = _needed(reason, "Hãy ghi lý do xóa.")
        sentence = f"Xóa khen thưởng cũ: {said(row)}. Lý do: {why}"
        note(row, "history.removed", sentence, by=by, at=at, changes=as_data(entry_of(row)))
        paper = row.decision_id
        row.delete()
        drop_unused([paper])


def tie_person(*, row: PastAward, person: User | None, by: User, at: datetime) -> PastAward:
    """Says whose award it was, or takes that back; only for a person, and never concluded from the name."""
    with transaction.atomic():
        row = locked_past(row, by, at)
        if person is not None and row.subject != SubjectKind.CA_NHAN:
            raise DomainError("Chỉ khen thưởng của cá nhân mới gắn với tài khoản.", field="to")
        row.person, row.person_said_by = person, by if person else None
        row.save(update_fields=["person", "person_said_by"])
        what = f"Xác nhận là của {person} ({person.username})" if person else "Bỏ gắn tài khoản"
        changes = {"person": person.pk if person else None}
        note(row, "history.person", f"{what}: {said(row)}.", by=by, at=at, changes=changes)
        return row


def lock_history(*, office: Unit, by: User, at: datetime) -> Unit:
    """The body's history, locked for writing; NotAllowed for whoever does not keep it."""
    check_keeps_history(by=by, office=office, at=at)
    return Unit.objects.select_for_update(no_key=True).get(pk=office.pk)


def locked_past(row: PastAward, by: User, at: datetime) -> PastAward:
    """The row as it is once nobody else changes it; NotAllowed for whoever does not keep the history."""
    lock_history(office=row.keeper, by=by, at=at)
    rows = PastAward.objects.select_related("decision", "keeper", "unit").filter(pk=row.pk)
    found = rows.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise DomainError("Dòng này vừa bị xóa. Hãy tải lại danh sách.")
    return found


def _needed(text: str, sentence: str) -> str:
    why = tidy(text)[:300]
    if not why:
        raise DomainError(sentence, field="reason")
    return why


def note(row: PastAward, kind: str, sentence: str, *, by: User, at: datetime, changes: dict) -> None:
    """The event of one old award."""
    record_event(by=by, at=at, kind=kind, target=row, unit=row.unit, sentence=sentence, changes=changes)
