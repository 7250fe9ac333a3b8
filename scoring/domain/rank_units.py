"""Ranks the units of each group by the year's confirmed results and freezes the table."""

import hashlib
import json
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.models import Campaign, UnitGroupMember
from campaigns.organisation import past_members
from campaigns.queries import members_of
from scoring.models import IndexImport, IndexResult, Ranking, Standing
from scoring.permissions import check_keeps_results
from scoring.queries import confirmed_import
from scoring.ranking import Entry, rank

BATCH = 500


def rank_units(
    *, campaign: Campaign, year: int, by: User | None, at: datetime, is_confirming: bool = False
) -> Ranking:
    """The frozen ranking of a year; the same inputs give the ranking that is there.

    Units without a result are unranked and come last. Raises DomainError without confirmed results.
    `by` is None when an operator's command computes it; a confirmation has checked its person itself.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        if by is not None and not is_confirming:
            check_keeps_results(by=by, campaign=campaign, at=at)
        source = confirmed_import(campaign, year)
        if source is None:
            raise DomainError(
                f"Chưa có kết quả năm {year} được ghi nhận nên chưa xếp hạng được. Hãy nhập kết quả trước."
            )
        results = {row.unit_id: row for row in source.results.defer("parts")}
        groups: dict[int, list[UnitGroupMember]] = {}
        # A unit that ended since was measured in its time: its result keeps its place in the table of that year.
        past = [member for member in past_members(campaign) if member.unit_id in results]
        for member in [*members_of(campaign), *past]:
            groups.setdefault(member.group_id, []).append(member)
        digest = _digest(source, groups, results)
        current = Ranking.objects.filter(campaign=campaign, year=year, is_current=True).first()
        if current and current.inputs_sha256 == digest and current.index_import_id == source.pk:
            return current
        Ranking.objects.filter(campaign=campaign, year=year, is_current=True).update(is_current=False)
        ranking = Ranking.objects.create(
            campaign=campaign,
            year=year,
            index_import=source,
            inputs_sha256=digest,
            computed_at=at,
            computed_by=by,
        )
        standings = [row for members in groups.values() for row in _standings(ranking, members, results)]
        Standing.objects.bulk_create(standings, batch_size=BATCH)
        _record_ranked(ranking, standings, by, at)
        return ranking


def _digest(
    source: IndexImport, groups: dict[int, list[UnitGroupMember]], results: dict[int, IndexResult]
) -> str:
    """One hash over the source and, group by group, every unit with its exact value."""
    content = {
        members[0].group.code: sorted(
            [m.unit.code, f"{results[m.unit_id].value:f}" if m.unit_id in results else ""] for m in members
        )
        for members in groups.values()
    }
    text = json.dumps([source.sha256, source.scale, content], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _standings(
    ranking: Ranking, members: list[UnitGroupMember], results: dict[int, IndexResult]
) -> list[Standing]:
    entries = [
        Entry(key=m.unit_id, value=results[m.unit_id].value if m.unit_id in results else None)
        for m in members
    ]
    return [
        Standing(
            ranking=ranking,
            group_id=members[0].group_id,
            unit_id=placed.key,
            result=results.get(placed.key),
            rank=placed.rank,
            tied=placed.tied,
            position=position,
        )
        for position, placed in enumerate(rank(entries), start=1)
    ]


def _record_ranked(ranking: Ranking, standings: list[Standing], by: User | None, at: datetime) -> None:
    ranked = sum(row.rank is not None for row in standings)
    record_event(
        by=by,
        at=at,
        kind="ranking.computed",
        target=ranking,
        campaign=ranking.campaign,
        sentence=f"Xếp hạng năm {ranking.year}: {ranked} đơn vị có kết quả, {len(standings) - ranked} đơn vị chưa có.",
        changes={"inputs_sha256": ranking.inputs_sha256},
    )
