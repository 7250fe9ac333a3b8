"""A launched campaign with quotas, conditions, rounds and results of any shape, written as rows."""

from datetime import date
from decimal import Decimal

from awards.models import Award, AwardQuota, Condition, Council, CouncilMember, Nomination
from campaigns.models import Round, UnitGroup
from dossiers.demo.base import moment
from scoring.domain.rank_units import rank_units
from scoring.models import IndexImport, IndexResult, Ranking

# Two groups of the demo campaign, three units of each.
BODIES = ("tan-chau-nv", "tan-chau-tp", "tan-chau-tckh")
COMMUNES = ("30376", "30400", "30412")


def reshaped(world, *quotas: dict, conditions: tuple[dict, ...] = (), award: Award | None = None) -> None:
    """Other quotas and conditions in place of the plan's own; groups are named by their code."""
    award = award or Award.objects.get(campaign=world.campaign)
    award.quotas.all().delete()
    award.conditions.all().delete()
    for n, values in enumerate(quotas):
        row = {"position": n, "mode": "ceiling", "clause": f"mục {n + 1}", **values}
        AwardQuota.objects.create(award=award, **with_group(world, row))
    for n, values in enumerate(conditions):
        row = {"position": n, "text": "Tiêu chuẩn", "clause": f"tiêu chuẩn {n + 1}", **values}
        Condition.objects.create(award=award, **with_group(world, row))


def with_group(world, values: dict) -> dict:
    """The same with the group's row for its code."""
    code = values.pop("group", "")
    group = UnitGroup.objects.get(campaign=world.campaign, code=code) if code else None
    return {**values, "group": group}


def without_council(world) -> None:
    """A plan whose places nobody votes on."""
    CouncilMember.objects.filter(council__campaign=world.campaign).delete()
    Council.objects.filter(campaign=world.campaign).delete()


def round_of(world, kind: str, first: int, last: int, code: str = "", state: str = "planned") -> Round:
    """One more round, not open."""
    times = {"closed": {"opened_at": moment(first, 12, 1), "closed_at": moment(first, 12, 31)}}.get(state, {})
    position = world.campaign.rounds.count() + 1
    named = {"code": code or f"{kind}-{last}", "kind": kind, "name": f"Đợt {kind} {last}"}
    return Round.objects.create(
        campaign=world.campaign,
        position=position,
        first_year=first,
        last_year=last,
        clause="x",
        state=state,
        **times,
        **named,
    )


def put(world, name: str, code: str, subject: str = "tap_the", **values) -> Nomination:
    """An accepted nomination; who is not of a unit is in no group."""
    unit = world.unit(code)
    origin = values.get("origin", "unit")
    group = UnitGroup.objects.filter(campaign=world.campaign, members__unit=unit).first()
    person = {"honorific": "ba", "position_title": "Công chức"} if subject == "ca_nhan" else {}
    values = {
        "state": "accepted",
        "award": Award.objects.filter(campaign=world.campaign).first(),
        "round": world.campaign.rounds.first(),
        "group": group if origin == "unit" else None,
        "origin_place": "" if origin == "unit" else "Nơi khác",
        **person,
        **values,
    }
    return Nomination.objects.create(
        campaign=world.campaign,
        unit=unit,
        subject=subject,
        name=name,
        created_by=world.officer,
        created_at=moment(2023, 12, 1),
        search_key="",
        sort_key=name,
        **values,
    )


def measured(world, year: int, scores: dict[str, str], scale: str = "percent", maximum=None) -> Ranking:
    """Confirmed results of a year with their ranking."""
    source = IndexImport.objects.create(
        campaign=world.campaign,
        year=year,
        state="confirmed",
        file="ket-qua.xlsx",
        filename=f"ket-qua-{year}.xlsx",
        sha256="0" * 64,
        size=1,
        scale=scale,
        scale_maximum=maximum,
        uploaded_at=moment(2023, 11, 17),
        uploaded_by=world.officer,
        confirmed_at=moment(2023, 11, 20),
        confirmed_by=world.officer,
    )
    for row, (code, value) in enumerate(scores.items(), start=5):
        IndexResult.objects.create(
            index_import=source,
            unit=world.unit(code),
            value=Decimal(value),
            raw=value,
            row=row,
            cell=f"F{row}",
        )
    return rank_units(campaign=world.campaign, year=year, by=None, at=moment(2023, 11, 20))


def a_day(year: int, month: int = 12, day: int = 12) -> date:
    """A day, for conditions and facts."""
    return date(year, month, day)
