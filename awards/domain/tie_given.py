"""A named person says that an old paper is that of an award given in the program: the two are shown as one."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import fold, name_key
from awards.domain.history_rows import said
from awards.domain.write_history import locked_past, note
from awards.given import GivenAward
from awards.given_queries import PARTS, given_under_names
from awards.history import number_key
from awards.models import AwardRecord, PastAward


def tie_given(*, row: PastAward, given: AwardRecord, by: User, at: datetime) -> PastAward:
    """The old paper is the decision of this award; DomainError unless the name and the subject are its own."""
    with transaction.atomic():
        row = locked_past(row, by, at)
        if given.pk not in {one.pk for one in may_be_given(row)}:
            raise DomainError(
                "Lần khen trong phần mềm đã có quyết định khác, hoặc không cùng tên. Hãy tải lại trang."
            )
        row.given = given
        row.save(update_fields=["given"])
        what = GivenAward(AwardRecord.objects.select_related(*PARTS).get(pk=given.pk))
        sentence = f"Ghi quyết định {row.decision.number} cho lần khen trong phần mềm: {said(row)}, {what.achievement}."
        note(row, "history.tied", sentence, by=by, at=at, changes={"given": given.pk})
        return row


def untie_given(*, row: PastAward, by: User, at: datetime) -> PastAward:
    """Takes back that the two are one."""
    with transaction.atomic():
        row = locked_past(row, by, at)
        if row.given_id is None:
            return row
        changes = {"given": [row.given_id, None]}
        row.given = None
        row.save(update_fields=["given"])
        note(
            row,
            "history.untied",
            f"Tách khỏi lần khen trong phần mềm: {said(row)}.",
            by=by,
            at=at,
            changes=changes,
        )
        return row


def may_be_given(row: PastAward) -> list[GivenAward]:
    """What was given in the program under this name to this subject, in years that meet, without a paper yet."""
    if row.given_id:
        return []
    return [
        one
        for one in given_under_names(row.keeper, [row.name])
        if one.subject == row.subject and one.first_year <= row.last_year and row.first_year <= one.last_year
    ]


def tie_known(*, record: AwardRecord, by: User, at: datetime) -> None:
    """An old paper that was brought in before the award was recorded here: same number, day, name, subject, unit."""
    one = record.nomination
    rows = PastAward.objects.filter(
        fold_key=fold(one.name)[:200], unit=one.unit_id, subject=one.subject, given=None
    )
    for row in rows.filter(decision__signed_on=record.decided_on).select_related("decision").order_by("pk"):
        same = number_key(row.decision.number) == number_key(record.decision_number)
        taken = PastAward.objects.filter(keeper=row.keeper_id, given=record).exists()
        if same and name_key(row.name) == name_key(one.name) and not taken:
            row.given = record
            row.save(update_fields=["given"])
            record_event(
                by=by,
                at=at,
                kind="history.tied",
                target=row,
                unit=row.unit,
                sentence=f"Quyết định cũ đã ghi là của lần khen vừa ghi: {said(row)}.",
                changes={"given": record.pk},
            )
