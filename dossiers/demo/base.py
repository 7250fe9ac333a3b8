"""Stage «launched»: units, people, criteria, the plan from its pack, and the launch."""

import csv
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.clock import set_demo_clock
from accounts.models import User
from accounts.text import fold, person_sort_key
from awards.domain.launch_campaign import launch_campaign
from awards.domain.load_plan import load_plan
from awards.enums import CouncilLevel, CouncilRole
from awards.models import Council, CouncilMember
from awards.packs_schema import read_pack
from campaigns.domain.write_criteria import write_criteria_set
from campaigns.enums import CampaignState, Role, UnitKind
from campaigns.importers.units import import_units
from campaigns.models import Campaign, CriteriaSet, Membership, Unit

DATA = Path(__file__).parent / "data"
PASSWORD = "ThiDuaSo-2023"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
COUNCIL = [
    ("uy-vien-1", "Nguyễn Thị Thanh Hương", "Phó Chủ tịch UBND thị xã", CouncilRole.CHAIR),
    ("uy-vien-2", "Trần Quốc Bảo", "Trưởng phòng Nội vụ", CouncilRole.VICE_CHAIR),
    ("uy-vien-3", "Lê Minh Đức", "Chánh Văn phòng HĐND và UBND", CouncilRole.MEMBER),
    ("uy-vien-4", "Phạm Thị Ánh Tuyết", "Chủ tịch Liên đoàn Lao động thị xã", CouncilRole.MEMBER),
    ("uy-vien-5", "Võ Hoàng Ân", "Phó Trưởng phòng Nội vụ", CouncilRole.SECRETARY),
]


def moment(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    """A local moment of the demo."""
    return datetime.combine(date(year, month, day), time(hour, minute), VIETNAM)


def seed_plan() -> Campaign:
    """Units, people and the plan as a draft, on the morning of 28/07/2023: everything is still to be done."""
    units, criteria_set = seed_ground()
    campaign = load_plan(pack=read_pack("tan_chau_2023"), criteria_set=criteria_set).campaign
    assert campaign is not None
    write_council(units["tan-chau"], campaign)
    if settings.DEMO and campaign.state == CampaignState.DRAFT:
        set_demo_clock(at=moment(2023, 7, 28))
    return campaign


def seed_ground() -> tuple[dict[str, Unit], CriteriaSet]:
    """Units, people and the criteria set: what stands before anybody sets up a plan."""
    units = write_units()
    write_people(units)
    with (DATA / "criteria.toml").open("rb") as file:
        return units, write_criteria_set(data=tomllib.load(file), is_demo=True)


def seed_launched() -> Campaign:
    """The plan, launched on 28/07/2023."""
    campaign = seed_plan()
    if campaign.state == CampaignState.DRAFT:
        at = moment(2023, 7, 28, 14)
        campaign = launch_campaign(campaign=campaign, by=User.objects.get(username="can-bo"), at=at)
        if settings.DEMO:
            set_demo_clock(at=moment(2023, 7, 31))
    return campaign


def write_units() -> dict[str, Unit]:
    """The issuer, its 13 bodies (made up) and the 14 communes (official codes of 04/2023)."""
    file = DATA / "units.csv"
    report = import_units(file=file)
    if report.problems:
        raise RuntimeError(" ".join(report.problems))
    with file.open(encoding="utf-8", newline="") as rows:
        codes = [row["code"] for row in csv.DictReader(rows)]
    units = Unit.objects.in_bulk(codes, field_name="code")
    return {code: units[code] for code in codes}


def username_of(unit: Unit) -> str:
    """«UBND xã Châu Phong» signs in as «chau-phong», «Phòng Nội vụ» as «phong-noi-vu»."""
    if unit.kind in {UnitKind.UBND_PHUONG, UnitKind.UBND_XA}:
        return fold(unit.place_name).replace(" ", "-")
    return fold(unit.short_name or unit.name).replace(" - ", "-").replace(",", "").replace(" ", "-")


def write_people(units: dict[str, Unit]) -> None:
    """One officer at the standing body, one account for each unit, five council members."""
    standing = units["tan-chau-vhtt"]
    write_person("can-bo", "Đặng Thu Trang", standing, Role.STANDING_OFFICER, "Chuyên viên")
    write_person("truong-phong", "Lâm Chí Thành", standing, Role.UNIT_HEAD, "Trưởng phòng")
    write_person("quan-tri", "Ngô Quốc Việt", units["tan-chau"], Role.SYSTEM_ADMIN, "Chuyên viên Văn phòng")
    write_person("giam-sat", "Huỳnh Kim Oanh", units["tan-chau"], Role.AUDITOR, "Thanh tra viên")
    for unit in units.values():
        if unit.kind != UnitKind.UBND:
            write_person(username_of(unit), f"Cán bộ {unit}", unit, Role.UNIT_OFFICER, "Công chức phụ trách")
    for username, name, office, _role in COUNCIL:
        write_person(username, name, units["tan-chau"], Role.COUNCIL_MEMBER, office)


def write_person(username: str, name: str, unit: Unit, role: str, title: str) -> User:
    """A demo account with the demo password and one membership."""
    user, created = User.objects.get_or_create(
        username=username,
        defaults={
            "full_name": name,
            "sort_key": person_sort_key(name),
            "search_key": fold(f"{name} {username}"),
        },
    )
    if created:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    Membership.objects.get_or_create(
        user=user, unit=unit, role=role, defaults={"title": title, "valid_from": date(2022, 1, 1)}
    )
    return user


def write_council(issuer: Unit, campaign: Campaign) -> Council:
    """The deciding council of the thị xã."""
    council, _ = Council.objects.get_or_create(
        unit=issuer,
        campaign=campaign,
        level=CouncilLevel.DECIDING,
        defaults={"name": "Hội đồng Thi đua - Khen thưởng thị xã Tân Châu"},
    )
    own = {"uy-vien-2": "tan-chau-nv", "uy-vien-3": "tan-chau-vp", "uy-vien-5": "tan-chau-nv"}
    for place, (username, name, office, role) in enumerate(COUNCIL, start=1):
        CouncilMember.objects.get_or_create(
            council=council,
            user=User.objects.get(username=username),
            defaults={
                "full_name": name,
                "office": office,
                "role": role,
                "position": place,
                "own_unit": Unit.objects.filter(code=own.get(username, "")).first(),
            },
        )
    return council
