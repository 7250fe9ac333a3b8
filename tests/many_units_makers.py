"""A campaign of a whole province: many units with results, registrations, and dossiers of some of them."""

from decimal import Decimal

from awards.models import Award, Nomination
from campaigns.models import Registration, Unit, UnitGroupMember
from dossiers.demo.base import moment
from dossiers.models import Dossier, DossierItem
from scoring.domain.rank_units import rank_units
from scoring.models import IndexImport, IndexResult


def more_units(campaign, start: int, end: int) -> list[Unit]:
    """Communes under the campaign's issuer, not yet placed in a group."""
    return Unit.objects.bulk_create(
        Unit(
            code=f"x-{n}",
            name=f"UBND xã số {n}",
            kind="ubnd_xa",
            parent=campaign.issuer,
            search_key=f"xa so {n}",
            name_key=f"ubnd xa so {n}",
            sort_key=f"xa so {n:04d}",
        )
        for n in range(start, end)
    )


def with_results(units: list[Unit], source: IndexImport, start: int = 0) -> None:
    """A result for each, many of them tied."""
    IndexResult.objects.bulk_create(
        IndexResult(
            index_import=source, unit=unit, value=Decimal(400 + n % 500) / 10, raw="x", row=n + 100, cell="D1"
        )
        for n, unit in enumerate(units, start=start)
    )


def taking_part(world, start: int, end: int, dossiers: int) -> None:
    """The units placed, registered and ranked; the first `dossiers` of them with a collective at the desk."""
    campaign, officer = world.campaign, world.officer
    units = more_units(campaign, start, end)
    group = campaign.groups.get(code="phuong-xa")
    UnitGroupMember.objects.bulk_create(
        UnitGroupMember(campaign=campaign, group=group, unit=unit) for unit in units
    )
    at = moment(2023, 8, 10)
    Registration.objects.bulk_create(
        Registration(campaign=campaign, unit=unit, registered_at=at, registered_by=officer) for unit in units
    )
    with_results(units, IndexImport.objects.get(campaign=campaign), start)
    rank_units(campaign=campaign, year=campaign.rounds.first().year, by=None, at=moment(2023, 11, 21))
    for unit in units[:dossiers]:
        sent(world, unit, group)


def sent(world, unit: Unit, group) -> None:
    """An accepted dossier with its collective, and beside it a resident whom the office put forward."""
    campaign, officer, round = world.campaign, world.officer, world.campaign.rounds.first()
    award = Award.objects.filter(campaign=campaign).first()
    shared = {"campaign": campaign, "round": round, "award": award, "unit": unit, "state": "accepted"}
    shared |= {"created_by": officer, "created_at": moment(2023, 12, 1)}
    one = Nomination.objects.create(
        **shared,
        group=group,
        subject="tap_the",
        name=unit.name,
        sort_key=unit.sort_key,
        search_key=unit.search_key,
    )
    Nomination.objects.create(
        **shared, subject="ca_nhan", name=f"Bà Lê {unit.code}", honorific="ba", origin="resident",
        origin_place="Ấp 1", sort_key=unit.code, search_key="le",
    )  # fmt: skip
    times = {
        "sent_at": moment(2023, 12, 4),
        "first_sent_at": moment(2023, 12, 4),
        "created_at": moment(2023, 12, 1),
    }
    times |= {"accepted_at": moment(2023, 12, 11), "updated_at": moment(2023, 12, 11)}
    dossier = Dossier.objects.create(
        campaign=campaign, round=round, award=award, unit=unit, state="accepted", sent_by=world.member(1), times_sent=1,
        accepted_by=officer, receipt_number=f"TC2023-{unit.code}", **times,
    )  # fmt: skip
    DossierItem.objects.create(dossier=dossier, nomination=one)
