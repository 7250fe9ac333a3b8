"""What a successor holds itself of the same thing and year, and whether it can still be set aside."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from awards.enums import NominationState
from awards.models import Nomination
from campaigns.enums import Inherited
from campaigns.models import Campaign, Takeover, Unit
from dossiers.takeover_holdings import Holding, Holdings, Piece, in_words
from scoring.models import Standing

REPLACEABLE = (Inherited.REGISTRATION, Inherited.SHEET, Inherited.REPORTS)
Rivals = dict[tuple[int, str], "Rival"]


@dataclass(frozen=True)
class Rival:
    """The successor's own pieces that stand in the way: in words, why they can't be set aside (""), which."""

    unit: Unit
    said: str
    blocked: str
    pieces: tuple[Piece, ...]
    whole: bool


@dataclass(frozen=True)
class Fixed:
    """What keeps own work from being set aside: nominations that were sent, years that were ranked, earlier answers."""

    nominated: frozenset[int]
    ranked: frozenset[tuple[int, int]]
    received: Mapping[tuple[str, int], Unit]

    def reason(self, unit: Unit, what: str, pieces: Mapping[tuple, Piece]) -> str:
        """Why these pieces of the unit stay, or nothing."""
        for piece in pieces.values():
            if source := self.received.get((piece.name, piece.pk)):
                return f"phần này nhận từ {source}; muốn đổi, hãy hủy quyết định đó trước"
        if unit.pk in self.nominated:
            return f"hồ sơ đề nghị khen thưởng của {unit} đã gửi, dựa trên phần này"
        for key, piece in pieces.items():
            if piece.sent:
                return f"bảng điểm năm {key[1]} của {unit} đã gửi; {unit} rút lại thì mới thay được"
            if what == Inherited.SHEET and (unit.pk, key[1]) in self.ranked:
                return f"năm {key[1]} đã có bảng xếp hạng với {unit}"
        return ""


def rivals_of(
    campaign: Campaign, takers: Mapping[int, Iterable[Unit]], held: Holdings, decided: Collection[Takeover]
) -> dict[int, Rivals]:
    """Ended unit -> (successor, what) -> what it holds itself; two more queries where anybody holds something."""
    common: dict[int, dict[tuple[int, str], tuple[Unit, Holding, dict[tuple, Piece]]]] = {}
    for old, units in takers.items():
        for holding in held.of(old):
            if holding.what not in REPLACEABLE:
                continue
            for unit in units:
                own = held.rows[unit.pk].get(holding.what) if unit.pk in held.rows else None
                same = {key: own.pieces[key] for key in own.pieces if key in holding.keys} if own else {}
                if same:
                    common.setdefault(old, {})[unit.pk, holding.what] = unit, holding, same
    if not common:
        return {}
    fixed = what_is_fixed(campaign, {unit for rows in common.values() for unit, _ in rows}, decided)
    return {
        old: {
            (pk, what): Rival(
                unit,
                in_words(same.values(), outside=True),
                fixed.reason(unit, what, same),
                tuple(same.values()),
                set(same) == set(holding.keys),
            )
            for (pk, what), (unit, holding, same) in rows.items()
        }
        for old, rows in common.items()
    }


def what_is_fixed(campaign: Campaign, units: Iterable[int], decided: Collection[Takeover]) -> Fixed:
    """Read once for all successors."""
    keys = list(units)
    # Who came over with an ended unit was put forward on that unit's work, not on the successor's own.
    came = [pk for row in decided for was in row.moved.get("was", ()) for pk, *_ in was["nominations"]]
    sent = Nomination.objects.filter(campaign=campaign, unit__in=keys).exclude(pk__in=came)
    sent = sent.exclude(state__in=(NominationState.DRAFT, NominationState.WITHDRAWN))
    ranked = Standing.objects.filter(ranking__campaign=campaign, ranking__is_current=True, unit__in=keys)
    received = {
        (name, pk): row.predecessor
        for row in decided
        for name, rows in row.moved.items()
        if isinstance(rows, list)
        for pk in rows
        if isinstance(pk, int)
    }
    return Fixed(
        frozenset(sent.values_list("unit", flat=True)),
        frozenset(ranked.values_list("unit", "ranking__year")),
        received,
    )
