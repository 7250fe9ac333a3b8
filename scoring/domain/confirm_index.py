"""The door between a previewed file and official results: all of it in one transaction, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.text import name_key, tidy
from awards.models import AwardRecord
from campaigns.domain.write_unit import write_words
from campaigns.models import Campaign, Unit, UnitAlias
from scoring.domain.index_imports import check_state, choices_mark, lock_import
from scoring.domain.planned import NamedLine, PlannedLine, PreparedImport
from scoring.domain.propose_index import check_prepared, drop_row, lines_mark
from scoring.domain.rank_units import rank_units
from scoring.enums import ImportState
from scoring.models import IndexImport, IndexResult, Ranking
from scoring.permissions import check_confirms_results, check_keeps_results
from scoring.queries import confirmed_import

BATCH = 500


@dataclass(frozen=True)
class ConfirmReport:
    """What a confirmation did; not `changed` when the same file with the same choices was there already."""

    index_import: IndexImport
    ranking: Ranking
    written: int
    changed: bool


def confirm_index(
    *, index_import: IndexImport, prepared: PreparedImport, by: User, at: datetime
) -> ConfirmReport:
    """The second person's yes: writes the results, replaces the year's earlier import, remembers names, ranks.

    Raises NotAllowed for who proposed them, DomainError (and writes nothing) when a problem is left or the file reads
    otherwise than when it was proposed.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=index_import.campaign_id)
        row = lock_import(index_import)
        check_state(row, ImportState.PROPOSED)
        check_confirms_results(index_import=row, by=by, at=at)
        check_prepared(row, prepared)
        if lines_mark(prepared) != row.proposed_lines:
            raise Stale(
                "Kết quả đọc từ tệp nay khác lúc đề nghị (đơn vị hoặc tên vừa thay đổi). "
                "Hãy trả lại để người chuẩn bị xem và đề nghị lại."
            )
        earlier = confirmed_import(row.campaign, row.year)
        if earlier and choices_mark(earlier) == prepared.mark:
            drop_row(row)
            ranking = rank_units(
                campaign=earlier.campaign, year=earlier.year, by=by, at=at, is_confirming=True
            )
            return ConfirmReport(earlier, ranking, 0, changed=False)
        check_no_awards(campaign=row.campaign, year=row.year, what="thay kết quả")
        if earlier:
            earlier.state = ImportState.SUPERSEDED
            earlier.save(update_fields=["state"])
        row.state, row.confirmed_at, row.confirmed_by = ImportState.CONFIRMED, at, by
        row.save(update_fields=["state", "confirmed_at", "confirmed_by"])
        _write_results(row, prepared.lines)
        remember_names(prepared.lines, row.proposed_by or by, at)
        _record_confirmed(row, earlier, len(prepared.lines), by, at)
        ranking = rank_units(campaign=row.campaign, year=row.year, by=by, at=at, is_confirming=True)
        return ConfirmReport(row, ranking, len(prepared.lines), changed=True)


def undo_index(*, index_import: IndexImport, reason: str, by: User, at: datetime) -> IndexImport | None:
    """Takes a confirmed import back; the one it had replaced holds again (returned), else there is no ranking.

    Refused with DomainError once awards of the campaign were marked.
    """
    reason = tidy(reason)
    if not reason:
        raise DomainError("Hãy ghi lý do hủy lần nhập này.", field="reason")
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=index_import.campaign_id)
        row = IndexImport.objects.select_for_update(no_key=True).get(pk=index_import.pk)
        check_keeps_results(by=by, campaign=campaign, at=at)
        if row.state != ImportState.CONFIRMED:
            raise DomainError(f"Lần nhập «{row.filename}» không ở trạng thái đã ghi nhận nên không hủy được.")
        check_no_awards(campaign=campaign, year=row.year, what="hủy kết quả")
        row.state, row.undone_at = ImportState.UNDONE, at
        row.save(update_fields=["state", "undone_at"])
        Ranking.objects.filter(campaign=campaign, year=row.year, is_current=True).update(is_current=False)
        record_event(
            by=by,
            at=at,
            kind="index.undone",
            target=row,
            campaign=campaign,
            sentence=f"Hủy kết quả năm {row.year} nhập từ tệp «{row.filename}». Lý do: {reason}",
            changes={"reason": reason},
        )
        return _restore_earlier(row, campaign, by, at)


def check_no_awards(*, campaign: Campaign, year: int, what: str) -> None:
    """Raises DomainError when awards that rest on this year's ranking were marked already."""
    if year == campaign.year and AwardRecord.objects.filter(campaign=campaign).exists():
        raise DomainError(
            f"Không {what} được vì đã chọn tập thể, cá nhân được khen thưởng dựa trên bảng xếp hạng này. "
            "Hãy bỏ chọn khen thưởng trước."
        )


def _write_results(row: IndexImport, lines: Sequence[PlannedLine]) -> None:
    IndexResult.objects.bulk_create(
        [
            IndexResult(
                index_import=row,
                unit_id=line.unit_key,
                value=line.value,
                raw=line.raw_value[:60],
                row=line.row,
                cell=line.cell,
                printed_rank=line.rank,
                parts=line.parts,
            )
            for line in lines
        ],
        batch_size=BATCH,
    )


def remember_names(lines: Iterable[NamedLine], by: User, at: datetime) -> None:
    """A name that a person gave to a unit is known from now on; a name that is taken stays with its unit."""
    decided = [line for line in lines if line.how == "decision"]
    keys = {name_key(line.raw_name)[:300] for line in decided}
    # The very name of several units says nothing about which one the next file means.
    namesakes = (
        set(Unit.objects.filter(name_key__in=keys).values_list("name_key", flat=True)) if keys else set()
    )
    decided = [line for line in decided if name_key(line.raw_name)[:300] not in namesakes]
    aliases = [
        UnitAlias(
            unit_id=line.unit_key,
            name=line.raw_name[:200],
            name_key=name_key(line.raw_name)[:300],
            accepted_by=by,
            accepted_at=at,
        )
        for line in decided
    ]
    UnitAlias.objects.bulk_create(aliases, ignore_conflicts=True)
    write_words(Unit.objects.filter(pk__in=[alias.unit_id for alias in aliases]) if aliases else [])


def _record_confirmed(
    row: IndexImport, earlier: IndexImport | None, count: int, by: User, at: datetime
) -> None:
    instead = f", thay tệp «{earlier.filename}»" if earlier else ""
    record_event(
        by=by,
        at=at,
        kind="index.confirmed",
        target=row,
        campaign=row.campaign,
        sentence=f"Ghi nhận kết quả năm {row.year} của {count} đơn vị từ tệp «{row.filename}»{instead}; "
        f"người đề nghị: {row.proposed_by}.",
        changes={"sha256": row.sha256, "superseded": earlier.pk if earlier else None, "count": count},
    )


def _restore_earlier(row: IndexImport, campaign: Campaign, by: User, at: datetime) -> IndexImport | None:
    superseded = IndexImport.objects.filter(
        campaign=campaign, year=row.year, state=ImportState.SUPERSEDED, confirmed_at__lte=row.confirmed_at
    )
    earlier = superseded.order_by("-confirmed_at", "-id").first()
    if earlier:
        earlier.state = ImportState.CONFIRMED
        earlier.save(update_fields=["state"])
        rank_units(campaign=campaign, year=row.year, by=by, at=at)
    return earlier
