"""Old awards into the database: papers once each, rows in batches, whatever brought them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from accounts.models import User
from accounts.text import fold, person_sort_key, sort_key
from awards.history import PastEntry, catalogue_code, kind_of_award
from awards.models import Decision, HistoryImport, PastAward
from campaigns.enums import SubjectKind
from campaigns.models import Unit

BATCH = 500


def write_entries(
    office: Unit, entries: Sequence[PastEntry], *, by: User, at: datetime, source: HistoryImport | None = None
) -> int:
    """Writes entries that were checked; how many. The number of queries grows with batches, not with rows."""
    papers = decisions_of(office, entries)
    rows = [
        PastAward(
            keeper=office,
            decision=papers[entry.decision_key],
            source=source,
            created_at=at,
            created_by=by,
            **fields_of(entry),
        )
        for entry in entries
    ]
    PastAward.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def decisions_of(office: Unit, entries: Iterable[PastEntry]) -> dict[str, Decision]:
    """Key -> the paper of each entry, those written down that are new; the history of the body is locked."""
    wanted: dict[str, PastEntry] = {}
    for entry in entries:
        wanted.setdefault(entry.decision_key, entry)
    found = {row.key: row for row in Decision.objects.filter(keeper=office, key__in=wanted)}
    new = [
        Decision(
            keeper=office,
            key=key,
            number=entry.number,
            signed_on=entry.signed_on,
            issuer_name=entry.issuer_name,
            summary=entry.summary,
        )
        for key, entry in wanted.items()
        if key not in found
    ]
    for row in Decision.objects.bulk_create(new, batch_size=BATCH):
        found[row.key] = row
    return found


def move_files(before: Decision, after: Decision) -> None:
    """The scan follows the paper whose number was corrected, when nothing else hangs on the old one."""
    if before.pk == after.pk or before.awards.exists():
        return
    if after.files.filter(replaced_at__isnull=True).exists():
        return
    before.files.update(decision=after)


def drop_unused(papers: Iterable[int]) -> None:
    """Papers that no award hangs on any more go with the last one; a scanned one waits for its awards to come back."""
    Decision.objects.filter(pk__in=list(papers), awards__isnull=True, files__isnull=True).delete()


def fields_of(entry: PastEntry) -> dict[str, Any]:
    """The row's own fields, those to look it up by too."""
    same = ("award_name", "subject", "name", "first_year", "last_year", "honorific", "position_title", "unit")
    same += ("unit_name", "whole_unit", "achievement", "money", "sheet", "row")
    order = person_sort_key if entry.subject == SubjectKind.CA_NHAN else sort_key
    texts = (entry.name, entry.position_title, entry.unit_name, str(entry.unit or ""), entry.award_name)
    texts += (entry.achievement, entry.summary, entry.number)
    return {
        **{name: getattr(entry, name) for name in same},
        "cells": dict(entry.cells),
        "given_id": entry.given,
        "kind": kind_of_award(entry.award_name),
        "catalogue": catalogue_code(entry.award_name),
        "same_key": entry.same_key,
        "fold_key": fold(entry.name)[:200],
        "search_key": fold(" ".join(texts))[:1500],
        "sort_key": order(entry.name)[:1000],
    }


def as_data(entry: PastEntry) -> dict[str, Any]:
    """The entry as the trail keeps it."""
    return {
        "decision": entry.number,
        "signed_on": entry.signed_on.isoformat() if entry.signed_on else "",
        "issuer": entry.issuer_name,
        "award": entry.award_name,
        "subject": entry.subject,
        "name": entry.name,
        "honorific": entry.honorific,
        "position": entry.position_title,
        "unit": entry.unit.code if entry.unit else "",
        "unit_name": entry.unit_name,
        "achievement": entry.achievement,
        "years": f"{entry.first_year}-{entry.last_year}",
        "money": str(entry.money) if entry.money is not None else "",
        "given": entry.given,
        "cell": f"{entry.sheet}!{entry.row}" if entry.row else "",
    }


def said(row: PastAward) -> str:
    """The award in a few words."""
    return f"{row.name}, {row.award_name}, quyết định {row.decision.number}"
